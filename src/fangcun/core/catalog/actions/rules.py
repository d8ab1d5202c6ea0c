"""Rules, and what follows from them at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from fangcun.core.catalog.actions.functions import SOURCE_FIELDS, source_values
from fangcun.core.catalog.models import Rule
from fangcun.core.catalog.queries.kinds import derived_kinds
from fangcun.core.catalog.states import Standing
from fangcun.core.places.actions import set_facility_kinds, touch_district
from fangcun.core.places.actions.replaced import drop_rows, write_rows
from fangcun.core.places.actions.revised import write_revision
from fangcun_planner import district as planner

RULE_FIELDS = ("name_zh", "name_en", "position", "value", "unit", *SOURCE_FIELDS)


@dataclass(frozen=True, slots=True)
class WrittenRule:
    """What may be changed of a rule: its number, and how we know it."""

    value: float
    source: str
    checked_on: date | None
    standing: Standing


@transaction.atomic
def change_rule(*, rule: Rule, revision: int, written: WrittenRule, by: str, now: datetime) -> Rule:
    """Write a rule and let every facility's kind follow from it."""
    touch_district()
    values = {
        "value": written.value,
        "source": written.source,
        "checked_on": written.checked_on,
        "standing": written.standing,
    }
    changed = write_revision(row=rule, revision=revision, values=values, by=by, now=now)
    derive_facility_kinds()
    return changed


def derive_facility_kinds() -> None:
    """Put every facility where the rules of today put it."""
    set_facility_kinds(
        kinds={row.facility.pk: row.verdict.kind for row in derived_kinds() if row.is_change}
    )


@transaction.atomic
def replace_rules(*, rules: Sequence[planner.Rule], by: str, now: datetime) -> None:
    """Write every rule and remove those that are gone."""
    rows = [
        Rule(
            code=rule.code,
            name_zh=rule.name.zh,
            name_en=rule.name.en,
            position=position,
            value=rule.value,
            unit=rule.unit,
            **source_values(rule.source),
        )
        for position, rule in enumerate(rules)
    ]
    write_rows(rows=rows, key="code", fields=RULE_FIELDS, by=by, now=now)
    drop_rows(model=Rule, key="code", keep={row.code for row in rows}, by=by, now=now)
