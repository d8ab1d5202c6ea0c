"""Delivery rounds: planned, walked, and every meal given to somebody."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.core.payments.states import Method
from fangcun.services.canteen.actions.calls import call_about
from fangcun.services.canteen.actions.orders import serve_order
from fangcun.services.canteen.models import DeliveryRound, Kitchen, MealOrder, Stop
from fangcun.services.canteen.queries.rounds import (
    TO_GO,
    doors_of,
    planned_rounds,
    to_deliver,
)
from fangcun.services.canteen.rules.rounds import share_out
from fangcun.services.canteen.states import HandedTo, Period, RoundState

NEEDS_WORDS = (HandedTo.DOOR, HandedTo.NOBODY)
NOT_YET = ("", HandedTo.NOBODY)


class NobodyGoes(Refusal):
    """A round needs somebody who walks it."""


class NothingToDeliver(Refusal):
    """No meal waits to be brought."""


class HasLeft(Refusal):
    """The courier is on his way, or back: the round stays as it is."""


class NotOut(Refusal):
    """Meals are handed over on the way only."""


class WordsNeeded(Refusal):
    """Where exactly it was left, or what was found, must be said."""


class HandedAlready(Refusal):
    """Somebody has it."""


class DoorsLeft(Refusal):
    """Not every door has been visited."""


@transaction.atomic
def plan_rounds(
    *,
    kitchen: Kitchen,
    served_on: date,
    period: Period,
    couriers: Sequence[str],
    by: User,
    now: datetime,
) -> list[DeliveryRound]:
    """Share the meals that wait among these people, by building and short ways.

    Rounds that nobody has started yet are planned anew; those on their way stay as they are.
    """
    names = [name.strip() for name in couriers if name.strip()]
    if not names:
        raise NobodyGoes(_("请填写送餐人，每行一个。"))
    Kitchen.objects.select_for_update(no_key=True).get(pk=kitchen.pk)  # two plan at once
    _drop_planned(kitchen, served_on, period)
    orders = list(to_deliver(kitchen=kitchen, day=served_on, period=period).filter(stop=None))
    if not orders:
        raise NothingToDeliver(_("这一餐没有等待配送的订单。"))
    ways = share_out(doors_of(orders), couriers=len(names))
    by_number = {order.pk: order for order in orders}
    rounds = []
    for name, way in zip(names, ways, strict=True):
        if way:
            walked = [by_number[door.key] for door in way]
            rounds.append(_write_round(kitchen, served_on, period, name, walked))
    return rounds


@transaction.atomic
def move_stop(*, stop: Stop, to: DeliveryRound, position: int, by: User, now: datetime) -> Stop:
    """Put a door elsewhere on a round, or on another round of the same meal."""
    held = {row.pk: row for row in _held([stop.round_id, to.pk])}
    if any(row.state != RoundState.PLANNED for row in held.values()):
        raise HasLeft(_("已经出发的路线不能再调整，请打电话告诉送餐人。"))
    left = [one for one in _stops(stop.round_id) if one.pk != stop.pk]
    there = left if to.pk == stop.round_id else _stops(to.pk)
    there.insert(max(0, min(position - 1, len(there))), stop)
    if to.pk != stop.round_id:
        _number(left, stop.round_id)
    _number(there, to.pk)
    stop.refresh_from_db()
    return stop


@transaction.atomic
def start_round(*, round_: DeliveryRound, by: User, now: datetime) -> DeliveryRound:
    """The courier leaves with the meals."""
    rows = DeliveryRound.objects.filter(pk=round_.pk, state=RoundState.PLANNED)
    if not rows.update(state=RoundState.OUT, left_at=now):
        raise HasLeft(_("这一路已经出发了。"))
    round_.refresh_from_db(fields=["state", "left_at"])
    return round_


@transaction.atomic
def hand_over(
    *,
    stop: Stop,
    to: HandedTo,
    words: str,
    by: User,
    now: datetime,
    paid_by: Method | None = None,
) -> Stop:
    """Say to whom a meal was given; if to nobody, and he lives alone, somebody is to call him."""
    if to in NEEDS_WORDS and not words.strip():
        raise WordsNeeded(
            _("请写清放在哪里，谁知道。") if to == HandedTo.DOOR else _("请写清看到的情况。")
        )
    if _held([stop.round_id])[0].state != RoundState.OUT:
        raise NotOut(_("请先点“出发”，再记录交付。"))
    rows = Stop.objects.filter(pk=stop.pk, handed_to__in=NOT_YET)
    if not rows.update(handed_to=to, words=words.strip(), handed_at=now):
        stop.refresh_from_db()
        raise HandedAlready(_("已经交给{whom}。").format(whom=stop.get_handed_to_display()))
    stop.refresh_from_db()
    if to == HandedTo.NOBODY:
        call_about(order=stop.order, by=by, now=now)
    else:
        serve_order(order=stop.order, paid_by=paid_by, by=by, now=now)
    return stop


@transaction.atomic
def end_round(*, round_: DeliveryRound, by: User, now: datetime) -> DeliveryRound:
    """The courier is back: every door has been visited."""
    held = _held([round_.pk])[0]
    if held.state != RoundState.OUT:
        raise NotOut(_("这一路没有在配送中。"))
    left = held.stops.filter(TO_GO).count()
    if left:
        raise DoorsLeft(_("还有{count}份没有记录交给了谁。").format(count=left))
    DeliveryRound.objects.filter(pk=held.pk).update(state=RoundState.BACK, back_at=now)
    round_.refresh_from_db(fields=["state", "back_at"])
    return round_


def _drop_planned(kitchen: Kitchen, served_on: date, period: Period) -> None:
    rows = planned_rounds(kitchen=kitchen, day=served_on, period=period)
    numbers = [row.pk for row in rows.select_for_update()]
    Stop.objects.filter(round__in=numbers).delete()
    DeliveryRound.objects.filter(pk__in=numbers).delete()


def _write_round(
    kitchen: Kitchen, served_on: date, period: Period, courier: str, orders: Sequence[MealOrder]
) -> DeliveryRound:
    of_meal = DeliveryRound.objects.filter(kitchen=kitchen, served_on=served_on, period=period)
    last = of_meal.order_by("-number").values_list("number", flat=True).first() or 0
    row = DeliveryRound.objects.create(
        kitchen=kitchen,
        served_on=served_on,
        period=period,
        number=last + 1,
        courier=courier,
        is_demo=kitchen.is_demo,
    )
    Stop.objects.bulk_create(
        Stop(round=row, order=order, position=place) for place, order in enumerate(orders, 1)
    )
    return row


def _held(numbers: Sequence[int]) -> list[DeliveryRound]:
    """Rounds that nobody else changes meanwhile, always locked in the same order."""
    rows = DeliveryRound.objects.select_for_update().filter(pk__in=numbers)
    return list(rows.order_by("pk"))


def _stops(round_: int) -> list[Stop]:
    return list(Stop.objects.filter(round=round_).order_by("position", "pk"))


def _number(stops: Sequence[Stop], round_: int) -> None:
    for place, stop in enumerate(stops, 1):
        stop.round_id, stop.position = round_, place
    Stop.objects.bulk_update(stops, ["round", "position"])
