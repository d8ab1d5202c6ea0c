"""The only way a page gets a row of this room."""

from django.db.models import QuerySet

from fangcun.base.http import Staff, row_or_404
from fangcun.base.rights import Right
from fangcun.core.places.models import Community
from fangcun.services.desk.models import (
    Book,
    Category,
    FollowUp,
    HandOver,
    RoutingRule,
    ServiceRequest,
)

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


def rules_of(staff: Staff) -> QuerySet[RoutingRule]:
    """The routing rules that this person may change."""
    return staff.rows(Right.EDIT_RULES, RoutingRule.objects.all())


def rule_or_404(*, staff: Staff, pk: int) -> RoutingRule:
    rows = RoutingRule.objects.select_related("category", "community", "to_operator", "to_person")
    return row_or_404(staff=staff, right=Right.EDIT_RULES, rows=rows, pk=pk)


def category_or_404(*, staff: Staff, pk: int) -> Category:
    """One category, for those who may change it: they are the district's."""
    rows = Category.objects.select_related("service")
    return row_or_404(staff=staff, right=Right.EDIT_RULES, rows=rows, pk=pk)


def communities_of(staff: Staff) -> QuerySet[Community]:
    """The communities whose books and rules this person sets up, by name."""
    return staff.rows(Right.EDIT_RULES, Community.objects.order_by("name", "pk"))


def community_or_404(*, staff: Staff, pk: int) -> Community:
    return row_or_404(staff=staff, right=Right.EDIT_RULES, rows=Community.objects.all(), pk=pk)


def rates_of(staff: Staff) -> tuple[QuerySet[ServiceRequest], QuerySet[FollowUp]]:
    """Requests and follow-ups that this person may see counted."""
    return (
        staff.rows(Right.READ_COUNTS, ServiceRequest.objects.all()),
        staff.rows(Right.READ_COUNTS, FollowUp.objects.all()),
    )


def books_to_set_up(staff: Staff) -> QuerySet[Book]:
    """Every book, also those out of use, that this person may change."""
    rows = Book.objects.select_related("community", "facility", "operator")
    return staff.rows(Right.EDIT_RULES, rows).order_by(
        "community__name", "community", "-is_in_use", "name", "pk"
    )


def requests_to_try(staff: Staff, community: Community | None) -> QuerySet[ServiceRequest]:
    """Requests by which a rule is tried: only what it asks for is shown of them, no person."""
    rows = staff.rows(Right.EDIT_RULES, ServiceRequest.objects.all())
    return rows if community is None else rows.filter(community=community)
