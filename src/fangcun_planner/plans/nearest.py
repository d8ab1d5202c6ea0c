"""Where a community's residents would go: the nearest place that offers each function."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from fangcun_planner.district import Building
from fangcun_planner.plans.people import community_of_building
from fangcun_planner.plans.pose import PosedDistrict
from fangcun_planner.plans.premises import Place, places_of
from fangcun_planner.siting.problem import Bools, Floats, Ints, Longs
from fangcun_planner.walking.earth import points_in_space


@dataclass(frozen=True, slots=True, eq=False)
class Nearest:
    """(C, F) The nearest offering place of each community, -1 for none, and its mean walk."""

    place: Ints
    walk_m: Floats


def nearest_offers(posed: PosedDistrict, offers: Bools) -> Nearest:
    """Find the place with the shortest mean walk, over residents, among those that offer (S, F).

    Within reach the walk is the posed one; farther away it is the straight line times the
    detour factor, because streets are searched only as far as a service counts.
    """
    communities, functions = len(posed.district.communities), offers.shape[1]
    place = np.full((communities, functions), -1, dtype=np.int32)
    walk_m = np.full((communities, functions), np.nan)
    open_places = np.flatnonzero(offers.any(axis=1))
    if not open_places.size:
        return Nearest(place, walk_m)
    mean_m = _mean_walks(posed, open_places)
    for function in range(functions):
        offering = np.flatnonzero(offers[open_places, function])
        if offering.size:
            best = offering[np.argmin(mean_m[:, offering], axis=1)]
            place[:, function] = open_places[best]
            walk_m[:, function] = mean_m[np.arange(communities), best]
    place[np.isnan(walk_m)] = -1  # nobody lives there
    return Nearest(place, walk_m)


def _mean_walks(posed: PosedDistrict, open_places: Longs) -> Floats:
    """(C, places) Mean walk in metres over the residents of each community."""
    district = posed.district
    home = community_of_building(district)
    residents = np.array([b.residents for b in district.buildings], dtype=np.float64)
    shape = (len(district.communities), len(district.buildings))
    people = csr_array((residents, (home, np.arange(home.size))), shape=shape)
    total: Floats = people.sum(axis=1)
    mean_m: Floats = (
        people @ _all_walks(posed, open_places) / np.where(total > 0, total, 1)[:, None]
    )
    mean_m[total == 0] = np.nan
    return mean_m


def _all_walks(posed: PosedDistrict, open_places: Longs) -> Floats:
    """(B, places) Walk from every building, far ones by straight line times the detour factor."""
    district, walks = posed.district, posed.walks
    places = [places_of(district)[at] for at in open_places]
    walk_m = _straight_m(district.buildings, places) * district.rule("detour_factor")
    column = np.full(len(places_of(district)), -1)
    column[open_places] = np.arange(open_places.size)
    known = column[walks.target] >= 0
    walk_m[walks.origin[known], column[walks.target[known]]] = walks.metres[known]
    return walk_m


def _straight_m(homes: Sequence[Building], places: Sequence[Place]) -> Floats:
    """(homes, places) Straight lines in metres."""
    start, end = _points(homes), _points(places)
    middle = start.mean(axis=0)  # squares of small numbers keep their digits
    start, end = start - middle, end - middle
    squares = (start**2).sum(1)[:, None] + (end**2).sum(1) - 2 * start @ end.T
    return np.asarray(np.sqrt(np.maximum(0, squares)))


def _points(things: Sequence[Building] | Sequence[Place]) -> Floats:
    lon = np.array([thing.lon for thing in things], dtype=np.float64)
    lat = np.array([thing.lat for thing in things], dtype=np.float64)
    return points_in_space(lon, lat)
