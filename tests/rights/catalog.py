"""Functions, rules, facilities and projects; the district's workbook."""

from django.utils import timezone

from fangcun.base.papers import PDF, HandedIn, keep_file
from fangcun.core.accounts.states import Role
from fangcun.core.catalog.models import Rule
from fangcun.core.places.models import Project, ProjectPaper, Spending
from fangcun.core.places.states import FacilityKind
from tests.rights.table import DOERS, STAFF, Row
from tests.rights.town import Side

READERS = {
    *(Role.PLANNER, Role.SUBDISTRICT_OFFICER, Role.COMMUNITY_MANAGER),
    *(Role.AUDITOR, Role.ADMINISTRATOR),
}
PLANNERS = {Role.PLANNER, Role.ADMINISTRATOR}
RUNNERS = PLANNERS | {Role.COMMUNITY_MANAGER}
OPERATORS_PEOPLE = DOERS - {Role.VOLUNTEER_COORDINATOR}


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


def _spending(side: Side) -> list[int]:
    [project] = _project(side)
    row = Spending.objects.create(
        project_id=project,
        spent_on=timezone.localdate(),
        amount_fen=100,
        what_for="灯具",
        written_at=timezone.now(),
    )
    return [row.pk]


def _paper(side: Side) -> list[int]:
    [project] = _project(side)
    row = ProjectPaper.objects.create(
        project_id=project,
        title="发票",
        kept_as=keep_file(HandedIn("发票", b"%PDF-1.7", PDF)),
        content_type=PDF.content_type,
        size_bytes=8,
        digest="0",
        handed_in_at=timezone.now(),
    )
    return [row.pk]


ROWS = {
    "catalog:functions": Row(READERS),
    "catalog:rules": Row(READERS),
    "catalog:edit_rule": Row(PLANNERS, _rule),
    "catalog:facilities": Row(STAFF),
    "catalog:facility": Row(STAFF, _facility, is_of_one_place=True),
    # what a facility cost is no business of those who run it
    "catalog:projects": Row(STAFF),
    "catalog:project": Row(STAFF - OPERATORS_PEOPLE, _project, is_of_one_place=True),
    "catalog:move_project": Row(RUNNERS, _project, method="post", is_of_one_place=True),
    "catalog:undo_step": Row(RUNNERS, _project, is_of_one_place=True),
    "catalog:edit_project": Row(RUNNERS, _project, is_of_one_place=True),
    "catalog:new_spending": Row(RUNNERS, _project, is_of_one_place=True),
    "catalog:strike_spending": Row(RUNNERS, _spending, is_of_one_place=True),
    "catalog:new_paper": Row(RUNNERS, _project, is_of_one_place=True),
    "catalog:paper": Row(STAFF - OPERATORS_PEOPLE, _paper, is_of_one_place=True),
    "catalog:withdraw_paper": Row(RUNNERS, _paper, is_of_one_place=True),
    "catalog:import": Row(READERS),
    "catalog:check_import": Row(PLANNERS),
    "catalog:import_problems": Row(PLANNERS, is_ones_own=True),
    "catalog:template_file": Row(READERS),
    "catalog:export_file": Row(READERS, lambda _: ["zip"], is_ones_own=True),
}
