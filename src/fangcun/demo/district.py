"""The demo district, put on record the way a planner would: imported, its projects entered."""

from datetime import datetime

from django.db import transaction

from fangcun.core.catalog.actions import import_district
from fangcun.core.places.actions import NewProject, propose_project
from fangcun.core.places.models import Facility
from fangcun.core.places.queries import the_district
from fangcun.core.places.states import FacilityKind, Stage
from fangcun_planner.demo import demo_district

BY = "演示"


@transaction.atomic
def load_demo_district(*, now: datetime) -> bool:
    """Fill an empty database; one that holds a district stays as it is. Says whether it filled."""
    if the_district() is not None:
        return False
    import_district(district=demo_district(), by=BY, now=now)
    for facility in Facility.objects.select_related("community").order_by("ref"):
        propose_project(project=_as_project(facility), on=None, by=BY, now=now)
    return True


def _as_project(facility: Facility) -> NewProject:
    """An open facility as the project that it once was; what it cost is not known."""
    return NewProject(
        community=facility.community,
        facility=facility,
        name=facility.name,
        kind=FacilityKind(facility.kind),
        planned_fen=0,
        stage=Stage.OPEN,
        is_demo=True,
    )
