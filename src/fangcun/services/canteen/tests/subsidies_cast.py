"""Packs of subsidies and subsidised meals, for tests of the canteen and of those upstairs."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from fangcun.core.accounts.models import User
from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.catalog.states import Standing
from fangcun.core.operators.models import Operator
from fangcun.core.operators.tests.cast import a_contract, an_operator
from fangcun.core.people.models import Resident
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident
from fangcun.services.canteen.actions.orders import serve_order
from fangcun.services.canteen.actions.packs import WrittenPack, WrittenRule, write_pack
from fangcun.services.canteen.models import Kitchen, MealOrder, MenuItem, SubsidyPack
from fangcun.services.canteen.rules.subsidies import Shares
from fangcun.services.canteen.states import Mode, Period
from fangcun.services.canteen.tests.cast import MONDAY, a_kitchen
from fangcun.services.canteen.tests.orders_cast import an_order

_numbers = count(1)
BORN_1940 = date(1940, 3, 1)
BORN_1960 = date(1960, 3, 1)
FEBRUARY = date(2026, 2, 1)
OLD = {"age_at_least": 80}


def a_written_rule(conditions: Any = None, **more: Any) -> WrittenRule:
    """3 yuan a meal for those of 80 and over: the district pays half, the street 30%."""
    fields: dict[str, Any] = {
        "code": "rule",
        "name_zh": "80周岁及以上",
        "name_en": "80 and over",
        "periods": list(Period),
        "modes": list(Mode),
        "shares": Shares(50, 30, 20),
    }
    if not {"amount_fen", "percent"} & more.keys():
        fields["amount_fen"] = 300
    return WrittenRule(conditions=conditions or OLD, **{**fields, **more})


def a_written_pack(*rules: WrittenRule, **more: Any) -> WrittenPack:
    fields: dict[str, Any] = {
        "name_zh": "助餐补贴",
        "name_en": "Meal subsidy",
        "source": "某文件",
        "checked_on": date(2026, 1, 1),
        "standing": Standing.VERIFIED,
        "valid_from": date(2026, 1, 1),
        "valid_until": None,
        "is_in_use": True,
        "rules": rules or [a_written_rule()],
    }
    return WrittenPack(**{**fields, **more})


def a_subsidy_pack(
    *rules: WrittenRule, code: str = "", over_version: int = 0, **more: Any
) -> SubsidyPack:
    """A pack in use since January; `over_version`: the version after that one."""
    return write_pack(
        code=code or f"pack{next(_numbers)}",
        over_version=over_version,
        written=a_written_pack(*rules, **more),
        by="test",
        now=MONDAY_9AM,
    )


def an_elder(kitchen: Kitchen | None = None, name: str = "陈桂英", **more: Any) -> Resident:
    """Somebody of 85 who lives near the kitchen."""
    if kitchen is not None:
        more.setdefault("community", kitchen.facility.community)
    return a_resident(name, **{"born_on": BORN_1940, **more})


def a_run_kitchen(operator: Operator | None = None) -> Kitchen:
    """A kitchen that an operator runs under a contract."""
    kitchen = a_kitchen()
    a_contract(operator or an_operator(), kitchen.facility)
    return kitchen


def a_served_meal(
    *lines: MenuItem | tuple[MenuItem, int],
    by: User | None = None,
    now: datetime = MONDAY_9AM,
    **more: Any,
) -> MealOrder:
    """A meal that was ordered, and fetched at noon of its day."""
    who = by or a_person()
    order = an_order(*lines, by=who, now=now, **more)
    noon = MONDAY_9AM + (order.served_on - MONDAY) + timedelta(hours=3)
    return serve_order(order=order, by=who, now=noon)
