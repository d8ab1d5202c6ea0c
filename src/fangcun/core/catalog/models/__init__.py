"""Tables: functions with their modules, rules, and what facilities and projects offer."""

from fangcun.core.catalog.models.function import Function, FunctionModule
from fangcun.core.catalog.models.offered import FacilityFunction, ProjectFunction
from fangcun.core.catalog.models.rule import Rule
from fangcun.core.catalog.models.service import ServiceKind

__all__ = [
    "FacilityFunction",
    "Function",
    "FunctionModule",
    "ProjectFunction",
    "Rule",
    "ServiceKind",
]
