"""Standing meals become orders, day by day, as soon as there is a menu."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from fangcun.core.accounts.models import User
from fangcun.core.notices.actions import tell
from fangcun.ledger.actions import Refused
from fangcun.services.canteen.actions.orders import NewOrder, place_order
from fangcun.services.canteen.models import MealOrder, Menu, MenuItem, StandingMeal
from fangcun.services.canteen.queries.standing import days_ahead, menus_to_lay_out, running
from fangcun.services.canteen.rules.standing import Choice, choose
from fangcun.services.canteen.states import Channel, Mode, OrderState, Period

LAY_OUT_MENU = "canteen.lay_out_menu"
"""Name of the background job; `tasks.py` gives it its body."""

AHEAD = timedelta(days=14)
"""How far ahead orders are laid out, if menus are published so far."""


def ask_to_lay_out(menu: Menu) -> None:
    """A menu can be ordered from: the background program orders for those who stand in line."""
    app.configure_task(LAY_OUT_MENU, allow_unknown=False).defer(menu=menu.pk)


def lay_out_menu(*, menu: Menu, by: User, now: datetime) -> list[MealOrder]:
    """Everybody's standing meal of one menu."""
    today = timezone.localdate(now)
    if menu.served_on < today:
        return []
    standing = running(on=today).filter(kitchen=menu.kitchen_id, period=menu.period)
    return _all_of(standing, menu.served_on, by, now)


def lay_out_standing(*, until: date, by: User, now: datetime) -> list[MealOrder]:
    """Every standing meal up to a day: asked again, only what is missing is ordered."""
    return _all_of(running(on=timezone.localdate(now)), until, by, now)


@transaction.atomic
def lay_out(
    *, standing: StandingMeal, by: User, now: datetime, until: date | None = None
) -> list[MealOrder]:
    """The orders of one standing meal that are missing; the row is held, so that none is doubled.

    A day without a published menu waits for one: a kitchen that is closed publishes none.
    """
    today = timezone.localdate(now)
    held = StandingMeal.objects.select_for_update(of=("self",)).select_related(
        "kitchen__facility__community", "resident__community", "resident__household"
    )
    standing = held.get(pk=standing.pk)
    days = _days_missing(standing, today, until or today + AHEAD)
    menus = menus_to_lay_out(standing=standing, days=days)
    answers = [_lay_out_day(standing, menus[day], by, now) for day in days if day in menus]
    return [order for order in answers if order is not None]


def _all_of(rows: QuerySet[StandingMeal], until: date, by: User, now: datetime) -> list[MealOrder]:
    """Each in a transaction of its own: nobody waits for the meals of all others."""
    laid_out: list[MealOrder] = []
    for standing in rows:
        laid_out += lay_out(standing=standing, until=until, by=by, now=now)
    return laid_out


def _days_missing(standing: StandingMeal, today: date, until: date) -> list[date]:
    days = days_ahead(standing=standing, since=today, until=until)
    eats_already = Q(resident=standing.resident, period=standing.period) & ~Q(
        state=OrderState.CANCELLED
    )
    has_one = MealOrder.objects.filter(Q(standing=standing) | eats_already, served_on__in=days)
    known = set(has_one.values_list("served_on", flat=True))
    return [day for day in days if day not in known]


def _lay_out_day(standing: StandingMeal, menu: Menu, by: User, now: datetime) -> MealOrder | None:
    """One day's order; None where it is too late for this day, or nothing was left."""
    item = _item_for(standing, menu.items.all())
    if item is None or item.offer is None or item.offer.books_until <= now:
        return None
    answer = place_order(order=_order(standing, menu, item), by=by, now=now)
    if isinstance(answer, Refused):
        _tell_him(standing, menu, answer, item.offer.books_until, now)
        return None
    return answer


def _item_for(standing: StandingMeal, items: Iterable[MenuItem]) -> MenuItem | None:
    found = {item.pk: item for item in items if item.offer_id is not None}
    menu = [
        Choice(item.pk, item.dish_id, item.is_standing_choice, item.dish.is_set_meal)
        for item in found.values()
    ]
    choice = choose(dish=standing.dish_id, menu=menu)
    return found[choice.item] if choice else None


def _order(standing: StandingMeal, menu: Menu, item: MenuItem) -> NewOrder:
    return NewOrder(
        kitchen=standing.kitchen,
        served_on=menu.served_on,
        period=Period(standing.period),
        mode=Mode(standing.mode),
        lines=((item, 1),),
        resident=standing.resident,
        channel=Channel.STANDING,
        written_key=_key(standing, menu.served_on),
        standing=standing,
        is_demo=standing.is_demo,
    )


def _key(standing: StandingMeal, day: date) -> UUID:
    """Another one after the meal was changed or paused, since that day may be ordered again."""
    pauses = standing.pauses.count()
    return uuid5(standing.written_key, f"{day:%Y-%m-%d} {standing.revision} {pauses}")


def _tell_him(
    standing: StandingMeal, menu: Menu, no: Refused, tell_by: datetime, now: datetime
) -> None:
    """Said once: the same words about the same day are not written twice."""
    words = _("您的长期订餐{day}的{meal}没有订上：{why}").format(
        day=f"{menu.served_on:%-m月%-d日}", meal=standing.get_period_display(), why=no.words
    )
    source = f"canteen:standing:{standing.pk}"
    tell(resident=standing.resident, words=words, source=source, tell_by=tell_by, now=now)
