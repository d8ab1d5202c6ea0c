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
    take_back_step,
    touch_district,
    withdraw_facility,
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


@transaction.atomic
def undo_step(*, project: Project, revision: int, by: str, now: datetime) -> Project:
    """Take a project one step back; the facility that its opening made is taken back with it."""
    touch_district()
    now_at = Project.objects.select_related("facility", "space").get(pk=project.pk)
    made = now_at.facility if _was_made_by(now_at) else None
    kept = None if made else now_at.facility
    back = take_back_step(project=now_at, revision=revision, facility=kept, by=by, now=now)
    if made is not None:
        withdraw_facility(facility=made)
    derive_facility_kinds()
    return back


def _was_made_by(project: Project) -> bool:
    """Whether it is the project's last step that made its facility."""
    facility = project.facility
    is_own = facility is not None and facility.ref == project.facility_ref
    return project.stage == Stage.OPEN and is_own


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
