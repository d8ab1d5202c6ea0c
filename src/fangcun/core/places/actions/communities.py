"""Communities and buildings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from fangcun.core.places.actions.district import touch_district
from fangcun.core.places.actions.replaced import drop_rows, write_rows
from fangcun.core.places.actions.revised import write_revision
from fangcun.core.places.models import Building, Community
from fangcun.core.places.rules import Placed, community_centres, sketched_cells
from fangcun_planner import district as planner

COMMUNITY_FIELDS = (
    "name",
    "subdistrict",
    "households",
    "residents_by_age",
    "is_demo",
    "lon",
    "lat",
    "cell",
)
BUILDING_FIELDS = ("community", "lon", "lat", "residents")


@dataclass(frozen=True, slots=True)
class WrittenCommunity:
    """What may be changed of a community by hand."""

    name: str
    subdistrict: str
    households: int
    residents_by_age: list[int]


@transaction.atomic
def change_community(
    *, community: Community, revision: int, written: WrittenCommunity, by: str, now: datetime
) -> Community:
    """Correct a community's figures; ChangedMeanwhile if `revision` is no longer the newest."""
    touch_district()
    values = {
        "name": written.name,
        "subdistrict": written.subdistrict,
        "households": written.households,
        "residents_by_age": written.residents_by_age,
    }
    return write_revision(row=community, revision=revision, values=values, by=by, now=now)


@transaction.atomic
def replace_communities(
    *, given: planner.District, is_demo: bool, by: str, now: datetime
) -> dict[str, Community]:
    """Write every community, with its centre and sketched cell; those that are gone stay yet."""
    others: Iterable[Placed] = (*given.spaces, *given.facilities)
    centres = community_centres(buildings=given.buildings, others=others)
    cell_of = sketched_cells(centres=centres, boundary=given.boundary)
    rows = [
        Community(
            code=community.code,
            name=community.name,
            subdistrict=community.subdistrict,
            households=community.households,
            residents_by_age=list(community.residents_by_age),
            is_demo=is_demo,
            lon=centre.lon if (centre := centres.get(community.code)) else None,
            lat=centre.lat if centre else None,
            cell=cell_of.get(community.code),
        )
        for community in given.communities
    ]
    return write_rows(rows=rows, key="code", fields=COMMUNITY_FIELDS, by=by, now=now)


def drop_communities(*, keep: set[str], by: str, now: datetime) -> None:
    """Remove the communities that are gone, once nothing points to them any more."""
    drop_rows(model=Community, key="code", keep=keep, by=by, now=now)


@transaction.atomic
def replace_buildings(
    *,
    buildings: Sequence[planner.Building],
    communities: Mapping[str, Community],
    by: str,
    now: datetime,
) -> None:
    """Write every building and remove those that are gone."""
    rows = [
        Building(
            ref=building.id,
            community=communities[building.community],
            lon=building.lon,
            lat=building.lat,
            residents=building.residents,
        )
        for building in buildings
    ]
    write_rows(rows=rows, key="ref", fields=BUILDING_FIELDS, by=by, now=now)
    drop_rows(model=Building, key="ref", keep={row.ref for row in rows}, by=by, now=now)
