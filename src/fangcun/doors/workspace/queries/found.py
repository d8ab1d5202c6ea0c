"""What the find box finds, each within what the asker may see."""

from typing import Any, NamedTuple

from django.db.models import Q

from fangcun.base.http import Staff
from fangcun.base.rights import Right
from fangcun.core.operators.models import Operator
from fangcun.core.places.models import Facility

LONGEST_WORDS = 60


class Found(NamedTuple):
    """Rows of each kind, the nearest first."""

    people: list[Any]
    requests: list[Any]
    facilities: list[Facility]
    operators: list[Operator]

    @property
    def count(self) -> int:
        return len(self.people) + len(self.requests) + len(self.facilities) + len(self.operators)


def find_all(*, staff: Staff, words: str, at_most: int) -> Found:
    """People, requests, facilities and operators that fit the words, a few of each."""
    if not words:
        return Found([], [], [], [])
    return Found(
        people=[],
        requests=[],
        facilities=_facilities(staff, words, at_most),
        operators=_operators(staff, words, at_most),
    )


def _facilities(staff: Staff, words: str, at_most: int) -> list[Facility]:
    rows = staff.rows(Right.READ_FACILITIES, Facility.objects.select_related("community"))
    fits = Q(name__icontains=words) | Q(ref__iexact=words)
    return list(rows.filter(fits).order_by("name", "pk")[:at_most])


def _operators(staff: Staff, words: str, at_most: int) -> list[Operator]:
    if not staff.may(Right.READ_OPERATORS):
        return []
    fits = Q(name__icontains=words) | Q(brand__icontains=words) | Q(uscc__iexact=words)
    mine = staff.rows(Right.READ_OPERATORS, Operator.objects.all())
    rows = Operator.objects.filter(fits, pk__in=mine.values("pk"))
    return list(rows.order_by("name", "pk")[:at_most])
