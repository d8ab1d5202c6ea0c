"""Cards and tabs, and what moved on them."""

from typing import NamedTuple

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


class WayBack(NamedTuple):
    """So much of what is left on a card goes back in one way."""

    method: Method
    amount_fen: int


def ways_back(account: Account) -> list[WayBack]:
    """How the rest of a card goes back: as it came, the last top-ups first."""
    left, ways = account.balance_fen, dict[Method, int]()
    for one in top_ups_to_give_back(account):
        part = min(left, one.rest_fen)
        if part:
            method = Method(one.method)
            ways[method] = ways.get(method, 0) + part
            left -= part
    return [WayBack(method, fen) for method, fen in ways.items()]


def accounts_named(rows: QuerySet[Account], *, words: str) -> QuerySet[Account]:
    """Cards and tabs of people with this name or card; without words all, the deepest in debt
    first."""
    if words:
        rows = rows.filter(resident__name__contains=words) | rows.filter(
            resident__card_number=words
        )
    return rows.order_by("balance_fen", "pk")


def resident_by_card(card_number: str, *, name: str) -> Resident | None:
    """Whoever shows this card and bears this name; both must be right, so that nobody guesses."""
    rows = Resident.objects.filter(card_number=card_number.strip(), name=name.strip())
    return rows.filter(merged_into=None, forgotten_at=None).first()
