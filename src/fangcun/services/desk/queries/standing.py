"""Where requests stand: what is due, what is late, what the resident is to be asked about."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from fangcun.core.operators.queries import contracts_running
from fangcun.ledger.states import SETTLED, CommitmentState
from fangcun.services.desk.models import Link, ServiceRequest
from fangcun.services.desk.states import RequestState

Requests = QuerySet[ServiceRequest]

WORKED_ON = (RequestState.RECEIVED, RequestState.DISPATCHED, RequestState.WAITING)
TICKING = (RequestState.RECEIVED, RequestState.DISPATCHED)
"""Where the clock runs."""


def awaiting_call_back(requests: Requests) -> Requests:
    """What was done or given up: the steward phones to ask.

    Nobody tells the desk that a visit is over; the desk looks at the promises in the ledger.
    """
    return requests.filter(Q(state=RequestState.DONE) | Q(state__in=WORKED_ON) & is_settled())


def worked_on(requests: Requests) -> Requests:
    """What is still to be done: neither ended nor settled."""
    return requests.filter(state__in=WORKED_ON).exclude(is_settled())


def with_standing(requests: Requests) -> Requests:
    """Each row knows whether the resident is to be asked about it, as its `standing_label` says."""
    is_worked_on = Q(state__in=WORKED_ON) & is_settled()
    return requests.annotate(is_awaiting=Q(state=RequestState.DONE) | is_worked_on)


def due_today(requests: Requests, *, now: datetime, end_of_day: datetime) -> Requests:
    """Whose time is over before the day is."""
    return _ticking(requests).filter(due_at__gte=now, due_at__lte=end_of_day)


def overdue(requests: Requests, *, now: datetime) -> Requests:
    """Whose time is over; it does not run while the resident is awaited."""
    return _ticking(requests).filter(due_at__lt=now)


def to_decide(requests: Requests) -> Requests:
    """Returned twice: the person on duty says whose it is."""
    return requests.filter(is_to_be_decided=True)


def orphaned(requests: Requests, *, on: date) -> Requests:
    """Lying with an operator that has no contract any more where it worked: the desk takes
    them back, for nobody else can see them.
    """
    runs = contracts_running(on).filter(
        operator=OuterRef("owner_operator"), facility=OuterRef("facility")
    )
    return requests.filter(Q(owner_operator__isnull=False) & ~Exists(runs))


def is_settled() -> Q:
    """What was promised in this round has been kept or given up."""
    return Q(_promised(commitment__state__in=SETTLED)) & ~Q(
        _promised(commitment__state=CommitmentState.OPEN)
    )


def _promised(**how: object) -> Exists:
    return Exists(Link.objects.filter(request=OuterRef("pk"), at__gte=OuterRef("opened_at"), **how))


def _ticking(requests: Requests) -> Requests:
    return requests.filter(state__in=TICKING).exclude(is_settled())
