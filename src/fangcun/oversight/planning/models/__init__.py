"""Tables: scenarios and their locks, runs, plans, adoptions, schemes of communities."""

from fangcun.oversight.planning.models.adoption import AdoptedSpace, Adoption
from fangcun.oversight.planning.models.plan import (
    Plan,
    PlanCommunity,
    PlanFile,
    PlanFunction,
    PlanSpace,
)
from fangcun.oversight.planning.models.run import FrontierStep, Run
from fangcun.oversight.planning.models.scenario import Scenario, ScenarioLock
from fangcun.oversight.planning.models.scheme import SCHEME_FIELDS, CommunityScheme

__all__ = [
    "SCHEME_FIELDS",
    "AdoptedSpace",
    "Adoption",
    "CommunityScheme",
    "FrontierStep",
    "Plan",
    "PlanCommunity",
    "PlanFile",
    "PlanFunction",
    "PlanSpace",
    "Run",
    "Scenario",
    "ScenarioLock",
]
