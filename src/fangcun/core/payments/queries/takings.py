"""What a till took in on a day."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from fangcun.core.payments.models import Payment, ProviderEvent, Refund
from fangcun.core.payments.queries.payments import with_refunds
from fangcun.core.payments.states import ODD, Method
from fangcun.core.places.models import Facility


class Taking(NamedTuple):
    """What came in by one way on a day, and what went back on the same day."""

    method: Method
    payments: int
    paid_fen: int
    refunded_fen: int

    @property
    def left_fen(self) -> int:
        """For cash: what the day adds to the till."""
        return self.paid_fen - self.refunded_fen


class Hours(NamedTuple):
    """A day of the clock on the wall."""

    begins: datetime
    ends: datetime


def takings(facility: Facility, day: date) -> list[Taking]:
    """The till's count: every way of paying, in its order; a refund counts on its own day."""
    hours = hours_of(day)
    paid = {
        row["method"]: row
        for row in Payment.objects.filter(_between("paid_at", hours), facility=facility)
        .values("method")
        .annotate(payments=Count("pk"), paid_fen=Sum("amount_fen"))
        .order_by()
    }
    refunded = dict(
        Refund.objects.filter(_between("done_at", hours), payment__facility=facility)
        .values_list("payment__method")
        .annotate(Sum("amount_fen"))
        .order_by()
    )
    return [_taking(method, paid, refunded) for method in Method]


def payments_of_day(rows: QuerySet[Payment], *, day: date) -> QuerySet[Payment]:
    """Payments that were begun, paid or given back on a day, the last first."""
    hours = hours_of(day)
    of_the_day = (
        _between("made_at", hours)
        | _between("paid_at", hours)
        | Q(pk__in=Refund.objects.filter(_between("done_at", hours)).values("payment"))
    )
    return with_refunds(rows.filter(of_the_day)).order_by("-made_at", "-pk")


def odd_events(rows: QuerySet[Payment]) -> QuerySet[ProviderEvent]:
    """Notifications after which somebody must look, the last first."""
    events = ProviderEvent.objects.filter(came_to__in=ODD, payment__in=rows)
    return events.select_related("payment").order_by("-heard_at", "-pk")


def odd_events_of(payment: Payment) -> list[ProviderEvent]:
    """The same for one payment."""
    return list(odd_events(Payment.objects.filter(pk=payment.pk)))


def hours_of(day: date) -> Hours:
    begins = timezone.make_aware(datetime.combine(day, time.min))
    return Hours(begins, timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)))


def _between(field: str, hours: Hours) -> Q:
    return Q(**{f"{field}__gte": hours.begins, f"{field}__lt": hours.ends})


def _taking(method: Method, paid: Mapping[str, Any], refunded: Mapping[str, int]) -> Taking:
    row = paid.get(method, {"payments": 0, "paid_fen": 0})
    return Taking(method, row["payments"], row["paid_fen"], refunded.get(method, 0))
