"""Promises that are open, and how those of one row ended."""

from datetime import date

from django.db.models import QuerySet

from fangcun.core.operators.models import Operator
from fangcun.ledger.models import Commitment
from fangcun.ledger.states import CommitmentState

OPEN_WITH = (
    "service",
    "resident__community",
    "resident__address",
    "community",
    "facility",
    "operator",
)
SHOWN_WITH = (*OPEN_WITH, "settled_by", "made_by")

MOST_SHOWN = 100


def open_commitments() -> QuerySet[Commitment]:
    """What is promised and not settled yet, the most urgent first."""
    return (
        Commitment.objects.filter(state=CommitmentState.OPEN)
        .select_related(*OPEN_WITH)
        .order_by("due_on", "pk")
    )


def open_commitments_of(operator: Operator) -> QuerySet[Commitment]:
    """What one operator has promised and not settled yet."""
    return open_commitments().filter(operator=operator)


def overdue(*, commitments: QuerySet[Commitment], today: date) -> QuerySet[Commitment]:
    """Of these promises, the open ones whose day has passed."""
    return commitments.filter(state=CommitmentState.OPEN, due_on__lt=today)


def commitments_from(source: str) -> QuerySet[Commitment]:
    """Every promise that a row asked for, the newest first: `commitments_from("desk:12")`."""
    return (
        Commitment.objects.filter(source=source)
        .select_related(*SHOWN_WITH)
        .order_by("-made_at", "-pk")
    )


def by_urgency(
    commitments: QuerySet[Commitment], *, today: date
) -> tuple[list[Commitment], list[Commitment], list[Commitment]]:
    """Open promises that are late, due today, and still to come; the most urgent of each."""
    return (
        list(commitments.filter(due_on__lt=today)[:MOST_SHOWN]),
        list(commitments.filter(due_on=today)[:MOST_SHOWN]),
        list(commitments.filter(due_on__gt=today)[:MOST_SHOWN]),
    )
