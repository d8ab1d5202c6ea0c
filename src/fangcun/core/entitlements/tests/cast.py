"""Circumstances and packs, for tests of this room and of those upstairs."""

from datetime import date
from itertools import count
from typing import Any

from fangcun.core.catalog.states import Standing
from fangcun.core.entitlements import actions
from fangcun.core.entitlements.actions import WrittenCircumstance, WrittenPack, WrittenRule
from fangcun.core.entitlements.models import BenefitRule, Circumstance, RulePack
from fangcun.core.entitlements.queries import rules_of
from fangcun.core.entitlements.states import CircumstanceKind, Gives
from fangcun.core.people.models import Resident
from fangcun.core.people.tests.cast import MONDAY_9AM

_numbers = count(1)
MONDAY = date(2026, 2, 9)
LONG_AGO = date(2020, 1, 1)


def a_circumstance(
    resident: Resident,
    kind: CircumstanceKind = CircumstanceKind.LIVING_ALONE,
    **more: Any,
) -> Circumstance:
    written = WrittenCircumstance(kind=kind, **{"from_on": LONG_AGO, **more})
    return actions.add_circumstance(resident=resident, written=written, by="test", now=MONDAY_9AM)


def a_written_rule(conditions: Any = None, **more: Any) -> WrittenRule:
    fields = {
        "code": "rule",
        "benefit": "benefit",
        "name_zh": "每月探访",
        "name_en": "A visit every month",
        "gives": Gives.VISITS_PER_MONTH,
        "amount": 1,
    }
    return WrittenRule(conditions=conditions or {"age_at_least": 80}, **{**fields, **more})


def a_written_pack(*rules: WrittenRule, **more: Any) -> WrittenPack:
    fields = {
        "name_zh": "探访",
        "name_en": "Visits",
        "source": "某文件",
        "checked_on": MONDAY,
        "standing": Standing.VERIFIED,
        "valid_from": date(2026, 1, 1),
        "valid_until": None,
        "is_in_use": True,
    }
    return WrittenPack(**{**fields, "rules": rules or [a_written_rule()], **more})


def a_pack(*rules: WrittenRule, code: str = "", over_version: int = 0, **more: Any) -> RulePack:
    return actions.write_pack(
        code=code or f"pack{next(_numbers)}",
        over_version=over_version,
        written=a_written_pack(*rules, **more),
        by="test",
        now=MONDAY_9AM,
    )


def a_benefit(conditions: Any = None, **more: Any) -> BenefitRule:
    """The one rule of a new pack that is in use."""
    return rules_of(a_pack(a_written_rule(conditions, **more)))[0]
