"""Payments, cards and tabs, for tests of every room upstairs."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from fangcun.core.accounts.models import User
from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.operators.models import Operator
from fangcun.core.operators.tests.cast import an_operator
from fangcun.core.payments.actions import NewPayment, open_account, pay, top_up
from fangcun.core.payments.models import Account, Payment
from fangcun.core.payments.states import Method
from fangcun.core.people.models import Resident
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident

_numbers = count(1)
LATER = MONDAY_9AM + timedelta(minutes=5)
TOO_LATE = MONDAY_9AM + timedelta(hours=2)


def a_bill(amount_fen: int = 1200, *, resident: Resident | None = None, **more: Any) -> NewPayment:
    """So much for a lunch, in cash if nothing else is said."""
    payer = resident or a_resident()
    fields = {
        "source": f"canteen:order:{next(_numbers)}",
        "words": "午餐 2月9日",
        "method": Method.CASH,
        "community": payer.community,
        "written_key": uuid4(),
    }
    return NewPayment(amount_fen=amount_fen, resident=payer, **{**fields, **more})


def a_payment(
    amount_fen: int = 1200, *, by: User | None = None, now: datetime = MONDAY_9AM, **more: Any
) -> Payment:
    return pay(payment=a_bill(amount_fen, **more), by=by or a_person(), now=now)


def a_card(
    balance_fen: int = 0, *, resident: Resident | None = None, operator: Operator | None = None
) -> Account:
    """A prepaid card, filled at the counter."""
    card = _opened(Method.CARD, resident, operator)
    if balance_fen:
        top_up(
            account=card,
            amount_fen=balance_fen,
            written_key=uuid4(),
            by=card.opened_by,
            now=MONDAY_9AM,
        )
    return card


def a_tab(
    limit_fen: int = 10_000, *, resident: Resident | None = None, operator: Operator | None = None
) -> Account:
    return _opened(Method.TAB, resident, operator, limit_fen=limit_fen)


def drawn_on(account: Account, amount_fen: int, **more: Any) -> NewPayment:
    """Something to pay by a card or on a tab."""
    return a_bill(
        amount_fen,
        resident=account.resident,
        operator=account.operator,
        method=Method(account.method),
        account=account,
        **more,
    )


def _opened(
    method: Method, resident: Resident | None, operator: Operator | None, **more: Any
) -> Account:
    return open_account(
        resident=resident or a_resident(),
        operator=operator or an_operator(),
        method=method,
        by=a_person(),
        now=MONDAY_9AM,
        **more,
    )
