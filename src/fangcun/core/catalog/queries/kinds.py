"""Which kind every facility is by the rules."""

from collections.abc import Mapping
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from fangcun.core.catalog.models import Rule
from fangcun.core.catalog.rules import KIND_RULES, KindVerdict, facility_kind
from fangcun.core.places.models import Facility


class DerivedKind(NamedTuple):
    """A facility and what the rules make of it."""

    facility: Facility
    verdict: KindVerdict

    @property
    def is_change(self) -> bool:
        return self.facility.kind != self.verdict.kind


def verdict_on(facility: Facility) -> KindVerdict | None:
    """What the rules make of one facility, and why; None before anything was imported."""
    found = derived_kinds(among=Facility.objects.filter(pk=facility.pk))
    return found[0].verdict if found else None


def derived_kinds(
    *, instead: Mapping[str, float] | None = None, among: QuerySet[Facility] | None = None
) -> list[DerivedKind]:
    """Every facility (or those `among`) with its kind by the rules, some values tried `instead`."""
    kept = dict(Rule.objects.filter(code__in=KIND_RULES).values_list("code", "value"))
    if len(kept) < len(KIND_RULES):
        return []  # nothing imported yet
    values = {**kept, **(instead or {})}
    offered = Q(functions__capacity__gt=0)
    asked = Facility.objects.all() if among is None else among
    facilities = asked.annotate(
        function_count=Count("functions", filter=offered),
        priority_count=Count(
            "functions", filter=offered & Q(functions__function__is_priority=True)
        ),
    ).order_by("ref")
    return [
        DerivedKind(
            facility,
            facility_kind(
                floor_area_m2=facility.floor_area_m2,
                functions=facility.function_count,
                priority_functions=facility.priority_count,
                rules=values,
            ),
        )
        for facility in facilities
    ]
