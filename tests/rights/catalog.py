"""Functions, rules, facilities and projects; the district's workbook."""

from fangcun.core.accounts.states import Role
from fangcun.core.catalog.models import Rule
from fangcun.core.places.models import Project
from fangcun.core.places.states import FacilityKind
from tests.rights.table import Row
from tests.rights.town import Side

READERS = {
    *(Role.PLANNER, Role.SUBDISTRICT_OFFICER, Role.COMMUNITY_MANAGER),
    *(Role.AUDITOR, Role.ADMINISTRATOR),
}
PLANNERS = {Role.PLANNER, Role.ADMINISTRATOR}


def _rule(_side: Side) -> list[str]:
    row = Rule.objects.create(code="reach_m", name_zh="半径", name_en="reach", position=1, value=1)
    return [row.code]


def _facility(side: Side) -> list[str]:
    return [side.facility.ref]


def _project(side: Side) -> list[int]:
    row = Project.objects.create(
        community=side.community, name="新食堂", kind=FacilityKind.INTERSPERSED, planned_fen=0
    )
    return [row.pk]


ROWS = {
    "catalog:functions": Row(READERS),
    "catalog:rules": Row(READERS),
    "catalog:edit_rule": Row(PLANNERS, _rule),
    "catalog:facilities": Row(READERS),
    "catalog:facility": Row(READERS, _facility),
    "catalog:projects": Row(READERS),
    "catalog:project": Row(READERS, _project),
    "catalog:move_project": Row(PLANNERS, _project, method="post"),
    "catalog:import": Row(READERS),
    "catalog:check_import": Row(PLANNERS),
    "catalog:import_problems": Row(PLANNERS, is_ones_own=True),
    "catalog:template_file": Row(READERS),
    "catalog:export_file": Row(READERS, lambda _: ["zip"], is_ones_own=True),
}
