"""Promises kept in time, and needs not met by reason."""

from datetime import date
from typing import NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from fangcun.ledger.models import Commitment, ServiceRecord, UnmetNeed
from fangcun.ledger.states import CommitmentState


class Kept(NamedTuple):
    """Promises that were due, and those of them kept on their day or before."""

    due: int
    in_time: int


def kept_in_time(commitments: QuerySet[Commitment], *, today: date) -> Kept:
    """Of the promises due by today: kept in time, by a record that still stands.

    What the resident himself cancelled was not for us to keep.
    """
    taken_back = ServiceRecord.objects.filter(reverses=OuterRef("record"))
    due = commitments.filter(due_on__lte=today).exclude(state=CommitmentState.CANCELLED)
    in_time = Q(~Exists(taken_back), state=CommitmentState.KEPT, record__served_on__lte=F("due_on"))
    return Kept(**due.aggregate(due=Count("pk"), in_time=Count("pk", filter=in_time)))


def unmet_by_reason(needs: QuerySet[UnmetNeed]) -> dict[str, int]:
    """How many people went without, by reason."""
    grouped = needs.order_by().values("why").annotate(wanting=Sum("people"))
    return dict(grouped.values_list("why", "wanting"))


def unmet_by_service(needs: QuerySet[UnmetNeed]) -> dict[int | None, int]:
    """How many people went without, by service; None for what no service of ours fits."""
    grouped = needs.order_by().values("service").annotate(wanting=Sum("people"))
    return dict(grouped.values_list("service", "wanting"))
