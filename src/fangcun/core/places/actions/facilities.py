"""Open facilities."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.places.actions.replaced import drop_rows, write_rows
from fangcun.core.places.models import Community, Facility
from fangcun.core.places.states import FacilityKind
from fangcun_planner import district as planner

FACILITY_FIELDS = (
    "name",
    "community",
    "lon",
    "lat",
    "floor_area_m2",
    "kind",
    "operator_name",
    "is_demo",
)


@transaction.atomic
def replace_facilities(
    *,
    facilities: Sequence[planner.ExistingFacility],
    kinds: Mapping[str, FacilityKind],
    communities: Mapping[str, Community],
    by: str,
    now: datetime,
) -> dict[str, Facility]:
    """Write every facility, of the kinds given by id, and remove those that are gone."""
    rows = [
        Facility(
            ref=facility.id,
            name=facility.name,
            community=communities[facility.community],
            lon=facility.lon,
            lat=facility.lat,
            floor_area_m2=facility.floor_area_m2,
            kind=kinds[facility.id],
            operator_name=facility.operator,
            is_demo=facility.is_demo,
        )
        for facility in facilities
    ]
    written = write_rows(rows=rows, key="ref", fields=FACILITY_FIELDS, by=by, now=now)
    drop_rows(model=Facility, key="ref", keep={row.ref for row in rows}, by=by, now=now)
    return written


@transaction.atomic
def set_facility_kinds(*, kinds: Mapping[int, FacilityKind]) -> None:
    """Put facilities, by primary key, among the complexes or the interspersed."""
    for kind in FacilityKind:
        of_kind = [pk for pk, wanted in kinds.items() if wanted == kind]
        Facility.objects.filter(pk__in=of_kind).update(kind=kind)


def add_facility(*, facility: Facility) -> Facility:
    """Record one more open facility."""
    facility.save(force_insert=True)
    return facility


class InUse(Refusal):
    """Rooms, contracts or records name the facility."""


def withdraw_facility(*, facility: Facility) -> None:
    """Take back a facility that was recorded by mistake; InUse if anything names it already."""
    try:
        with transaction.atomic():
            facility.delete()
    except ProtectedError as error:
        raise InUse(
            _("「{facility}」已有房间、合同或服务记录，不能退回；不再开放请改为“已关闭”。").format(
                facility=facility
            )
        ) from error
