"""场次, 人次, 人数 and who comes again."""

from typing import Any, NamedTuple

from django.db.models import Count, F, FilteredRelation, Q, QuerySet, Sum, TextField, Value
from django.db.models.functions import Coalesce, Concat

from fangcun.ledger.models import ServiceRecord
from fangcun.ledger.states import CountMethod

SESSIONS = Count("session", distinct=True, filter=~Q(session="")) + Count(
    "pk", filter=Q(session="") & ~Q(counted_by=CountMethod.PERSON)
)
"""One class, market or meal is one session; a counted crowd without a name is one of its own."""

_VISIT = Concat(
    *("person", Value(" "), "service", Value(" "), "served_on", Value(" "), "session"),
    output_field=TextField(),
)
NAMED = Count(_VISIT, distinct=True, filter=Q(resident__isnull=False) & ~Q(session="")) + Count(
    "resident", filter=Q(session="")
)
"""Who was given several things in one session, such as two dishes of a meal, came once."""

PERSON_TIMES = NAMED + Coalesce(Sum("person_times", filter=Q(resident=None)), 0)
PEOPLE = Count("person", distinct=True)
"""Rows of one person that were merged are one person; a row without a name is nobody's."""


class Counts(NamedTuple):
    """What some records come to."""

    sessions: int = 0
    person_times: int = 0
    named: int = 0  # person-times that say who it was
    people: int = 0


class Regulars(NamedTuple):
    """Distinct people, and those of them who came again on another day."""

    people: int
    came_again: int


def with_person(records: QuerySet[ServiceRecord]) -> QuerySet[Any]:
    """Records with the one number of their `person`, whichever of his rows they were written to.

    Only the few residents who were merged into others are looked up, not everybody.
    """
    is_merged = Q(resident__merged_into__isnull=False)
    return records.annotate(
        merged=FilteredRelation("resident", condition=is_merged),
        person=Coalesce(F("merged__merged_into"), F("resident")),
    )


def counts(records: QuerySet[ServiceRecord]) -> Counts:
    """Sessions, person-times and distinct people of some records."""
    return Counts(
        **with_person(records).aggregate(
            sessions=SESSIONS, person_times=PERSON_TIMES, named=NAMED, people=PEOPLE
        )
    )


def people_of(records: QuerySet[ServiceRecord]) -> int:
    """Distinct people alone, where the rest of the counts is not asked for."""
    people: int = with_person(records).aggregate(people=PEOPLE)["people"]
    return people


def counts_by(records: QuerySet[ServiceRecord], column: str) -> dict[int | None, Counts]:
    """The same for each service, facility or community."""
    grouped = (
        with_person(records.order_by())
        .values(column)
        .annotate(n_sessions=SESSIONS, n_times=PERSON_TIMES, n_named=NAMED, n_people=PEOPLE)
    )
    rows = grouped.values_list(column, "n_sessions", "n_times", "n_named", "n_people")
    return {key: Counts(*numbers) for key, *numbers in rows}


def regulars(records: QuerySet[ServiceRecord], *, repeat_days: int) -> Regulars:
    """How many people came, and how many of them on so many different days or more."""
    people = (
        with_person(records.filter(resident__isnull=False).order_by())
        .values("person")
        .annotate(days=Count("served_on", distinct=True))
    )
    return Regulars(
        **people.aggregate(
            people=Count("person"), came_again=Count("person", filter=Q(days__gte=repeat_days))
        )
    )
