"""Idle spaces."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from django.db import transaction

from fangcun.core.places.actions.district import touch_district
from fangcun.core.places.actions.replaced import drop_rows, write_rows
from fangcun.core.places.actions.revised import write_revision
from fangcun.core.places.models import Community, IdleSpace
from fangcun_planner import district as planner


@dataclass(frozen=True, slots=True)
class WrittenSpace:
    """What may be changed of an idle space by hand."""

    name: str
    community: Community
    lon: float
    lat: float
    floor_area_m2: float
    floor: int
    is_step_free: bool
    tenure: str
    rent_fen_per_year: int
    condition: str
    fit_out_fen_per_m2: int
    present_use: str


SPACE_FIELDS = (*(field.name for field in fields(WrittenSpace)), "is_demo")


@transaction.atomic
def change_space(
    *, space: IdleSpace, revision: int, written: WrittenSpace, by: str, now: datetime
) -> IdleSpace:
    """Correct an idle space; ChangedMeanwhile if `revision` is no longer the newest."""
    touch_district()
    values = {field.name: getattr(written, field.name) for field in fields(written)}
    return write_revision(row=space, revision=revision, values=values, by=by, now=now)


@transaction.atomic
def replace_spaces(
    *,
    spaces: Sequence[planner.IdleSpace],
    communities: Mapping[str, Community],
    by: str,
    now: datetime,
) -> None:
    """Write every idle space and remove those that are gone."""
    rows = [
        IdleSpace(
            ref=space.id,
            name=space.name,
            community=communities[space.community],
            lon=space.lon,
            lat=space.lat,
            floor_area_m2=space.floor_area_m2,
            floor=space.floor,
            is_step_free=space.is_step_free,
            tenure=space.tenure,
            rent_fen_per_year=space.rent_fen_per_year,
            condition=space.condition,
            fit_out_fen_per_m2=space.fit_out_fen_per_m2,
            present_use=space.present_use,
            is_demo=space.is_demo,
        )
        for space in spaces
    ]
    write_rows(rows=rows, key="ref", fields=SPACE_FIELDS, by=by, now=now)
    drop_rows(model=IdleSpace, key="ref", keep={row.ref for row in rows}, by=by, now=now)
