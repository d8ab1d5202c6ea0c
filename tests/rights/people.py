"""The book of residents: read by those who know people by name, written where they work."""

from uuid import uuid4

from fangcun.core.accounts.states import Role
from fangcun.core.people.models import Household, ImportBatch, Merge
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident, an_address
from tests.rights.table import Row
from tests.rights.town import Side

WRITERS = {Role.STEWARD, Role.COMMUNITY_MANAGER}
READERS = WRITERS | {Role.SUBDISTRICT_OFFICER}


def of_the_resident(side: Side) -> list[int]:
    return [side.resident.pk]


def of_two(side: Side) -> list[int]:
    return [side.resident.pk, a_resident("陈桂瑛", community=side.community).pk]


def of_a_household(side: Side) -> list[int]:
    return [Household.objects.create(address=an_address(side.community)).pk]


def of_a_merge(side: Side) -> list[int]:
    gone = a_resident("陈桂瑛", community=side.community, merged_into=side.resident)
    merge = Merge.objects.create(kept=side.resident, gone=gone, made_by="甲", made_at=MONDAY_9AM)
    return [merge.pk]


def of_an_import(side: Side) -> list[int]:
    batch = ImportBatch.objects.create(
        community=side.community,
        file_name="名单.xlsx",
        upload=uuid4(),
        people=0,
        made_by="甲",
        made_at=MONDAY_9AM,
    )
    return [batch.pk]


def joining(side: Side) -> dict[str, int]:
    return {"resident": side.resident.pk}


ROWS = {
    "people:residents": Row(READERS, query="?q=陈"),
    "people:register": Row(WRITERS),
    "people:correct": Row(WRITERS, of_the_resident, is_of_one_place=True),
    "people:gone": Row(WRITERS, of_the_resident, is_of_one_place=True),
    "people:id_number": Row(WRITERS, of_the_resident, is_of_one_place=True),
    "people:found_household": Row(WRITERS, of_the_resident, method="post", is_of_one_place=True),
    "people:leave_household": Row(WRITERS, of_the_resident, method="post", is_of_one_place=True),
    "people:household": Row(READERS, of_a_household, is_of_one_place=True),
    "people:join_household": Row(
        WRITERS, of_a_household, method="post", data=joining, is_of_one_place=True
    ),
    "people:move_household": Row(WRITERS, of_a_household, is_of_one_place=True),
    "people:choose_merge": Row(WRITERS, of_the_resident, is_of_one_place=True),
    "people:merge": Row(WRITERS, of_two, is_of_one_place=True),
    "people:unmerge": Row(WRITERS, of_a_merge, is_of_one_place=True),
    "people:imports": Row(WRITERS),
    "people:import_template": Row(WRITERS),
    "people:check_import": Row(WRITERS),
    "people:import": Row(WRITERS, of_an_import, is_of_one_place=True),
    "people:undo_import": Row(WRITERS, of_an_import, is_of_one_place=True),
}
