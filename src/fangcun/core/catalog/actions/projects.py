"""Projects with the functions they bring, until they are facilities."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.catalog.actions.rules import derive_facility_kinds
from fangcun.core.catalog.models import FacilityFunction, Function, ProjectFunction
from fangcun.core.places.actions import (
    NewProject,
    add_facility,
    move_project,
    propose_project,
    touch_district,
)
from fangcun.core.places.models import Facility, Project
from fangcun.core.places.states import Stage


class NoPremises(Refusal):
    """A project without a space cannot become a facility."""


@dataclass(frozen=True, slots=True)
class PlannedFunction:
    """One function that a project brings, in the size that was planned."""

    function: str  # Function.code
    module: str  # Module.code
    floor_area_m2: float
    capacity: float  # persons it can serve
    cost_fen: int


@transaction.atomic
def propose_with_functions(
    *,
    project: NewProject,
    functions: Sequence[PlannedFunction],
    on: date | None,
    by: str,
    now: datetime,
) -> Project:
    """Begin a project and write down what it will offer."""
    row = propose_project(project=project, on=on, by=by, now=now)
    id_of = dict(Function.objects.values_list("code", "pk"))
    ProjectFunction.objects.bulk_create(
        ProjectFunction(
            project=row,
            function_id=id_of[planned.function],
            module_code=planned.module,
            floor_area_m2=planned.floor_area_m2,
            capacity=planned.capacity,
            cost_fen=planned.cost_fen,
        )
        for planned in functions
    )
    return row


@transaction.atomic
def advance_project(
    *, project: Project, revision: int, stage: Stage, on: date, by: str, now: datetime
) -> Project:
    """Take a project to its next stage; one that opens becomes a facility with its functions."""
    touch_district()
    # Whoever comes second waited at the line above and must see what the first one did.
    now_at = Project.objects.select_related("facility", "space", "community").get(pk=project.pk)
    facility = now_at.facility
    if stage is Stage.OPEN and facility is None:
        facility = _become_facility(now_at)
    moved = move_project(
        project=now_at, revision=revision, stage=stage, facility=facility, on=on, by=by, now=now
    )
    derive_facility_kinds()
    return moved


def _become_facility(project: Project) -> Facility:
    if project.space is None:
        raise NoPremises(_("项目没有对应的存量空间，不能直接开放，请先登记设施。"))
    space = project.space
    facility = add_facility(
        facility=Facility(
            ref=project.facility_ref,
            name=project.name,
            community=project.community,
            lon=space.lon,
            lat=space.lat,
            floor_area_m2=space.floor_area_m2,
            kind=project.kind,
            is_demo=project.is_demo,
        )
    )
    FacilityFunction.objects.bulk_create(
        FacilityFunction(
            facility=facility, function_id=planned.function_id, capacity=planned.capacity
        )
        for planned in project.functions.all()
    )
    return facility
