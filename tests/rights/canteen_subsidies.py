"""Subsidies: everybody who counts reads rules and sums; meals and names with the ledger's right."""

from fangcun.core.accounts.states import Role
from fangcun.services.canteen.models import Kitchen, SubsidyPack
from fangcun.services.canteen.tests.cast import a_kitchen
from fangcun.services.canteen.tests.subsidies_cast import a_subsidy_pack
from tests.rights.table import DOERS, STAFF, Row
from tests.rights.town import Side

DISTRICT_RULES = {Role.PLANNER, Role.ADMINISTRATOR}
READS_MEALS = DOERS | {Role.STEWARD, Role.COMMUNITY_MANAGER, Role.SUBDISTRICT_OFFICER}


def _pack(_side: Side) -> list[str]:
    pack = SubsidyPack.objects.filter(code="elders").first() or a_subsidy_pack(code="elders")
    return [pack.code]


def _version(side: Side) -> list[object]:
    return [*_pack(side), 1]


def _month(side: Side) -> list[object]:
    """A month of the operator that cooks here."""
    if not Kitchen.objects.filter(facility=side.facility).exists():
        a_kitchen(side.facility)
    return []


ROWS = {
    "canteen:subsidies": Row(STAFF),
    "canteen:subsidy": Row(STAFF, _pack),
    "canteen:subsidy_version": Row(STAFF, _version),
    "canteen:edit_subsidy": Row(DISTRICT_RULES, _pack),
    "canteen:switch_subsidy": Row(DISTRICT_RULES, _pack, method="post"),
    "canteen:settlement": Row(STAFF, _month),
    "canteen:settled_meals": Row(READS_MEALS, _month),
    "canteen:settlement_sheet": Row(READS_MEALS, _month),
    "canteen:recount": Row(STAFF, _month),
    "canteen:accept_recount": Row(
        DISTRICT_RULES | {Role.COMMUNITY_MANAGER},
        _month,
        method="post",
        data=lambda side: {"operator": side.operator.pk, "month": "2026-02"},
        is_of_one_place=True,
    ),
}
