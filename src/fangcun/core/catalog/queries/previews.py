"""What a change would do, before anybody makes it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Model

from fangcun.core.catalog.models import Function, Rule
from fangcun.core.catalog.queries.kinds import DerivedKind, derived_kinds
from fangcun.core.catalog.queries.recorded import NothingImported, recorded_district
from fangcun.core.catalog.rules import KIND_RULES, QUOTA_RULES, below
from fangcun.core.places.models import Building, Community, Facility, IdleSpace
from fangcun.core.places.queries import areas_per_100_households
from fangcun_planner import district as planner

TABLES: dict[str, type[Model]] = {
    "communities": Community,
    "buildings": Building,
    "spaces": IdleSpace,
    "facilities": Facility,
    "functions": Function,
    "rules": Rule,
}
"""Tables of `fangcun_planner.district.District` and what they are on record."""


class Effect(NamedTuple):
    """What another value of a rule would change at once; plans use it at the next run."""

    new_kinds: list[DerivedKind]
    below_now: int | None  # communities under the quota; None for rules that are no quota
    below_then: int | None


class Exchange(NamedTuple):
    """How many rows of one table an import leaves, changes, adds and removes."""

    label: str
    kept: int
    changed: int
    added: int
    gone: int


def effect_of(*, rule: Rule, value: float) -> Effect:
    """What would change at once if the rule had this value."""
    new_kinds = []
    if rule.code in KIND_RULES:
        new_kinds = [row for row in derived_kinds(instead={rule.code: value}) if row.is_change]
    if rule.code not in QUOTA_RULES:
        return Effect(new_kinds, None, None)
    areas = areas_per_100_households()
    return Effect(new_kinds, below(areas=areas, quota=rule.value), below(areas=areas, quota=value))


def exchanges(given: planner.District) -> list[Exchange]:
    """What importing this district would leave, change, add and remove, table by table."""
    present = _present()
    return [
        _exchange(model, getattr(present, table, ()), getattr(given, table))
        for table, model in TABLES.items()
    ]


def _present() -> planner.District | None:
    try:
        return recorded_district()
    except NothingImported:
        return None


def _exchange(model: type[Model], present: Sequence[Any], given: Sequence[Any]) -> Exchange:
    before, after = _by_key(present), _by_key(given)
    staying = before.keys() & after.keys()
    changed = sum(before[key] != after[key] for key in staying)
    return Exchange(
        label=str(model._meta.verbose_name),
        kept=len(staying) - changed,
        changed=changed,
        added=len(after.keys() - staying),
        gone=len(before.keys() - staying),
    )


def _by_key(rows: Sequence[Any]) -> dict[str, Any]:
    """The planner's rows by the code or id that stays when they are imported again."""
    return {row.code if hasattr(row, "code") else row.id: row for row in rows}
