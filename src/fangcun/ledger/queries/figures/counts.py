"""场次, 人次, 人数 and who comes again."""

from typing import NamedTuple

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from fangcun.core.people.queries import person_of
from fangcun.ledger.models import ServiceRecord
from fangcun.ledger.states import CountMethod

SESSIONS = Count("session", distinct=True, filter=~Q(session="")) + Count(
    "pk", filter=Q(session="") & ~Q(counted_by=CountMethod.PERSON)
)
"""One class, market or meal is one session; a counted crowd without a name is one of its own."""

PERSON_TIMES = Coalesce(Sum("person_times"), 0)
NAMED = Count("resident")
PEOPLE = Count(person_of("resident"), distinct=True)
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


def counts(records: QuerySet[ServiceRecord]) -> Counts:
    """Sessions, person-times and distinct people of some records."""
    return Counts(
        **records.aggregate(
            sessions=SESSIONS, person_times=PERSON_TIMES, named=NAMED, people=PEOPLE
        )
    )


def counts_by(records: QuerySet[ServiceRecord], column: str) -> dict[int | None, Counts]:
    """The same for each service, facility or community."""
    grouped = (
        records.order_by()
        .values(column)
        .annotate(n_sessions=SESSIONS, n_times=PERSON_TIMES, n_named=NAMED, n_people=PEOPLE)
    )
    rows = grouped.values_list(column, "n_sessions", "n_times", "n_named", "n_people")
    return {key: Counts(*numbers) for key, *numbers in rows}


def regulars(records: QuerySet[ServiceRecord], *, repeat_days: int) -> Regulars:
    """How many people came, and how many of them on so many different days or more."""
    people = (
        records.filter(resident__isnull=False)
        .order_by()
        .annotate(person=person_of("resident"))
        .values("person")
        .annotate(days=Count("served_on", distinct=True))
    )
    return Regulars(
        **people.aggregate(
            people=Count("person"), came_again=Count("person", filter=Q(days__gte=repeat_days))
        )
    )
