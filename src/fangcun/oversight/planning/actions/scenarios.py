"""Scenarios: made, changed, copied; spaces and functions locked in them and freed again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.core.places.actions.revised import write_revision
from fangcun.oversight.planning.models import Adoption, CommunityScheme, Scenario, ScenarioLock
from fangcun.oversight.planning.states import ACTIVE_STATES, FUNCTION_LOCKS, LockKind


class NameTaken(Refusal):
    """Another scenario has this name."""


class StillNeeded(Refusal):
    """A scenario whose plan was adopted, or that is being solved, stays."""


class FunctionNotNamed(Refusal):
    """A lock on a function must say which one."""


@dataclass(frozen=True, slots=True)
class WrittenScenario:
    """What a planner fills in."""

    name: str
    note: str
    budget_fen: int
    open_at_most: int | None
    reach_factor: float
    elder_pace_m_per_min: float
    solve_seconds: int
    gap: float
    seed: int
    emphasis: dict[str, float]


@transaction.atomic
def make_scenario(*, written: WrittenScenario, made_by: User, now: datetime) -> Scenario:
    """Write a new scenario down."""
    scenario = Scenario(**asdict(written), made_by=made_by, made_at=now)
    _insert(scenario, by=str(made_by), now=now)
    return scenario


@transaction.atomic
def change_scenario(
    *, scenario: Scenario, revision: int, written: WrittenScenario, by: str, now: datetime
) -> Scenario:
    """Change a scenario; ChangedMeanwhile if `revision` is no longer the newest."""
    with _name_of_its_own():
        return write_revision(
            row=scenario, revision=revision, values=asdict(written), by=by, now=now
        )


@transaction.atomic
def copy_scenario(*, scenario: Scenario, name: str, made_by: User, now: datetime) -> Scenario:
    """Ask the same again under another name, locks and written schemes included."""
    copy = Scenario.objects.get(pk=scenario.pk)
    copy.pk, copy.name, copy.revision = None, name, 1
    copy.copied_from, copy.made_by, copy.made_at = scenario, made_by, now
    copy._state.adding = True
    _insert(copy, by=str(made_by), now=now)
    locks = list(ScenarioLock.objects.filter(scenario=scenario))
    schemes = list(CommunityScheme.objects.filter(scenario=scenario))
    for lock in locks:
        lock.pk, lock.scenario = None, copy
    for scheme in schemes:
        scheme.pk, scheme.scenario = None, copy
    ScenarioLock.objects.bulk_create(locks)
    CommunityScheme.objects.bulk_create(schemes)
    return copy


@transaction.atomic
def remove_scenario(*, scenario: Scenario) -> None:
    """Take a scenario away with its calculations; one with an adopted plan is the record of it."""
    held = Scenario.objects.select_for_update().get(pk=scenario.pk)
    if Adoption.objects.filter(plan__run__scenario=held).exists():
        raise StillNeeded(_("这个情景的方案已被采纳，是项目的依据，不能删除。"))
    if held.runs.filter(state__in=ACTIVE_STATES).exists():
        raise StillNeeded(_("这个情景正在测算，请先停止它，再删除。"))
    held.delete()


@transaction.atomic
def lock_space(
    *,
    scenario: Scenario,
    space: str,
    kind: LockKind,
    function: str = "",
    made_by: User,
    now: datetime,
) -> ScenarioLock:
    """Decide about a space, or a function in it, in place of what was decided before."""
    if (kind in FUNCTION_LOCKS) != bool(function):
        raise FunctionNotNamed(_("请选择这个决定针对的功能；针对整个空间的决定不选功能。"))
    lock, _made = ScenarioLock.objects.update_or_create(
        scenario=scenario,
        space=space,
        function=function,
        defaults={"kind": kind, "made_by": made_by, "made_at": now},
    )
    return lock


@transaction.atomic
def lift_lock(*, scenario: Scenario, space: str, function: str = "") -> None:
    """Leave the question to the planner again; lifting what is lifted already is no harm."""
    ScenarioLock.objects.filter(scenario=scenario, space=space, function=function).delete()


def _insert(scenario: Scenario, *, by: str, now: datetime) -> None:
    scenario._history_user, scenario._history_date = by, now  # type: ignore[attr-defined]
    with _name_of_its_own():
        scenario.save(force_insert=True)


@contextmanager
def _name_of_its_own() -> Iterator[None]:
    """Turn the database's no to a second scenario of one name into a sentence."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "a_scenario_has_a_name_of_its_own" not in str(error):
            raise
        raise NameTaken(_("已有同名情景，请换一个名称。")) from error
