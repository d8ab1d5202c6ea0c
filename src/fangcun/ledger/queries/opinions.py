"""What residents said."""

from django.db.models import QuerySet

from fangcun.core.operators.models import Operator
from fangcun.ledger.models import Opinion


def opinions_for(operator: Operator) -> QuerySet[Opinion]:
    """What residents said of an operator's work: unread first, then the newest."""
    return _opinions().filter(operator=operator)


def unread_opinions() -> QuerySet[Opinion]:
    """What nobody of those who did the work has read yet, the newest first."""
    return _opinions().filter(read_at=None)


def unread_opinions_for(operator: Operator) -> QuerySet[Opinion]:
    return unread_opinions().filter(operator=operator)


def opinions_from(source: str) -> QuerySet[Opinion]:
    """Every answer about one row, the newest first: `opinions_from("desk:12")`."""
    return Opinion.objects.filter(source=source).order_by("-asked_at", "-pk")


def _opinions() -> QuerySet[Opinion]:
    return Opinion.objects.select_related("commitment__service", "community", "facility").order_by(
        "-read_at", "-asked_at", "-pk"
    )
