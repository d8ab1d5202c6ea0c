"""Whether something is paid, and a person's own payments."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from fangcun.core.payments.models import Payment, ProviderEvent, Refund
from fangcun.core.payments.states import MONEY_IS_HERE, CameTo, PaymentState
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person

SHOWN_WITH = ("resident", "facility", "operator", "community", "account", "made_by")


def offers_online() -> bool:
    """Whether people can pay online here."""
    return bool(settings.PAYMENTS)


def payment_of(source: str) -> Payment | None:
    """The last payment for something: paid, awaited, or what became of it."""
    return payments_for(source).first()


def payments_for(source: str) -> QuerySet[Payment]:
    """Every payment for something, the last first."""
    return Payment.objects.filter(source=source).order_by("-made_at", "-pk")


def is_paid(source: str) -> bool:
    """Whether the money is here and has not gone back in full."""
    return bool(paid_sources([source]))


def paid_sources(sources: Iterable[str]) -> set[str]:
    """Which of these things are paid: asked once for a whole list."""
    paid = Payment.objects.filter(source__in=list(sources), state__in=MONEY_IS_HERE)
    return {one.source for one in paid.only("source", "amount_fen", "refunded_fen") if one.rest_fen}


def payments_of(resident: Resident) -> QuerySet[Payment]:
    """A person's own payments with what went back, also under names merged into his."""
    return with_refunds(Payment.objects.filter(resident__in=same_person(resident))).order_by(
        "-made_at", "-pk"
    )


def with_refunds(rows: QuerySet[Payment]) -> QuerySet[Payment]:
    """Payments as pages show them."""
    refunds = Refund.objects.select_related("made_by").order_by("pk")
    return rows.select_related(*SHOWN_WITH).prefetch_related(Prefetch("refunds", refunds))


def unheard_payments(*, made_until: datetime) -> QuerySet[Payment]:
    """Money that is awaited online, and the provider knows it; the oldest first."""
    waiting = Payment.objects.filter(state=PaymentState.WAITING, made_at__lte=made_until)
    return waiting.exclude(provider_ref="").order_by("made_at", "pk")


def late_payments(*, heard_from: datetime) -> QuerySet[Payment]:
    """Residents' money that came too late and goes back, heard of since then; the oldest first."""
    came_late = ProviderEvent.objects.filter(came_to=CameTo.LATE, heard_at__gte=heard_from)
    rows = Payment.objects.filter(pk__in=came_late.values("payment"), resident__isnull=False)
    return rows.select_related("resident__merged_into").order_by("pk")


def refunds_under_way(*, made_until: datetime) -> QuerySet[Refund]:
    """Refunds for which the provider has not answered; the oldest first."""
    rows = Refund.objects.filter(done_at=None, failed_at=None, made_at__lte=made_until)
    return rows.select_related("payment").order_by("made_at", "pk")
