"""What is to be done today, for those at a desk and for those who deliver."""

from datetime import date, datetime
from typing import NamedTuple

from django.utils import timezone

from fangcun.base.http import Staff
from fangcun.base.rights import Right
from fangcun.core.accounts.models import User
from fangcun.core.consent.access import forget_requests_for
from fangcun.core.places.models import Community, Facility
from fangcun.core.places.queries import Visit, present_on
from fangcun.ledger.access import orphaned_promises
from fangcun.ledger.models import Commitment, Opinion
from fangcun.ledger.queries import open_commitments
from fangcun.services.desk.access import requests_of
from fangcun.services.desk.models import FollowUp, HandOver, ServiceRequest
from fangcun.services.desk.queries import (
    BookCounts,
    BookFilter,
    awaiting_call_back,
    book_counts,
    book_page,
    pending_hand_over,
    promises_due,
    worked_on,
)

SHOWN = 8
LATE = BookFilter(show="overdue")


class DeskToday(NamedTuple):
    """A steward's day."""

    hand_overs: list[HandOver]
    counts: BookCounts
    late: list[ServiceRequest]
    promises: list[FollowUp]
    promises_count: int
    call_backs: list[ServiceRequest]
    visits: list[Visit]
    orphaned: int
    to_forget: int


class DoersToday(NamedTuple):
    """The day of an operator's people."""

    promises: list[Commitment]
    requests: list[ServiceRequest]
    opinions: list[Opinion]


def communities_of(staff: Staff) -> list[Community]:
    """The communities whose desks this person works with."""
    rows = staff.rows(Right.READ_REQUESTS, Community.objects.defer("cell"))
    return list(rows.order_by("code", "pk"))


def desk_today(*, user: User, communities: list[Community], now: datetime) -> DeskToday:
    """What the desks of these communities have before them."""
    today = timezone.localdate(now)
    requests = requests_of(user).filter(community__in=communities)
    takes = user.may(Right.TAKE_REQUESTS)
    pending = (pending_hand_over(one) for one in communities) if takes else ()
    call_backs = awaiting_call_back(requests).select_related("category", "resident", "community")
    facilities = Facility.objects.filter(community__in=communities)
    promises = promises_due(requests=requests, until=today)
    return DeskToday(
        hand_overs=[one for one in pending if one is not None],
        counts=book_counts(requests=requests, user=user, now=now),
        late=book_page(requests=requests, wanted=LATE, user=user, now=now).rows[:SHOWN],
        promises=list(promises[:SHOWN]),
        promises_count=promises.count(),
        call_backs=list(call_backs.order_by("done_at", "pk")[:SHOWN]),
        visits=present_on(today, facilities.order_by("pk")),
        orphaned=_orphaned(user, communities, today) if takes else 0,
        to_forget=_to_forget(user, communities),
    )


def _orphaned(user: User, communities: list[Community], today: date) -> int:
    """Promises of operators that have left: somebody must take them over."""
    return orphaned_promises(user, today).filter(community__in=communities).count()


def _to_forget(user: User, communities: list[Community]) -> int:
    """People who want to be deleted and have no answer yet."""
    if not user.may(Right.FORGET_PERSONS):
        return 0
    waiting = forget_requests_for(user).filter(done_at=None, refused_at=None)
    return waiting.filter(resident__community__in=communities).count()


def doers_today(*, user: User, now: datetime) -> DoersToday:
    """What an operator's people have promised until today, and what they were told."""
    today = timezone.localdate(now)
    promised = user.rows(Right.READ_LEDGER, open_commitments())
    asked = worked_on(requests_of(user)).filter(owner_operator__isnull=False)
    unread = user.rows(Right.READ_LEDGER, Opinion.objects.filter(read_at=None))
    return DoersToday(
        promises=list(promised.filter(due_on__lte=today)[:SHOWN]),
        requests=list(
            asked.select_related("category", "resident", "community").order_by("due_at", "pk")[
                :SHOWN
            ]
        ),
        opinions=list(
            unread.select_related("commitment__service", "facility").order_by("-asked_at", "-pk")[
                :SHOWN
            ]
        ),
    )
