"""Filling a card, settling a tab, paying out what is left on a card."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.templatetags.look import yuan
from fangcun.core.accounts.models import User
from fangcun.core.payments.actions.paying import NewPayment, pay
from fangcun.core.payments.actions.refunding import refund
from fangcun.core.payments.models import Account, Payment
from fangcun.core.payments.queries import top_ups_to_give_back
from fangcun.core.payments.states import Method
from fangcun.core.places.models import Facility


class NothingOwed(Refusal):
    """The tab owes nothing, or less than is to be paid."""


class NothingToPayOut(Refusal):
    """The card is empty."""


def top_up(
    *,
    account: Account,
    amount_fen: int,
    written_key: UUID,
    by: User,
    now: datetime,
    method: Method = Method.CASH,
    facility: Facility | None = None,
) -> Payment:
    """Put money on a card: cash lies in the till and on the card at once; online when it came."""
    return pay(
        payment=_to_account(
            account,
            words=_("储值卡充值"),
            amount_fen=amount_fen,
            method=method,
            facility=facility,
            written_key=written_key,
        ),
        by=by,
        now=now,
    )


def settle_tab(
    *,
    account: Account,
    written_key: UUID,
    by: User,
    now: datetime,
    amount_fen: int | None = None,
    method: Method = Method.CASH,
    facility: Facility | None = None,
) -> Payment:
    """Pay what stands on a tab, all of it or a part."""
    written = Payment.objects.filter(written_key=written_key).first()
    if written is not None:
        return written
    account.refresh_from_db()
    amount_fen = account.owed_fen if amount_fen is None else amount_fen
    if not 0 < amount_fen <= account.owed_fen:
        raise NothingOwed(
            _("现在挂账{owed}元，请核对要结清的数。").format(owed=yuan(account.owed_fen))
        )
    return pay(
        payment=_to_account(
            account,
            words=_("结清挂账"),
            amount_fen=amount_fen,
            method=method,
            facility=facility,
            written_key=written_key,
        ),
        by=by,
        now=now,
    )


@transaction.atomic
def pay_out(
    *, account: Account, why: str, written_key: UUID, by: User, now: datetime
) -> list[Payment]:
    """Give back what is left on a card, the way it came: the last top-ups first."""
    left = Account.objects.select_for_update(no_key=True).get(pk=account.pk).balance_fen
    if not left or not account.is_card:
        raise NothingToPayOut(_("卡上没有余额可退。"))
    given_back = []
    for one in top_ups_to_give_back(account):
        part = min(left, one.rest_fen)
        key = uuid5(written_key, one.number)
        given_back.append(
            refund(payment=one, amount_fen=part, why=why, written_key=key, by=by, now=now)
        )
        left -= part
        if not left:
            break
    return given_back


def _to_account(
    account: Account,
    *,
    words: str,
    amount_fen: int,
    method: Method,
    facility: Facility | None,
    written_key: UUID,
) -> NewPayment:
    """Every filling is a thing of its own, so that two of them never stand in each other's way."""
    return NewPayment(
        source=f"payments:account:{account.pk}:{written_key.hex}",
        words=words,
        amount_fen=amount_fen,
        method=method,
        resident=account.resident,
        community=account.resident.community,
        facility=facility,
        operator=account.operator,
        account=account,
        written_key=written_key,
    )
