"""What people do with functions, rules, projects, and with a whole district."""

from fangcun.core.catalog.actions.imports import import_district, import_upload
from fangcun.core.catalog.actions.projects import (
    NoPremises,
    PlannedFunction,
    advance_project,
    propose_with_functions,
    undo_step,
)
from fangcun.core.catalog.actions.rules import WrittenRule, change_rule, load_own_rules
from fangcun.core.catalog.actions.services import (
    CodeTaken,
    WrittenService,
    add_service,
    change_service,
    load_default_services,
)
from fangcun.core.catalog.actions.uploads import forget_upload, keep_upload, kept_folder

__all__ = [
    "CodeTaken",
    "NoPremises",
    "PlannedFunction",
    "WrittenRule",
    "WrittenService",
    "add_service",
    "advance_project",
    "change_rule",
    "change_service",
    "forget_upload",
    "import_district",
    "import_upload",
    "keep_upload",
    "kept_folder",
    "load_default_services",
    "load_own_rules",
    "propose_with_functions",
    "undo_step",
]
