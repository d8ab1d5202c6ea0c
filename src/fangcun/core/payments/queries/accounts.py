"""Cards and tabs, and what moved on them."""

from django.db.models import F, QuerySet

from fangcun.core.payments.models import Account, AccountEntry, Payment
from fangcun.core.payments.states import Method, PaymentState
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person


def accounts_of(resident: Resident) -> QuerySet[Account]:
    """A person's cards and tabs, also under names merged into his."""
    rows = Account.objects.filter(resident__in=same_person(resident))
    return rows.select_related("operator").order_by("method", "pk")


def entries_of(account: Account) -> QuerySet[AccountEntry]:
    """Every movement, the last first."""
    return AccountEntry.objects.filter(account=account).select_related("by").order_by("-pk")


def top_ups_to_give_back(account: Account) -> QuerySet[Payment]:
    """What was put on a card and has not gone back, the last first."""
    rows = Payment.objects.filter(
        account=account, method__in=[Method.CASH, Method.ONLINE], state=PaymentState.PAID
    )
    return rows.filter(refunded_fen__lt=F("amount_fen")).order_by("-paid_at", "-pk")
