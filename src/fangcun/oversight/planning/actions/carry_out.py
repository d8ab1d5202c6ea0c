"""What the background worker does with a run: read, solve, tell, keep; and look whether to stop."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import override

from fangcun.base.errors import Refusal
from fangcun.core.catalog.queries.recorded import NothingImported
from fangcun.oversight.planning.actions.frontiers import keep_frontier
from fangcun.oversight.planning.actions.plans import keep_plan
from fangcun.oversight.planning.actions.runs import begin_run, end_run
from fangcun.oversight.planning.models import Plan, Run
from fangcun.oversight.planning.queries.runs import run_lock
from fangcun.oversight.planning.rules.facts import unpack_facts, with_numbers
from fangcun.oversight.planning.rules.files import plan_files
from fangcun.oversight.planning.rules.options import RunOptions, asked
from fangcun.oversight.planning.rules.proof import (
    bounded,
    modules_of_facts,
    pack_proof,
    unpack_proof,
)
from fangcun.oversight.planning.states import RunKind, RunPhase, RunState
from fangcun_planner.district import District
from fangcun_planner.errors import BadProblem
from fangcun_planner.plans.explain import explain
from fangcun_planner.plans.plan import DistrictPlan, plan_district
from fangcun_planner.plans.pose import PosedDistrict, pose_district
from fangcun_planner.siting.solve import NoPlan, Progress, SolveParams
from fangcun_planner.siting.warm_up import warm_up
from fangcun_planner.text import Text

TELL_SHARE = 0.1  # of the time, for each of the two other budgets, which start from the plan
BETWEEN_WRITES_S = 0.5
MOST_NAMED = 5

ReadDistrict = Callable[[], District]
Clock = Callable[[], datetime]


def carry_out_run(*, run_pk: int, read_district: ReadDistrict, clock: Clock) -> Run | None:
    """Work on a waiting run until it has a plan, has none to have, or is told to stop.

    Not one transaction: what the planner sees while it runs is written as it happens. None
    where another worker has the run or it was stopped before it began.
    """
    run = Run.objects.select_related("scenario", "start_from").get(pk=run_pk)
    with _held(run) as is_mine:
        if not is_mine or not begin_run(run, now=clock()):
            return None
        try:
            _solve(run, read_district, clock)
        except NothingKeepsTheRules as nothing:
            end_run(run, RunState.FAILED, why=nothing.why, now=clock())
        except Refusal as refusal:
            end_run(run, RunState.FAILED, why=_both(refusal), now=clock())
        except NothingImported:
            end_run(run, RunState.FAILED, why=NO_DISTRICT, now=clock())
        except BadProblem as problem:
            end_run(run, RunState.FAILED, why=_bad_records(problem), now=clock())
        except Exception:
            end_run(run, RunState.FAILED, why=BROKEN, now=clock())
            raise
    return run


BROKEN = Text(
    "程序内部出错，这次测算没有结果。错误已记入日志，请联系管理员。",
    "An error inside the program ended this run without a result. It is in the log; "
    "please tell the administrator.",
)

NO_DISTRICT = Text(
    "还没有导入本区的数据，无法测算。请先在“场所”中导入。",
    "The district's records have not been imported yet. Please import them under places first.",
)
STOPPED_TOO_SOON = Text(
    "停止时还没有找到可用的方案。请给更长的求解时间后重试。",
    "No plan had been found when the run ended. Please allow more time and try again.",
)


@contextmanager
def _held(run: Run) -> Iterator[bool]:
    """Hold the run as long as this process lives, so that others can see that it does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", run_lock(run.pk))
        is_mine = bool(cursor.fetchone()[0])
    try:
        yield is_mine
    finally:
        if is_mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", run_lock(run.pk))


def _solve(run: Run, read_district: ReadDistrict, clock: Clock) -> None:
    options = RunOptions.from_json(run.options)
    posed = pose_district(asked(read_district(), options))
    _enter(run, RunPhase.PREPARING)
    warm_up()  # before the clock starts: the first time on a machine takes a minute
    _enter(run, RunPhase.SOLVING)
    watch = RunWatch(run, clock)
    try:
        if run.kind == RunKind.FRONTIER:
            keep_frontier(run=run, posed=posed, options=options, watch=watch, clock=clock)
            return
        effort = _warm(options.effort, run.start_from, posed)
        plan = plan_district(posed.district, effort, on_progress=watch, posed=posed)
    except NoPlan as no_plan:
        raise NothingKeepsTheRules(no_plan, posed) from no_plan
    proven = bounded(plan)
    if proven is None:
        end_run(run, RunState.CANCELLED, why=STOPPED_TOO_SOON, now=clock())
        return
    _enter(run, RunPhase.TELLING)
    _finish(run, proven, watch, clock)


def _finish(run: Run, plan: DistrictPlan, watch: "RunWatch", clock: Clock) -> None:
    """The plan and the run's end are one: either both are there or none."""
    effort = RunOptions.from_json(run.options).effort
    beside = replace(effort, time_s=effort.time_s * TELL_SHARE)
    # who presses stop is waiting: other budgets are not worth his time
    facts = with_numbers(explain(plan, money_steps=not watch.is_stopped, effort=beside))
    files = plan_files(plan, facts)
    state = RunState.CANCELLED if watch.is_stopped else RunState.DONE
    with transaction.atomic():
        # a run that was given up as lost meanwhile keeps no plan
        if not end_run(run, state, now=clock()):
            return
        Run.objects.filter(pk=run.pk).update(
            objective=plan.answer.objective, bound=plan.answer.bound, gap=plan.answer.gap
        )
        keep_plan(run=run, facts=facts, proof=pack_proof(plan), files=files, now=clock())


def _warm(effort: SolveParams, earlier: Run | None, posed: PosedDistrict) -> SolveParams:
    """Start from the earlier plan of a run, its proof included, where there is one."""
    plan = Plan.objects.filter(run=earlier).first() if earlier else None
    if plan is None:
        return effort
    return replace(
        effort,
        start=modules_of_facts(unpack_facts(plan.facts), posed),
        start_prices=unpack_proof(plan.proof, posed),
    )


def _enter(run: Run, phase: RunPhase) -> None:
    Run.objects.filter(pk=run.pk).update(phase=phase)


class NothingKeepsTheRules(Refusal):
    """No plan keeps every rule and lock; it says which limit binds, for which spaces."""

    def __init__(self, no_plan: NoPlan, posed: PosedDistrict) -> None:
        names = [posed.district.spaces[at].name for at in no_plan.spaces[:MOST_NAMED]]
        about = Text(f"（{'、'.join(names)}）", f" ({', '.join(names)})") if names else Text("", "")
        self.why = Text(
            f"没有方案能同时满足所有要求：{no_plan.limit.zh}{about.zh}。请放宽预算、处数或锁定后重试。",
            f"No plan keeps every rule: {no_plan.limit.en}{about.en}. "
            "Please relax the budget, the number of openings or the locks, and try again.",
        )
        super().__init__(self.why.zh)


class RunWatch:
    """Writes down where a run stands, twice a second at most, and looks whether to stop it."""

    def __init__(self, run: Run, clock: Clock) -> None:
        self.run = run
        self.clock = clock
        self.is_stopped = False
        self._trail: list[list[float | None]] = []
        self._written_at: datetime | None = None

    def __call__(self, progress: Progress) -> bool:
        """Answer whether to go on."""
        now = self.clock()
        if self._written_at and (now - self._written_at).total_seconds() < BETWEEN_WRITES_S:
            return not self.is_stopped
        self._written_at = now
        self._write(progress)
        return self.look()

    def look(self) -> bool:
        """Whether to go on: nobody asked to stop."""
        asked = Run.objects.filter(pk=self.run.pk, stop_asked_at__isnull=False).exists()
        self.is_stopped = self.is_stopped or asked
        return not self.is_stopped

    def _write(self, progress: Progress) -> None:
        objective, bound, gap = map(_finite, (progress.objective, progress.bound, progress.gap))
        self._trail.append([round(progress.seconds, 2), objective, bound])
        Run.objects.filter(pk=self.run.pk).update(
            seconds=progress.seconds,
            rounds=progress.rounds,
            objective=objective,
            bound=bound,
            gap=gap,
            trail=self._trail,
        )


def _finite(value: float) -> float | None:
    """JSON and people know no infinity: no bound yet is no number."""
    return value if abs(value) < float("inf") else None


def _both(refusal: Refusal) -> Text:
    """The refusal in both languages of the house."""
    with override("zh-hans"):
        chinese = str(refusal)
    with override("en"):
        return Text(chinese, str(refusal))


def _bad_records(problem: BadProblem) -> Text:
    return Text(
        f"数据有误，无法求解：{problem}。请在“场所”或“功能与规则”中改正。",
        f"The records are wrong, so nothing can be solved: {problem}. "
        "Please correct them under places or functions and rules.",
    )
