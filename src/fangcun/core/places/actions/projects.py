"""Projects, from proposal to closing."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NoReturn

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.places.actions.district import touch_district
from fangcun.core.places.actions.replaced import drop_with_history
from fangcun.core.places.actions.revised import write_revision
from fangcun.core.places.models import Community, Facility, IdleSpace, Project
from fangcun.core.places.queries.projects import stage_before
from fangcun.core.places.states import NEXT_STAGES, Delivery, FacilityKind, Stage


class IllegalMove(Refusal):
    """A project cannot go from where it stands to where somebody wants it."""


class NoStepBack(Refusal):
    """A project has taken no step that could be taken back."""


class SpaceTaken(Refusal):
    """Another project that is not closed is at work in the same space."""


@dataclass(frozen=True, slots=True)
class NewProject:
    """What a project starts with."""

    community: Community
    name: str
    kind: FacilityKind
    planned_fen: int
    space: IdleSpace | None = None
    facility: Facility | None = None
    stage: Stage = Stage.PROPOSED
    delivery: Delivery | str = ""
    is_demo: bool = False


@transaction.atomic
def propose_project(*, project: NewProject, on: date | None, by: str, now: datetime) -> Project:
    """Begin a project, on a day if it is known; SpaceTaken if its space is not free."""
    touch_district()
    row = Project(
        community=project.community,
        space=project.space,
        facility=project.facility,
        name=project.name,
        kind=project.kind,
        stage=project.stage,
        delivery=project.delivery,
        planned_fen=project.planned_fen,
        is_demo=project.is_demo,
    )
    setattr(row, _date_of(project.stage), on)
    row._history_user, row._history_date = by, now  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        _refuse_taken_space(row, error)
    return row


@transaction.atomic
def move_project(
    *,
    project: Project,
    revision: int,
    stage: Stage,
    facility: Facility | None,
    on: date,
    by: str,
    now: datetime,
) -> Project:
    """Take a project to its next stage on a day; IllegalMove where the two are not neighbours.

    A project that opens needs the facility that it has become.
    """
    touch_district()
    if stage not in NEXT_STAGES[Stage(project.stage)]:
        raise IllegalMove(
            _("项目处于「{now}」，不能直接变为「{then}」。").format(
                now=Stage(project.stage).label, then=stage.label
            )
        )
    values = {"stage": stage, _date_of(stage): on, "facility": facility or project.facility}
    return write_revision(row=project, revision=revision, values=values, by=by, now=now)


@transaction.atomic
def take_back_step(
    *, project: Project, revision: int, facility: Facility | None, by: str, now: datetime
) -> Project:
    """Put a project back where it stood before its last step, which was written by mistake.

    NoStepBack if it has taken none; SpaceTaken if another project moved into its space meanwhile.
    """
    touch_district()
    before = stage_before(project)
    if before is None:
        raise NoStepBack(_("这个项目还没有可以退回的一步。"))
    values = {"stage": before, _date_of(Stage(project.stage)): None, "facility": facility}
    try:
        with transaction.atomic():
            return write_revision(row=project, revision=revision, values=values, by=by, now=now)
    except IntegrityError as error:
        _refuse_taken_space(project, error)


@transaction.atomic
def drop_demo_projects(*, by: str, now: datetime) -> None:
    """Take the demo's projects away with the demo district; StillInUse names the adopted ones."""
    drop_with_history(rows=Project.objects.filter(is_demo=True), by=by, now=now)


def _refuse_taken_space(project: Project, error: IntegrityError) -> NoReturn:
    if "a_space_has_one_project_at_a_time" not in str(error):
        raise error
    raise SpaceTaken(
        _("「{space}」已有未关闭的项目，不能重复立项。").format(space=project.space)
    ) from error


def _date_of(stage: Stage) -> str:
    return f"{stage.value}_on"
