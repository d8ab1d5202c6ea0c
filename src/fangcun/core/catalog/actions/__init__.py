"""What people do with functions, rules, projects, and with a whole district."""

from fangcun.core.catalog.actions.imports import import_district
from fangcun.core.catalog.actions.projects import (
    PlannedFunction,
    advance_project,
    propose_with_functions,
)
from fangcun.core.catalog.actions.rules import WrittenRule, change_rule

__all__ = [
    "PlannedFunction",
    "WrittenRule",
    "advance_project",
    "change_rule",
    "import_district",
    "propose_with_functions",
]
