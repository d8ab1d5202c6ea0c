"""Money is taken where the till stands; a resident sees his own; providers sign what they say."""

from uuid import uuid4

from django.utils import timezone

from fangcun.core.accounts.states import Role
from fangcun.core.payments.actions import NewPayment, open_account, pay
from fangcun.core.payments.models import TrialOrder
from fangcun.core.payments.states import Method
from tests.rights.table import PUBLIC, Row
from tests.rights.town import RESIDENT, Side

TILLS = {Role.STEWARD, Role.COMMUNITY_MANAGER, Role.OPERATOR_MANAGER, Role.CANTEEN}
PAYERS = TILLS | {RESIDENT}
SEES_NAMES = {Role.STEWARD, Role.COMMUNITY_MANAGER}


def of_a_payment(side: Side) -> list[int]:
    payment = NewPayment(
        source=f"canteen:order:{uuid4().hex}",
        words="午餐",
        amount_fen=1200,
        method=Method.CASH,
        community=side.community,
        facility=side.facility,
        operator=side.operator,
        resident=side.resident,
        written_key=uuid4(),
    )
    return [pay(payment=payment, by=side.people[Role.STEWARD], now=timezone.now()).pk]


def _an_account(side: Side, method: Method) -> list[int]:
    account = open_account(
        resident=side.resident,
        operator=side.operator,
        method=method,
        by=side.people[Role.STEWARD],
        now=timezone.now(),
    )
    return [account.pk]


def of_a_card(side: Side) -> list[int]:
    return _an_account(side, Method.CARD)


def of_a_tab(side: Side) -> list[int]:
    return _an_account(side, Method.TAB)


def of_the_resident(side: Side) -> list[int]:
    return [side.resident.pk]


def of_a_trial_order(_side: Side) -> list[object]:
    order = TrialOrder.objects.create(
        number=uuid4().hex, words="午餐", amount_fen=1, way_back="/", made_at=timezone.now()
    )
    return [order.token]


ROWS = {
    "payments:payments": Row(TILLS),
    "payments:mine": Row({RESIDENT}),
    "payments:payment": Row(PAYERS, of_a_payment, is_of_one_place=True),
    "payments:ask_again": Row(PAYERS, of_a_payment, method="post", is_of_one_place=True),
    "payments:receipt": Row(PAYERS, of_a_payment, is_of_one_place=True),
    "payments:refund": Row(TILLS, of_a_payment, is_of_one_place=True),
    "payments:accounts": Row(TILLS),
    "payments:open_account": Row(TILLS),
    "payments:accounts_of": Row(SEES_NAMES, of_the_resident, is_of_one_place=True),
    "payments:open_for": Row(SEES_NAMES, of_the_resident, is_of_one_place=True),
    "payments:account": Row(TILLS, of_a_card, is_of_one_place=True),
    "payments:fill": Row(TILLS, of_a_card, is_of_one_place=True),
    "payments:pay_out": Row(TILLS, of_a_card, is_of_one_place=True),
    "payments:limit": Row(TILLS, of_a_tab, is_of_one_place=True),
    # anybody may knock; who has not signed is not heard
    "payments:notification": Row(PUBLIC, lambda _: ["trial"], method="post"),
    # its number is nowhere but in the payer's hands
    "payments:trial": Row(PUBLIC, of_a_trial_order),
}
