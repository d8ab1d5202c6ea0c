"""A plan becomes projects, once."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.core.catalog.actions import PlannedFunction, propose_with_functions
from fangcun.core.places.actions import NewProject
from fangcun.core.places.models import IdleSpace, Project
from fangcun.core.places.states import FacilityKind
from fangcun.oversight.planning.models import AdoptedSpace, Adoption, Plan, PlanSpace


class AlreadyAdopted(Refusal):
    """The plan's projects are there already."""


class NothingToAdopt(Refusal):
    """The plan opens no space."""


class PremisesGone(Refusal):
    """A space of the plan is no longer in the list."""


@transaction.atomic
def adopt_plan(*, plan: Plan, adopted_by: User, now: datetime) -> Adoption:
    """Propose a project for every space that the plan opens: all of them, or none.

    SpaceTaken where another project that is not closed is at work in one of the spaces.
    """
    chosen = list(plan.spaces.order_by("community_code", "space"))
    if not chosen:
        raise NothingToAdopt(_("这个方案没有启用任何空间，无需采纳。"))
    adoption = _adopt_once(plan, adopted_by, now)
    places = _premises(chosen)
    AdoptedSpace.objects.bulk_create(
        AdoptedSpace(
            adoption=adoption,
            plan_space=space,
            project=_propose(space, places[space.space], by=str(adopted_by), now=now),
        )
        for space in chosen
    )
    return adoption


def _adopt_once(plan: Plan, adopted_by: User, now: datetime) -> Adoption:
    """The row that only one of two planners can write; the other waits here and is told."""
    try:
        with transaction.atomic():
            return Adoption.objects.create(plan=plan, adopted_by=adopted_by, adopted_at=now)
    except IntegrityError as error:
        raise AlreadyAdopted(_("这个方案已经采纳过，项目已在清单中。")) from error


def _premises(chosen: list[PlanSpace]) -> dict[str, IdleSpace]:
    refs = {space.space: space.name for space in chosen}
    found = {
        space.ref: space
        for space in IdleSpace.objects.filter(ref__in=refs).select_related("community")
    }
    gone = [name for ref, name in refs.items() if ref not in found]
    if gone:
        raise PremisesGone(
            _("方案中的以下空间已不在清单中，不能采纳，请重新测算：%(names)s")
            % {"names": "、".join(gone)}
        )
    return found


def _propose(space: PlanSpace, premises: IdleSpace, *, by: str, now: datetime) -> Project:
    return propose_with_functions(
        project=NewProject(
            community=premises.community,
            name=premises.name,
            kind=FacilityKind(space.kind),
            planned_fen=space.cost_fen,
            space=premises,
            is_demo=premises.is_demo,
        ),
        functions=[
            PlannedFunction(
                function=module["function"],
                module=module["module"],
                floor_area_m2=module["floor_area_m2"],
                capacity=module["capacity"],
                cost_fen=module["cost_fen"],
            )
            for module in space.modules
        ],
        on=timezone.localdate(now),
        by=by,
        now=now,
    )
