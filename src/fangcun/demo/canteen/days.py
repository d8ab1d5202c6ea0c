"""The days of the canteen: cooked, handed over, brought to the door, and written down."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from fangcun.core.entitlements.models import Circumstance
from fangcun.core.entitlements.states import CircumstanceKind
from fangcun.core.payments.models import Account
from fangcun.core.payments.states import Method
from fangcun.demo.canteen.meals import items_of
from fangcun.demo.canteen.month import Month
from fangcun.demo.canteen.written import key, written
from fangcun.demo.days import moment
from fangcun.services.canteen.actions.calls import end_meal, record_call
from fangcun.services.canteen.actions.orders import NewOrder, serve_order, serve_walk_in
from fangcun.services.canteen.actions.rounds import end_round, hand_over, plan_rounds, start_round
from fangcun.services.canteen.models import CallTask, DeliveryRound, Kitchen, MealOrder, Stop
from fangcun.services.canteen.states import (
    CallOutcome,
    Channel,
    HandedTo,
    Mode,
    OrderState,
    Period,
)

OPENS, LEAVES, CLOSES = time(10, 40), time(11, 0), time(12, 40)
ROUNDS_ON_THE_LAST = timedelta(days=2)
"""Earlier deliveries are written down as served: their rounds would take long to load."""
WALK_INS = 3
NEVER_CAME = 30
"""Of so many one does not come."""
TO_WHOM = (HandedTo.SELF, HandedTo.SELF, HandedTo.FAMILY, HandedTo.NEIGHBOUR)


def live_through(month: Month, day: date, *, is_last: bool) -> None:
    """Lunch of one day everywhere; on the last of them somebody who lives alone does not come."""
    away = _lives_alone(month, day) if is_last else None
    for kitchen in month.kitchens:
        brought = _bring(month, kitchen, day) if _is_late(month, day) else set()
        hand_over_lunch(month, kitchen, day, but={away, *brought})
        if kitchen.cooks:
            _walk_in(month, day)
        end_meal(
            kitchen=kitchen,
            served_on=day,
            period=Period.LUNCH,
            by=month.cook,
            now=moment(day, CLOSES),
        )


def hand_over_lunch(
    month: Month, kitchen: Kitchen, day: date, *, but: Collection[int | None] = ()
) -> None:
    """One after the other comes to the counter; now and then somebody does not."""
    for place, order in enumerate(_ordered(kitchen, day)):
        if month.rng.randrange(NEVER_CAME) and order.pk not in but:
            at = moment(day, OPENS, minutes=place * 2)
            serve_order(order=order, by=month.cook, now=at, paid_by=_way_to_pay(order))


def call_those_who_did_not_come(month: Month) -> None:
    """All were well but the last, who is still to be called."""
    tasks = list(CallTask.objects.order_by("-made_at", "-pk").select_related("resident"))
    for task in tasks[1:]:
        record_call(
            task=task,
            outcome=CallOutcome.FORGOT,
            words="演示：忘记了，人平安",
            by=month.steward,
            now=task.made_at + timedelta(minutes=25),
        )


def _ordered(kitchen: Kitchen, day: date) -> QuerySet[MealOrder]:
    rows = MealOrder.objects.filter(
        kitchen=kitchen, served_on=day, period=Period.LUNCH, state=OrderState.ORDERED
    )
    return rows.select_related("kitchen__facility__community", "resident__community").order_by("pk")


def is_over(day: date, now: datetime) -> bool:
    """Whether the lunch of a day lies in the past."""
    return moment(day, CLOSES) <= now


def _lives_alone(month: Month, day: date) -> int | None:
    """An elder who lives alone and fetches his meal, at a meal point rather than the canteen."""
    alone = Circumstance.objects.filter(kind=CircumstanceKind.LIVING_ALONE).values("resident")
    for kitchen in (*month.points, month.canteen):
        fetch = _ordered(kitchen, day).filter(resident__in=alone).exclude(mode=Mode.DELIVERY)
        if (first := fetch.first()) is not None:
            return first.pk
    return None


def _is_late(month: Month, day: date) -> bool:
    return month.today - day <= ROUNDS_ON_THE_LAST


def _way_to_pay(order: MealOrder) -> Method:
    """His card as long as it holds enough, his tab, else cash."""
    for account in Account.objects.filter(resident=order.resident_id):
        if account.to_spend_fen >= order.own_fen:
            return Method(account.method)
    return Method.CASH


def _walk_in(month: Month, day: date) -> None:
    """People who come without having ordered, and need not say who they are."""
    item = items_of(month.canteen, day)[-1]
    for nth in range(WALK_INS):
        serve_walk_in(
            order=NewOrder(
                kitchen=month.canteen,
                served_on=day,
                period=Period.LUNCH,
                mode=Mode.DINE_IN,
                lines=((item, 1 + nth % 2),),
                channel=Channel.COUNTER,
                written_key=key("walk in", day, nth),
                is_demo=True,
            ),
            by=month.cook,
            now=moment(day, OPENS, minutes=30 + 9 * nth),
            paid_by=Method.CASH,
        )


def _bring(month: Month, kitchen: Kitchen, day: date) -> set[int]:
    """Two rounds; at one door nobody opens. Says which orders were brought."""
    waits = _ordered(kitchen, day).filter(mode=Mode.DELIVERY)
    if not waits:
        return set()
    rounds = plan_rounds(
        kitchen=kitchen,
        served_on=day,
        period=Period.LUNCH,
        couriers=written()["staff"]["couriers"],
        by=month.cook,
        now=moment(day, time(10, 15)),
    )
    return {order for round_ in rounds for order in _walk(month, round_, moment(day, LEAVES))}


def _walk(month: Month, round_: DeliveryRound, leaves: datetime) -> list[int]:
    start_round(round_=round_, by=month.cook, now=leaves)
    stops = list(
        Stop.objects.filter(round=round_)
        .select_related("round", "order__kitchen__facility__community", "order__resident")
        .order_by("position")
    )
    for stop in stops:
        hand_over(
            stop=stop,
            to=TO_WHOM[stop.position % len(TO_WHOM)],
            words="",
            by=month.cook,
            now=leaves + timedelta(minutes=6 * stop.position),
            paid_by=_way_to_pay(stop.order),
        )
    end_round(round_=round_, by=month.cook, now=leaves + timedelta(minutes=70))
    return [stop.order_id for stop in stops]
