"""Standing meals and single orders: who eats where, on which days, and who is away."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from fangcun.core.payments.actions import open_account, top_up
from fangcun.core.payments.states import Method
from fangcun.core.people.models import Resident
from fangcun.demo.canteen.month import Month, eaters_of, elders_of
from fangcun.demo.canteen.written import key
from fangcun.services.canteen.actions.orders import NewOrder, place_order
from fangcun.services.canteen.actions.standing import NewStanding, pause, start_standing
from fangcun.services.canteen.models import Kitchen, Menu, MenuItem, StandingMeal
from fangcun.services.canteen.queries.operators import who_runs
from fangcun.services.canteen.states import Channel, Mode, Period

EATERS = {True: 30, False: 15}
"""At the canteen itself, and at each meal point; every week a third of them joins."""
WEEKDAYS = ((1, 2, 3, 4, 5), (1, 3), (2, 4), (2, 5), (3, 4), (4,), (5,))
WAYS = (Mode.DINE_IN, Mode.DINE_IN, Mode.PICKUP, Mode.DELIVERY)
CARD_FEN = 20_000
TAB_FEN = 30_000
EVERY_THIRD = 3
PAUSED = (
    (4, timedelta(days=-1), timedelta(days=9), "演示：去女儿家住"),
    (9, timedelta(days=2), timedelta(days=6), "演示：住院检查"),
    (14, timedelta(days=-12), timedelta(days=-8), "演示：回老家"),
)
"""Who is away: the place in the list, from when, until when (from today), and why."""


def start_standing_meals(month: Month, *, week: int, at: datetime) -> list[StandingMeal]:
    """Elders who order until further notice from this week of the month on, at every kitchen."""
    started = []
    for kitchen in month.kitchens:
        eaters = eaters_of(kitchen, on=month.today, most=EATERS[kitchen.cooks])
        for place, resident in enumerate(eaters):
            if place % EVERY_THIRD == week:
                started.append(_start(month, kitchen, resident, place, at))
    return started


def open_cards_and_tabs(month: Month, standing: Sequence[StandingMeal], *, at: datetime) -> None:
    """At the canteen every third has a card that was filled, one a tab; the others pay cash."""
    operator = who_runs(month.canteen, on=month.today)
    if operator is None:
        return
    at_the_canteen = [meal for meal in standing if meal.kitchen_id == month.canteen.pk]
    for place, meal in enumerate(at_the_canteen):
        method = Method.TAB if place == 1 else Method.CARD
        if place % EVERY_THIRD and method == Method.CARD:
            continue
        account = open_account(
            resident=meal.resident,
            operator=operator,
            method=method,
            limit_fen=TAB_FEN,
            by=month.cook,
            now=at,
        )
        if method == Method.CARD:
            top_up(
                account=account,
                amount_fen=CARD_FEN,
                facility=month.canteen.facility,
                written_key=key("card", meal.resident_id),
                by=month.cook,
                now=at,
            )


def pause_some(month: Month, standing: Sequence[StandingMeal]) -> None:
    """Some are away: a few days ago, now, and from the day after tomorrow."""
    for place, begins, ends, why in PAUSED:
        from_on = month.today + begins
        said_at = min(month.now, month.now + begins - timedelta(days=2))
        pause(
            standing=standing[place],
            from_on=from_on,
            until=month.today + ends,
            why=why,
            by=month.steward,
            now=said_at,
        )


def order_by_telephone(
    month: Month, kitchen: Kitchen, day: date, *, resident: Resident, at: datetime
) -> None:
    """Somebody rings the steward the day before: one meal, this once."""
    item = items_of(kitchen, day)[0]
    place_order(
        order=NewOrder(
            kitchen=kitchen,
            served_on=day,
            period=Period.LUNCH,
            mode=Mode.PICKUP,
            lines=((item, 1),),
            channel=Channel.PHONE,
            resident=resident,
            written_key=key("by telephone", kitchen.pk, day, resident.pk),
            is_demo=True,
        ),
        by=month.steward,
        now=at,
    )


def irregular_eaters(month: Month, kitchen: Kitchen) -> list[Resident]:
    """Those who live near and have ordered nothing for weeks ahead."""
    taken = set(StandingMeal.objects.filter(kitchen=kitchen).values_list("resident", flat=True))
    elders = elders_of(kitchen.facility.community, on=month.today)
    return [one for one in elders if one.pk not in taken]


def items_of(kitchen: Kitchen, day: date, period: Period = Period.LUNCH) -> list[MenuItem]:
    """What can be had of a published menu."""
    menu = Menu.objects.filter(
        kitchen=kitchen, served_on=day, period=period, published_at__isnull=False
    )
    rows = MenuItem.objects.filter(menu__in=menu).select_related(
        "menu__kitchen__facility__community", "dish", "offer"
    )
    return list(rows.order_by("position", "pk"))


def weekdays_between(since: date, until: date) -> Iterator[date]:
    """Mondays to Fridays from a day until a day."""
    days = (since + timedelta(days=number) for number in range((until - since).days + 1))
    return (day for day in days if day.isoweekday() <= 5)  # Friday


def _start(
    month: Month, kitchen: Kitchen, resident: Resident, place: int, at: datetime
) -> StandingMeal:
    mode = WAYS[place % len(WAYS)]
    new = NewStanding(
        kitchen=kitchen,
        resident=resident,
        period=Period.LUNCH,
        weekdays=WEEKDAYS[place % len(WEEKDAYS)],
        mode=mode if kitchen.delivers or mode != Mode.DELIVERY else Mode.PICKUP,
        from_on=at.date() + timedelta(days=1),
        written_key=key("standing", kitchen.pk, resident.pk),
        is_demo=True,
    )
    return start_standing(standing=new, by=month.steward, now=at)
