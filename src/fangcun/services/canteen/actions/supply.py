"""Dishes on a published menu as offers of the ledger: they may run out, never be oversold."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.operators.models import Operator
from fangcun.ledger.actions import NewOffer, call_off, change_offer, open_offer
from fangcun.ledger.models import Commitment
from fangcun.ledger.states import STANDING
from fangcun.services.canteen.models import Menu, MenuItem
from fangcun.services.canteen.queries.menus import sitting_of
from fangcun.services.canteen.queries.operators import who_runs
from fangcun.services.canteen.rules.meals import Sitting


class NotServed(Refusal):
    """The kitchen does not serve this meal, or the catalogue does not know it."""


class WhyNeeded(Refusal):
    """People have ordered what is taken off: they are told why."""


def source_of(item: MenuItem) -> str:
    """How the ledger names the row that an offer belongs to."""
    return f"canteen:menu_item:{item.pk}"


def whole_sitting(menu: Menu) -> Sitting | None:
    """When this meal is served; None: the kitchen has no hours for it."""
    meal_time = menu.kitchen.meal_times.filter(period=menu.period).first()
    return None if meal_time is None else sitting_of(meal_time, menu.served_on)


def supply_items(
    *, menu: Menu, items: Sequence[MenuItem], by: User, now: datetime
) -> list[MenuItem]:
    """Let these dishes of a menu be ordered from now on."""
    if not items:
        return []
    when, service = whole_sitting(menu), ServiceKind.objects.filter(code=menu.period).first()
    if when is None or service is None:
        raise NotServed(
            _("{kitchen}还没有设置{meal}的时间，请先在食堂设置里填写。").format(
                kitchen=menu.kitchen, meal=menu.get_period_display()
            )
        )
    operator = who_runs(menu.kitchen, on=menu.served_on)
    for item in items:
        offer = _offer_of(item, when, service, operator, now)
        item.offer = open_offer(offer=offer, by=by, now=now)
        item.save(update_fields=["offer"])
    return list(items)


def change_supply(*, item: MenuItem, by: User, now: datetime) -> None:
    """More portions or fewer, never below what is ordered."""
    offer = item.offer
    if offer is not None:
        changes = {"capacity": item.portions}
        change_offer(offer=offer, revision=offer.revision, changes=changes, by=by, now=now)


def take_off(*, item: MenuItem, why: str, by: User, now: datetime) -> None:
    """Take a dish off a published menu; whoever ordered it is told why."""
    offer = item.offer
    if offer is None:
        return
    is_ordered = Commitment.objects.filter(offer=offer, state__in=STANDING).exists()
    if is_ordered and not why.strip():
        raise WhyNeeded(
            _("已有人订了“{dish}”，请写明下架原因，会告诉他们。").format(dish=item.dish)
        )
    call_off(offer=offer, why=why.strip() or _("食堂下架"), by=by, now=now)


def _offer_of(
    item: MenuItem,
    when: Sitting,
    service: ServiceKind,
    operator: Operator | None,
    now: datetime,
) -> NewOffer:
    menu = item.menu
    return NewOffer(
        service=service,
        title=item.dish.name,
        community=menu.kitchen.facility.community,
        facility=menu.kitchen.facility,
        operator=operator,
        source=source_of(item),
        starts_at=when.starts_at,
        ends_at=when.ends_at,
        books_from=min(now, when.cut_off),
        books_until=when.cut_off,
        cancel_until=when.cut_off,
        capacity=item.portions,
        price_fen=item.dish.price_fen,
        is_demo=menu.is_demo,
    )
