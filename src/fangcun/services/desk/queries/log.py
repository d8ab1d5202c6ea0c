"""The follow-up log of a request."""

from collections.abc import Iterator

from django.db.models import QuerySet

from fangcun.services.desk.models import FollowUp, ServiceRequest
from fangcun.services.desk.rules.due import Pause
from fangcun.services.desk.states import FollowUpKind


def log_of(request: ServiceRequest) -> QuerySet[FollowUp]:
    """Everything that was done about a request, the newest first."""
    return request.follow_ups.select_related("by", "promised_by").order_by("-at", "-pk")


def was_tried_in_vain(request: ServiceRequest) -> bool:
    """Somebody has phoned to ask in this round, and did not reach the resident."""
    return request.follow_ups.filter(
        kind=FollowUpKind.CALL_BACK, was_reached=False, at__gte=request.opened_at
    ).exists()


def pauses_of(request: ServiceRequest) -> list[Pause]:
    """When the resident was awaited in this round, and has answered."""
    kinds = (FollowUpKind.WAIT, FollowUpKind.RESUME)
    moves = request.follow_ups.filter(kind__in=kinds, at__gte=request.opened_at)
    return list(_pairs(moves.order_by("at", "pk")))


def _pairs(moves: QuerySet[FollowUp]) -> Iterator[Pause]:
    since = None
    for move in moves:
        if move.kind == FollowUpKind.WAIT:
            since = move.at
        elif since is not None:
            yield Pause(since, move.at)
            since = None
