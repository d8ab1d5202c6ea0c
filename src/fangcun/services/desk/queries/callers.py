"""What the steward should know when a number is typed."""

from typing import NamedTuple

from django.db.models import Prefetch

from fangcun.services.desk.models import FollowUp, ServiceRequest
from fangcun.services.desk.queries.standing import Requests, with_standing
from fangcun.services.desk.rules.phones import plain_number
from fangcun.services.desk.states import OPEN_STATES, FollowUpKind

LAST_SHOWN = 5
SHORTEST_NUMBER = 7
"""Digits: fewer would name too many people."""


class Caller(NamedTuple):
    """The last requests from a number, with the promises that are open."""

    requests: list[ServiceRequest]
    promises: list[FollowUp]


def last_of_phone(*, requests: Requests, number: str) -> Caller:
    """Who has called from this number before, of the requests that one may see: two queries."""
    plain = plain_number(number)
    if len(plain) < SHORTEST_NUMBER:
        return Caller([], [])
    unkept = FollowUp.objects.filter(kind=FollowUpKind.PROMISE, kept_at__isnull=True)
    rows = (
        with_standing(requests.filter(caller_phone=plain))
        .select_related("category", "resident", "community")
        .prefetch_related(
            Prefetch("follow_ups", unkept.select_related("promised_by"), to_attr="unkept")
        )
        .order_by("-received_at", "-pk")[:LAST_SHOWN]
    )
    found = list(rows)
    promises = [promise for row in found if row.state in OPEN_STATES for promise in row.unkept]
    return Caller([*found], promises)
