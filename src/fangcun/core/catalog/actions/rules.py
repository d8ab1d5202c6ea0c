"""Rules, and what follows from them at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from fangcun.core.catalog.actions.functions import SOURCE_FIELDS, source_values
from fangcun.core.catalog.models import Rule
from fangcun.core.catalog.queries.kinds import derived_kinds
from fangcun.core.catalog.rules import own_rules
from fangcun.core.catalog.states import Standing
from fangcun.core.places.actions import set_facility_kinds, touch_district
from fangcun.core.places.actions.replaced import drop_rows, write_rows
from fangcun.core.places.actions.revised import write_revision
from fangcun_planner import district as planner

RULE_FIELDS = ("name_zh", "name_en", "position", "value", "unit", *SOURCE_FIELDS)
AFTER_THE_PLANNERS = 1000  # position of the first rule of our own


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
    if rule.code not in own_rules():  # of which no plan knows
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
    """Write every rule a plan depends on and remove those that are gone; our own stay."""
    given = [rule for rule in rules if rule.code not in own_rules()]
    rows = [_row(rule, position) for position, rule in enumerate(given)]
    write_rows(rows=rows, key="code", fields=RULE_FIELDS, by=by, now=now)
    keep = {row.code for row in rows} | own_rules().keys()
    drop_rows(model=Rule, key="code", keep=keep, by=by, now=now)


@transaction.atomic
def load_own_rules(*, by: str, now: datetime) -> list[Rule]:
    """Write the rules of our own that are not there yet; what people have changed stays."""
    present = set(Rule.objects.values_list("code", flat=True))
    given = enumerate(own_rules().values(), start=AFTER_THE_PLANNERS)
    new = [_row(rule, position) for position, rule in given if rule.code not in present]
    Rule.objects.bulk_create(new)
    versions: Any = Rule.history
    versions.bulk_history_create(new, default_user=by, default_date=now)
    return new


def _row(rule: planner.Rule, position: int) -> Rule:
    return Rule(
        code=rule.code,
        name_zh=rule.name.zh,
        name_en=rule.name.en,
        position=position,
        value=rule.value,
        unit=rule.unit,
        **source_values(rule.source),
    )
