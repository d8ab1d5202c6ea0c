"""Writes, by noun: scenarios, runs, plans, money curves, schemes."""

from fangcun.oversight.planning.actions.adoptions import (
    AlreadyAdopted,
    NothingToAdopt,
    PremisesGone,
    adopt_plan,
)
from fangcun.oversight.planning.actions.carry_out import carry_out_run
from fangcun.oversight.planning.actions.plans import keep_plan
from fangcun.oversight.planning.actions.runs import (
    RunIsOver,
    RunUnderWay,
    ask_for_frontier,
    ask_for_run,
    fail_lost_runs,
    restart_run,
    stop_run,
)
from fangcun.oversight.planning.actions.scenarios import (
    FunctionNotNamed,
    NameTaken,
    StillNeeded,
    WrittenScenario,
    change_scenario,
    copy_scenario,
    lift_lock,
    lock_space,
    make_scenario,
    remove_scenario,
)
from fangcun.oversight.planning.actions.schemes import fill_scheme

__all__ = [
    "AlreadyAdopted",
    "FunctionNotNamed",
    "NameTaken",
    "NothingToAdopt",
    "PremisesGone",
    "RunIsOver",
    "RunUnderWay",
    "StillNeeded",
    "WrittenScenario",
    "adopt_plan",
    "ask_for_frontier",
    "ask_for_run",
    "carry_out_run",
    "change_scenario",
    "copy_scenario",
    "fail_lost_runs",
    "fill_scheme",
    "keep_plan",
    "lift_lock",
    "lock_space",
    "make_scenario",
    "remove_scenario",
    "restart_run",
    "stop_run",
]
