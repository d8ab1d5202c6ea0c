"""What food safety asks for: every change is a new version; a past day keeps its own."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.core.catalog.actions.packs import (
    SaysNothing,
    WrittenHead,
    must_have_rules,
    write_version,
)
from fangcun.core.catalog.states import Standing
from fangcun.services.canteen.models import SafetyPack, SafetyRule
from fangcun.services.canteen.queries.defaults import default_safety_rules
from fangcun.services.canteen.queries.safety_rules import FOOD_SAFETY


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenSafetyRule:
    """One number, or two between which it must be; temperatures in tenths of ℃."""

    code: str
    name_zh: str
    name_en: str
    least: int | None
    most: int | None
    unit_zh: str
    unit_en: str
    source: str
    checked_on: date | None
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenSafety(WrittenHead):
    """What people write of a version: where it comes from, when it holds, what it asks for."""

    rules: Sequence[WrittenSafetyRule]


@transaction.atomic
def write_safety_rules(
    *, over_version: int, written: WrittenSafety, by: str, now: datetime
) -> SafetyPack:
    """Write the version after `over_version` (0: the first); the versions before it stay.

    NewerVersion if somebody has written one since `over_version` was read.
    """
    must_have_rules(written.rules)
    for rule in written.rules:
        _must_ask_for_something(rule)
    pack = write_version(
        table=SafetyPack,
        code=FOOD_SAFETY,
        over_version=over_version,
        written=written,
        by=by,
        now=now,
    )
    SafetyRule.objects.bulk_create(
        SafetyRule(pack=pack, position=position, **asdict(rule))
        for position, rule in enumerate(written.rules)
    )
    return pack


@transaction.atomic
def load_default_safety_rules(*, by: str, now: datetime) -> None:
    """Write the first version, as the house ships it; what is there, edited or not, stays."""
    if not SafetyPack.objects.filter(code=FOOD_SAFETY).exists():
        shipped = _read(default_safety_rules())
        write_safety_rules(over_version=0, written=shipped, by=by, now=now)


def _must_ask_for_something(rule: WrittenSafetyRule) -> None:
    if rule.least is None and rule.most is None:
        raise SaysNothing(_("“{rule}”要写明不低于或不高于多少。").format(rule=rule.name_zh))
    if rule.least is not None and rule.most is not None and rule.most < rule.least:
        raise SaysNothing(_("“{rule}”的上限低于下限。").format(rule=rule.name_zh))


def _read(shipped: Mapping[str, Any]) -> WrittenSafety:
    return WrittenSafety(
        name_zh=shipped["name_zh"],
        name_en=shipped["name_en"],
        valid_from=date.fromisoformat(shipped["valid_from"]),
        valid_until=None,
        is_in_use=True,
        rules=[WrittenSafetyRule(**{**rule, **_source(rule)}) for rule in shipped["rules"]],
        **_source(shipped),
    )


def _source(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "source": row["source"],
        "checked_on": date.fromisoformat(row["checked_on"]),
        "standing": Standing(row["standing"]),
    }
