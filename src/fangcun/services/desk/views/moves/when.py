"""When a move fits: what its request must be like."""

from fangcun.services.desk.models import ServiceRequest
from fangcun.services.desk.states import RETURNS_BEFORE_A_DECISION, RequestState

WORKED_ON = frozenset({RequestState.RECEIVED, RequestState.DISPATCHED, RequestState.WAITING})
ASKED_ABOUT = WORKED_ON | {RequestState.DONE}
ENDED = frozenset(
    {RequestState.DONE, RequestState.CLOSED, RequestState.CANCELLED, RequestState.MERGED}
)


def is_mine(request: ServiceRequest) -> bool:
    return request.owner_operator_id is not None


def may_be_returned(request: ServiceRequest) -> bool:
    """Until the person on duty has decided that it stays with its doer."""
    return is_mine(request) and request.times_returned <= RETURNS_BEFORE_A_DECISION


def is_undecided(request: ServiceRequest) -> bool:
    return not request.is_to_be_decided


def waits_for_acceptance(request: ServiceRequest) -> bool:
    return is_mine(request) and request.accepted_at is None


def is_awaiting(request: ServiceRequest) -> bool:
    """Whether the resident is to be asked; the page's row knows."""
    return bool(getattr(request, "is_awaiting", False))
