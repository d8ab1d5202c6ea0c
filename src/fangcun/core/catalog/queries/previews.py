"""What a change would do, before anybody makes it."""

from typing import NamedTuple

from fangcun.core.catalog.models import Function, Rule
from fangcun.core.catalog.queries.kinds import DerivedKind, derived_kinds
from fangcun.core.catalog.rules import KIND_RULES, QUOTA_RULES, below
from fangcun.core.places.models import Building, Community, Facility, IdleSpace
from fangcun.core.places.queries import areas_per_100_households
from fangcun_planner import district as planner


class Effect(NamedTuple):
    """What another value of a rule would change at once; plans use it at the next run."""

    new_kinds: list[DerivedKind]
    below_now: int | None  # communities under the quota; None for rules that are no quota
    below_then: int | None


class Exchange(NamedTuple):
    """How many rows of one table an import keeps, adds and removes."""

    label: str
    kept: int
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
    """What importing this district would keep, add and remove, table by table."""
    return [
        _exchange(Community, "code", {row.code for row in given.communities}),
        _exchange(Building, "ref", {row.id for row in given.buildings}),
        _exchange(IdleSpace, "ref", {row.id for row in given.spaces}),
        _exchange(Facility, "ref", {row.id for row in given.facilities}),
        _exchange(Function, "code", {row.code for row in given.functions}),
        _exchange(Rule, "code", {row.code for row in given.rules}),
    ]


def _exchange(
    model: type[Community | Building | IdleSpace | Facility | Function | Rule],
    key: str,
    given: set[str],
) -> Exchange:
    present = set(model._default_manager.values_list(key, flat=True))
    return Exchange(
        label=str(model._meta.verbose_name),
        kept=len(present & given),
        added=len(given - present),
        gone=len(present - given),
    )
