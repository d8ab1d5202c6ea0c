"""Standing meals: laid out once, and every change acts at once on what is laid out."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from procrastinate.contrib.django.models import ProcrastinateJob

from fangcun.core.accounts.actions import account_for_phone
from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.notices.models import Notice
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident
from fangcun.ledger.models import UnmetNeed
from fangcun.services.canteen.actions.forgetting import forget_meals
from fangcun.services.canteen.actions.laying_out import (
    LAY_OUT_MENU,
    lay_out,
    lay_out_menu,
    lay_out_standing,
)
from fangcun.services.canteen.actions.orders import cancel_order
from fangcun.services.canteen.actions.standing import (
    EndsBeforeItStarts,
    NewStanding,
    NoWeekday,
    StandingAlready,
    StandingChange,
    StandingOver,
    change_standing,
    end_standing,
    lift_pause,
    pause,
    start_standing,
)
from fangcun.services.canteen.models import MealOrder, StandingMeal, StandingPause
from fangcun.services.canteen.queries.orders import counts_by_dish
from fangcun.services.canteen.rules.standing import Away, Choice, choose, days_of
from fangcun.services.canteen.states import Mode, OrderState, Period
from fangcun.services.canteen.tests.cast import a_kitchen
from fangcun.services.canteen.tests.orders_cast import (
    MONDAY_NIGHT,
    TUESDAY,
    a_published_menu,
    an_order,
)

WEDNESDAY = TUESDAY + timedelta(days=1)
EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)


def a_standing_meal(kitchen, *, now=MONDAY_9AM, **more) -> StandingMeal:
    fields = {
        "kitchen": kitchen,
        "resident": more.pop("resident", None) or a_resident(),
        "period": Period.LUNCH,
        "weekdays": EVERY_DAY,
        "mode": Mode.PICKUP,
        "from_on": date(2026, 2, 9),
        "written_key": uuid4(),
        **more,
    }
    return start_standing(standing=NewStanding(**fields), by=a_person(), now=now)


def two_days(portions: int | None = None):
    """A kitchen with the same dish on Tuesday and Wednesday."""
    kitchen = a_kitchen()
    (first,) = a_published_menu("套餐", kitchen=kitchen, portions=portions)
    (second,) = a_published_menu("素套餐", kitchen=kitchen, served_on=WEDNESDAY, portions=portions)
    return kitchen, first, second


def days_ordered() -> list[date]:
    rows = MealOrder.objects.filter(state=OrderState.ORDERED).order_by("served_on")
    return list(rows.values_list("served_on", flat=True))


def counted(item) -> int:
    menu = item.menu
    counts = counts_by_dish(kitchen=menu.kitchen, day=menu.served_on, period=Period(menu.period))
    return {one.item: one.ordered for one in counts}[item]


@pytest.mark.django_db
class TestStartStanding:
    def test_orders_at_once_what_has_a_menu(self):
        kitchen, first, second = two_days()

        a_standing_meal(kitchen)

        assert days_ordered() == [TUESDAY, WEDNESDAY]
        assert (counted(first), counted(second)) == (1, 1)

    def test_sent_twice_is_one(self):
        kitchen, *_items = two_days()
        key, chen = uuid4(), a_resident()

        rows = {a_standing_meal(kitchen, written_key=key, resident=chen) for _try in range(2)}

        assert len(rows) == StandingMeal.objects.count() == 1

    def test_a_second_lunch_is_refused(self):
        kitchen, *_items = two_days()
        chen = a_resident()
        a_standing_meal(kitchen, resident=chen)

        with pytest.raises(StandingAlready, match=kitchen.name):
            a_standing_meal(kitchen, resident=chen)

    def test_needs_a_day_and_ends_after_it_starts(self):
        kitchen = a_kitchen()

        with pytest.raises(NoWeekday):
            a_standing_meal(kitchen, weekdays=())
        with pytest.raises(EndsBeforeItStarts):
            a_standing_meal(kitchen, until=date(2026, 2, 8))

    def test_does_not_double_what_he_has_ordered_himself(self):
        kitchen, first, _second = two_days()
        chen = a_resident()
        an_order(first, resident=chen)

        a_standing_meal(kitchen, resident=chen)

        assert days_ordered() == [TUESDAY, WEDNESDAY]

    def test_leaves_out_what_the_kitchen_has_counted(self):
        kitchen, *_items = two_days()

        a_standing_meal(kitchen, now=MONDAY_NIGHT)

        assert days_ordered() == [WEDNESDAY]
        assert not UnmetNeed.objects.exists()


@pytest.mark.django_db
class TestLayOut:
    def test_again_and_again_orders_once(self):
        kitchen, *_items = two_days()
        a_standing_meal(kitchen)

        for _night in range(3):
            assert lay_out_standing(until=WEDNESDAY, by=a_person(), now=MONDAY_9AM) == []

        assert days_ordered() == [TUESDAY, WEDNESDAY]

    def test_a_menu_published_later_is_found(self):
        kitchen = a_kitchen()
        standing = a_standing_meal(kitchen)
        a_published_menu(kitchen=kitchen)

        (order,) = lay_out_standing(until=WEDNESDAY, by=a_person(), now=MONDAY_9AM)

        assert (order.standing, order.served_on) == (standing, TUESDAY)

    def test_a_menu_that_is_published_asks_for_it(self):
        kitchen = a_kitchen()
        a_standing_meal(kitchen)
        (item,) = a_published_menu(kitchen=kitchen)

        assert ProcrastinateJob.objects.get(task_name=LAY_OUT_MENU).args == {"menu": item.menu_id}
        (order,) = lay_out_menu(menu=item.menu, by=a_person(), now=MONDAY_9AM)
        assert order.served_on == TUESDAY

    def test_a_day_that_he_cancelled_is_not_ordered_again(self):
        kitchen, *_items = two_days()
        a_standing_meal(kitchen)
        order = MealOrder.objects.get(served_on=TUESDAY)
        cancel_order(order=order, by=a_person(), now=MONDAY_9AM)

        lay_out_standing(until=WEDNESDAY, by=a_person(), now=MONDAY_9AM)

        assert days_ordered() == [WEDNESDAY]

    def test_sold_out_is_an_unmet_need_and_he_is_told_once(self):
        kitchen, first, _second = two_days(portions=1)
        an_order(first)
        chen = a_resident()
        standing = a_standing_meal(kitchen, resident=chen)

        lay_out(standing=standing, by=a_person(), now=MONDAY_9AM)

        assert days_ordered() == [TUESDAY, WEDNESDAY]
        assert UnmetNeed.objects.get().resident == chen
        assert "2月10日" in Notice.objects.get(resident=chen).words

    def test_who_has_died_is_not_ordered_for(self):
        kitchen = a_kitchen()
        chen = a_resident()
        a_standing_meal(kitchen, resident=chen)
        a_published_menu(kitchen=kitchen)
        type(chen).objects.filter(pk=chen.pk).update(died_on=date(2026, 2, 9))

        assert lay_out_standing(until=WEDNESDAY, by=a_person(), now=MONDAY_9AM) == []


@pytest.mark.django_db
class TestPause:
    def test_leaves_the_count_of_the_kitchen_at_once(self):
        kitchen, first, second = two_days(portions=1)
        standing = a_standing_meal(kitchen)

        _pause(standing, TUESDAY, TUESDAY)

        assert (counted(first), counted(second)) == (0, 1)
        first.offer.refresh_from_db()
        assert first.offer.taken == 0

    def test_keeps_days_away_until_it_is_lifted(self):
        kitchen, first, _second = two_days()
        standing = a_standing_meal(kitchen)
        away = _pause(standing, TUESDAY, TUESDAY)
        lay_out_standing(until=WEDNESDAY, by=a_person(), now=MONDAY_9AM)
        assert days_ordered() == [WEDNESDAY]

        lift_pause(pause=away, by=a_person(), now=MONDAY_9AM)

        assert days_ordered() == [TUESDAY, WEDNESDAY]
        assert counted(first) == 1

    def test_paused_and_lifted_again_and_again(self):
        kitchen, first, _second = two_days()
        standing = a_standing_meal(kitchen)

        for _time in range(3):
            away = _pause(standing, TUESDAY, TUESDAY)
            assert counted(first) == 0
            lift_pause(pause=away, by=a_person(), now=MONDAY_9AM)
            assert counted(first) == 1

    def test_sent_twice_is_one(self):
        kitchen, *_items = two_days()
        standing = a_standing_meal(kitchen)

        _pause(standing, TUESDAY, TUESDAY)
        _pause(standing, TUESDAY, TUESDAY)

        assert StandingPause.objects.count() == 1

    def test_after_the_cut_off_staff_say_so_and_a_resident_cannot(self):
        kitchen, first, _second = two_days()
        standing = a_standing_meal(kitchen)
        himself = account_for_phone(phone="13800000001", display_name="陈桂英")

        _pause(standing, TUESDAY, TUESDAY, by=himself, now=MONDAY_NIGHT)
        assert counted(first) == 1

        _pause(standing, TUESDAY, WEDNESDAY, now=MONDAY_NIGHT)
        assert counted(first) == 0


@pytest.mark.django_db
class TestChangeStanding:
    def test_days_that_are_ordered_follow(self):
        kitchen, first, _second = two_days()
        standing = a_standing_meal(kitchen)
        change = StandingChange(weekdays=(3,), mode=Mode.DINE_IN)

        changed = change_standing(
            standing=standing, revision=1, change=change, by=a_person(), now=MONDAY_9AM
        )

        assert days_ordered() == [WEDNESDAY]
        assert MealOrder.objects.get(state=OrderState.ORDERED).mode == Mode.DINE_IN
        assert counted(first) == 0
        back = StandingChange(weekdays=EVERY_DAY, mode=Mode.DINE_IN)
        change_standing(standing=changed, revision=2, change=back, by=a_person(), now=MONDAY_9AM)
        assert days_ordered() == [TUESDAY, WEDNESDAY]

    def test_another_dish_where_the_menu_has_it(self):
        kitchen = a_kitchen()
        rice, fish = a_published_menu("套餐", "鱼", kitchen=kitchen)
        standing = a_standing_meal(kitchen)
        change = StandingChange(weekdays=EVERY_DAY, mode=Mode.PICKUP, dish=fish.dish)

        change_standing(standing=standing, revision=1, change=change, by=a_person(), now=MONDAY_9AM)

        assert (counted(rice), counted(fish)) == (0, 1)


@pytest.mark.django_db
class TestEndStanding:
    def test_cancels_what_is_not_cooked(self):
        kitchen, *_items = two_days()
        standing = a_standing_meal(kitchen)

        end_standing(standing=standing, revision=1, by=a_person(), now=MONDAY_9AM)

        assert days_ordered() == []
        with pytest.raises(StandingOver):
            _pause(standing, TUESDAY, TUESDAY)


@pytest.mark.django_db
class TestForgetMeals:
    def test_ends_what_is_ordered_and_empties_words(self):
        kitchen, first, _second = two_days()
        chen = a_resident()
        standing = a_standing_meal(kitchen, resident=chen)
        _pause(standing, WEDNESDAY, WEDNESDAY)
        kept = an_order(first, note="陈桂英的女儿来取")

        forget_meals(resident=chen, by=a_person(), now=MONDAY_9AM)

        assert list(MealOrder.objects.filter(state=OrderState.ORDERED)) == [kept]
        assert StandingPause.objects.get().why == ""
        assert StandingMeal.objects.get().ended_at == MONDAY_9AM


class TestDaysOf:
    @given(
        weekdays=st.sets(st.integers(1, 7)),
        start=st.integers(0, 20),
        length=st.integers(0, 40),
        pauses=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 10)), max_size=4),
    )
    def test_each_day_is_of_the_week_and_not_away(self, weekdays, start, length, pauses):
        since = TUESDAY + timedelta(days=start)
        until = since + timedelta(days=length)
        away = [
            Away(TUESDAY + timedelta(days=a), TUESDAY + timedelta(days=a + n)) for a, n in pauses
        ]

        days = list(days_of(weekdays=weekdays, from_on=since, until=until, away=away))

        every = [since + timedelta(days=n) for n in range(length + 1)]
        assert days == [
            day
            for day in every
            if day.isoweekday() in weekdays and not any(one.covers(day) for one in away)
        ]


class TestChoose:
    @pytest.mark.parametrize(
        ("dish", "item"),
        [
            pytest.param(7, 3, id="his own dish"),
            pytest.param(9, 2, id="his dish is not there: the kitchen's choice"),
            pytest.param(None, 2, id="the kitchen's choice"),
        ],
    )
    def test_his_dish_then_the_kitchens(self, dish, item):
        menu = [
            Choice(1, 5, is_standing_choice=False, is_set_meal=True),
            Choice(2, 6, is_standing_choice=True, is_set_meal=False),
            Choice(3, 7, is_standing_choice=False, is_set_meal=False),
        ]

        assert choose(dish=dish, menu=menu).item == item

    def test_without_a_choice_the_first_set_meal_and_without_a_menu_nothing(self):
        soup = Choice(1, 5, is_standing_choice=False, is_set_meal=False)
        rice = Choice(2, 6, is_standing_choice=False, is_set_meal=True)

        assert choose(dish=None, menu=[soup, rice]) == rice
        assert choose(dish=None, menu=[soup]) == soup
        assert choose(dish=None, menu=[]) is None


def _pause(standing, from_on, until, *, by=None, now=MONDAY_9AM):
    return pause(
        standing=standing, from_on=from_on, until=until, why="住院", by=by or a_person(), now=now
    )
