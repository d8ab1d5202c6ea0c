"""The only way a page gets a row of this room."""

from django.db.models import QuerySet

from fangcun.base.http import Staff, row_or_404
from fangcun.base.rights import Right
from fangcun.services.desk.models import Book, FollowUp, HandOver, ServiceRequest

SHOWN_WITH = (
    "community",
    "book",
    "category",
    "service",
    "resident",
    "owner_desk",
    "owner_operator",
    "owner_person",
    "doer",
    "facility",
    "received_by",
)


def requests_of(staff: Staff, right: Right = Right.READ_REQUESTS) -> QuerySet[ServiceRequest]:
    """The requests this person works with: of her community; a doer: what was given to him,
    as long as his contract runs.
    """
    return staff.rows(right, ServiceRequest.objects.all())


def request_or_404(*, staff: Staff, pk: int, right: Right = Right.READ_REQUESTS) -> ServiceRequest:
    """One request with what a page shows of it."""
    rows = ServiceRequest.objects.select_related(*SHOWN_WITH)
    return row_or_404(staff=staff, right=right, rows=rows, pk=pk)


def promise_or_404(*, staff: Staff, pk: int, right: Right = Right.TAKE_REQUESTS) -> FollowUp:
    """One line of the log of a request that this person works with."""
    rows = FollowUp.objects.select_related("request")
    return row_or_404(staff=staff, right=right, rows=rows, pk=pk)


def books_of(staff: Staff, right: Right = Right.TAKE_REQUESTS) -> QuerySet[Book]:
    """The books in which this person writes, by name; those in use."""
    rows = staff.rows(right, Book.objects.filter(is_in_use=True))
    return rows.select_related("community", "facility", "operator").order_by(
        "community__name", "name", "pk"
    )


def book_or_404(*, staff: Staff, pk: int, right: Right = Right.TAKE_REQUESTS) -> Book:
    rows = Book.objects.select_related("community", "facility", "operator")
    return row_or_404(staff=staff, right=right, rows=rows, pk=pk)


def hand_over_or_404(*, staff: Staff, pk: int, right: Right = Right.TAKE_REQUESTS) -> HandOver:
    rows = HandOver.objects.select_related("community", "given_by", "accepted_by")
    return row_or_404(staff=staff, right=right, rows=rows, pk=pk)
