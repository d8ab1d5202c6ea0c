"""Where the demo district's communities and buildings stand: made up, inside the real boundary."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CANDIDATES = 40  # of which the one farthest from all neighbours is taken


def community_centres(
    *, home: Ints, centre: Floats, radius_m: Floats, area: BaseGeometry, rng: np.random.Generator
) -> Floats:
    """(C, 2) Centres of communities in metres, spread over their subdistricts.

    Parameters
    ----------
    home
        (C,) Subdistrict of each community.
    centre, radius_m
        (D, 2), (D,) Centre and spread of each subdistrict.
    area
        The district in metres.
    """
    chosen = np.empty((len(home), 2))
    for place, subdistrict in enumerate(home):
        candidates = _candidates(subdistrict, centre, radius_m, area, rng)
        distance = (
            shapely.distance(shapely.points(candidates), shapely.MultiPoint(chosen[:place]))
            if place
            else np.zeros(len(candidates))
        )
        chosen[place] = candidates[np.argmax(distance)]
    return chosen


def building_places(
    *,
    count: int,
    centre: Floats,
    cell: BaseGeometry,
    stretch: float,
    places: Mapping[str, Any],
    rng: np.random.Generator,
) -> Floats:
    """(count, 2) Buildings of one community in metres, in estates around its centre.

    `cell` is the part of the district that is nearest to this community; `stretch` widens the
    community where the district is less dense.
    """
    within = cell.intersection(shapely.Point(centre).buffer(places["farthest_building_m"]))
    estates = _scatter(
        origins=centre[None, :],
        count=max(1, round(count / places["buildings_per_estate"])),
        sigma_m=places["community_radius_m"] * stretch,
        within=within,
        rng=rng,
    )
    return _scatter(
        origins=estates,
        count=count,
        sigma_m=places["estate_radius_m"] * stretch,
        within=within,
        rng=rng,
    )


def _candidates(
    subdistrict: int,
    centre: Floats,
    radius_m: Floats,
    area: BaseGeometry,
    rng: np.random.Generator,
) -> Floats:
    """Positions in a disc that are inside the district and nearest to their own subdistrict."""
    found: list[Floats] = []
    while sum(map(len, found)) < CANDIDATES:
        angle = rng.uniform(0.0, 2.0 * np.pi, CANDIDATES)
        distance = radius_m[subdistrict] * rng.uniform(0.0, 1.0, CANDIDATES) ** 0.6
        tries = centre[subdistrict] + np.column_stack(
            [distance * np.cos(angle), distance * np.sin(angle)]
        )
        scaled = np.hypot(*(tries[:, None] - centre[None]).transpose(2, 0, 1)) / radius_m
        is_own = scaled.argmin(axis=1) == subdistrict
        found.append(tries[is_own & shapely.contains_xy(area, tries[:, 0], tries[:, 1])])
    return np.concatenate(found)[:CANDIDATES]


def _scatter(
    *,
    origins: Floats,
    count: int,
    sigma_m: float,
    within: BaseGeometry,
    rng: np.random.Generator,
) -> Floats:
    """Normally around the origins in turn, keeping only what falls inside."""
    found: list[Floats] = []
    while sum(map(len, found)) < count:
        chosen = origins[rng.integers(0, len(origins), 2 * count)]
        tries = chosen + rng.normal(0.0, sigma_m, (2 * count, 2))
        found.append(tries[shapely.contains_xy(within, tries[:, 0], tries[:, 1])])
    return np.concatenate(found)[:count]
