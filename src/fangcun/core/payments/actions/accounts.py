"""Prepaid cards and tabs: opened, and moved by one guarded statement each time."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import signature
from fangcun.base.templatetags.look import yuan
from fangcun.core.accounts.models import User
from fangcun.core.operators.models import Operator
from fangcun.core.payments.models import Account, AccountEntry, Payment, Refund
from fangcun.core.payments.states import EntryKind, Method
from fangcun.core.people.models import Resident
from fangcun.core.places.actions.revised import write_revision

FILLS = {Method.CARD: EntryKind.TOP_UP, Method.TAB: EntryKind.SETTLED}
UNDONE = "undone"


class NotEnough(Refusal):
    """The card holds less, or the tab would pass its limit."""


class BelowWhatIsOwed(Refusal):
    """A limit cannot be lower than what stands on the tab already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """One movement of a balance: why, by how much, for what; written once under its key."""

    kind: EntryKind
    amount_fen: int
    source: str
    key: UUID


@transaction.atomic
def open_account(
    *,
    resident: Resident,
    operator: Operator,
    method: Method,
    by: User,
    now: datetime,
    limit_fen: int = 0,
) -> Account:
    """A card or a tab of one person with one operator; there already, it stays what it is."""
    account = Account(
        resident=resident.merged_into or resident,
        operator=operator,
        method=method,
        limit_fen=limit_fen if method == Method.TAB else 0,
        opened_at=now,
        opened_by=by,
    )
    account._history_user, account._history_date = signature(by), now  # type: ignore[attr-defined]
    same = Account.objects.filter(
        resident=account.resident, operator=account.operator, method=account.method
    )
    try:
        with transaction.atomic():
            return same.first() or _saved(account)
    except IntegrityError:
        return same.get()  # opened at another till in this moment


@transaction.atomic
def change_limit(
    *, account: Account, revision: int, limit_fen: int, by: str, now: datetime
) -> Account:
    """How much may stand on a tab; never less than stands there already."""
    try:
        with transaction.atomic():
            return write_revision(
                row=account, revision=revision, values={"limit_fen": limit_fen}, by=by, now=now
            )
    except IntegrityError as error:
        account.refresh_from_db()
        raise BelowWhatIsOwed(
            _("已挂账{owed}元，上限不能低于这个数。").format(owed=yuan(account.owed_fen))
        ) from error


def draw(*, payment: Payment, account: Account, by: User, now: datetime) -> None:
    """Take a payment from its card, or write it on its tab."""
    movement = Movement(
        kind=EntryKind.PAYMENT,
        amount_fen=-payment.amount_fen,
        source=payment.source,
        key=_key(payment.written_key, EntryKind.PAYMENT),
    )
    if not _move(account, movement, by=by, now=now):
        account.refresh_from_db()
        raise NotEnough(_not_enough(account, payment.amount_fen))


def fill(*, payment: Payment, account: Account, by: User, now: datetime) -> bool:
    """Put a payment on the card, or against what the tab owes; False if no longer so much is."""
    kind = FILLS[Method(account.method)]
    movement = Movement(
        kind=kind,
        amount_fen=payment.amount_fen,
        source=payment.source,
        key=_key(payment.written_key, kind),
    )
    is_owed = Q(method=Method.CARD) | Q(balance_fen__lte=-payment.amount_fen)
    return _move(account, movement, by=by, now=now, only_if=is_owed)


def give_back_on(*, account: Account, refund: Refund, by: User, now: datetime) -> bool:
    """Undo what a payment did to its account, as far as it is given back."""
    sign = -1 if _fills(refund.payment) else 1
    return _move(account, _refunded(refund, sign, EntryKind.REFUND), by=by, now=now)


def take_back_on(*, account: Account, refund: Refund, by: User, now: datetime) -> None:
    """The refund failed: what it did to the account is undone, if it did anything."""
    done = _key(refund.written_key, EntryKind.REFUND)
    if AccountEntry.objects.filter(written_key=done).exists():
        sign = 1 if _fills(refund.payment) else -1
        _move(account, _refunded(refund, sign, UNDONE), by=by, now=now)


def _saved(account: Account) -> Account:
    account.save()
    return account


def _fills(payment: Payment) -> bool:
    return payment.method in {Method.CASH, Method.ONLINE}


def _refunded(refund: Refund, sign: int, step: str) -> Movement:
    return Movement(
        kind=EntryKind.REFUND,
        amount_fen=sign * refund.amount_fen,
        source=refund.payment.source,
        key=_key(refund.written_key, step),
    )


def _move(
    account: Account, movement: Movement, *, by: User, now: datetime, only_if: Q | None = None
) -> bool:
    """Move a balance and write it down; False where a card or a limit would not bear it.

    The check is inside the UPDATE, so that two tills never spend the same money.
    """
    amount = movement.amount_fen
    bears_it = Q(method=Method.CARD, balance_fen__gte=-amount) | Q(
        method=Method.TAB, balance_fen__gte=-amount - F("limit_fen")
    )
    rows = Account.objects.filter(bears_it, only_if or Q(), pk=account.pk)
    if not rows.update(balance_fen=F("balance_fen") + amount):
        return False
    account.balance_fen = Account.objects.values_list("balance_fen", flat=True).get(pk=account.pk)
    AccountEntry.objects.create(
        account=account,
        kind=movement.kind,
        amount_fen=amount,
        balance_fen=account.balance_fen,
        source=movement.source,
        written_key=movement.key,
        at=now,
        by=by,
    )
    return True


def _key(of: UUID, step: str) -> UUID:
    """One key for each step of one payment: taken twice, a step is written once."""
    return uuid5(of, step)


def _not_enough(account: Account, price_fen: int) -> str:
    if account.is_card:
        return _("储值卡余额{balance}元，不够付{price}元。请先充值，或换一种方式支付。").format(
            balance=yuan(account.balance_fen), price=yuan(price_fen)
        )
    return _(
        "挂账上限{limit}元，已挂{owed}元，还可挂{left}元，不够{price}元。请先结清，或换一种方式支付。"
    ).format(
        limit=yuan(account.limit_fen),
        owed=yuan(account.owed_fen),
        left=yuan(account.to_spend_fen),
        price=yuan(price_fen),
    )
