"""An elder who lives alone and left his meal is called once, and soon enough."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.catalog.models import Rule
from fangcun.core.catalog.rules import own_rules
from fangcun.core.entitlements.states import CircumstanceKind
from fangcun.core.entitlements.tests.cast import a_circumstance
from fangcun.core.people.models import Household
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident, an_address
from fangcun.services.canteen.actions.calls import (
    CalledAlready,
    WordsNeeded,
    call_about,
    end_meal,
    end_meals_over,
    make_call_tasks,
    record_call,
)
from fangcun.services.canteen.actions.forgetting import forget_words
from fangcun.services.canteen.actions.orders import cancel_order, serve_order
from fangcun.services.canteen.actions.standing import pause
from fangcun.services.canteen.models import CallTask, MealOrder
from fangcun.services.canteen.queries.calls import missed_in_a_row
from fangcun.services.canteen.rules.calls import CallRules, Known, call_by, is_at_once, is_called
from fangcun.services.canteen.states import CallOutcome, Grade, OrderState, Period
from fangcun.services.canteen.tests.orders_cast import (
    TUESDAY,
    TUESDAY_NIGHT,
    TUESDAY_NOON,
    a_published_menu,
    an_order,
)
from fangcun.services.canteen.tests.test_standing import a_standing_meal

RULES = CallRules(age=60, missed=2, ability_level=2, minutes=30, until_hour=18)
KNOWN = st.builds(
    Known,
    age=st.none() | st.integers(20, 100),
    is_noted_alone=st.booleans(),
    is_only_one_at_home=st.booleans(),
    has_paused=st.booleans(),
    has_eaten=st.booleans(),
)


def a_lone_elder(**more):
    """Somebody of 80 years of whom it is on file that he lives alone."""
    elder = a_resident(**{"birth_year": 1946, **more})
    a_circumstance(elder, CircumstanceKind.LIVING_ALONE)
    return elder


def lunch_over(item, *, now=TUESDAY_NIGHT):
    """The meal of this dish is closed; whoever did not come may be called."""
    menu = item.menu
    return end_meal(
        kitchen=menu.kitchen,
        served_on=menu.served_on,
        period=Period(menu.period),
        by=a_person(),
        now=now,
    )[1]


class TestRules:
    @given(KNOWN)
    def test_nobody_who_is_away_or_has_eaten_is_called(self, known):
        if known.has_paused or known.has_eaten:
            assert not is_called(known, rules=RULES)

    @given(KNOWN)
    def test_only_elders_who_live_alone_are_called(self, known):
        if is_called(known, rules=RULES):
            assert known.is_noted_alone or known.is_only_one_at_home
            assert known.age is None or known.age >= RULES.age

    @given(st.integers(0, 5), st.booleans())
    def test_the_second_missed_meal_or_care_is_at_once(self, missed_before, needs_care):
        told = is_at_once(missed_before=missed_before, needs_care=needs_care, rules=RULES)

        assert told == (needs_care or missed_before >= 1)

    @given(st.booleans(), st.integers(0, 23))
    def test_nobody_is_to_be_called_in_the_past(self, at_once, hour):
        now = datetime(2026, 2, 10, hour, 30, tzinfo=UTC)

        assert call_by(at_once=at_once, now=now, rules=RULES) >= now + timedelta(minutes=30)


class TestMissedInARow:
    @given(st.lists(st.sampled_from(["not_collected", "served", "ordered"]), max_size=8))
    def test_counts_back_to_the_last_meal_that_was_eaten(self, states):
        meals = [
            MealOrder(served_on=TUESDAY - timedelta(days=days), period="lunch", state=state)
            for days, state in enumerate(states, start=1)
        ]
        ended = [state for state in states if state != "ordered"]
        expected = next(
            (place for place, state in enumerate(ended) if state == "served"), len(ended)
        )

        order = MealOrder(served_on=TUESDAY, period="lunch", state="not_collected")

        assert missed_in_a_row([*meals, order], order) == expected


@pytest.mark.django_db
class TestMakeCallTasks:
    def test_one_for_an_elder_who_lives_alone(self):
        (item,) = a_published_menu()
        order = an_order(item, resident=a_lone_elder())

        (task,) = lunch_over(item)

        assert (task.order, task.grade) == (order, Grade.TODAY)

    def test_asked_again_there_is_no_second_one(self):
        (item,) = a_published_menu()
        an_order(item, resident=a_lone_elder())
        lunch_over(item)
        lunch_over(item)

        assert CallTask.objects.count() == 1

    def test_two_orders_of_one_meal_are_one_call(self):
        (here,), (there,) = a_published_menu(), a_published_menu()
        elder = a_lone_elder()
        an_order(here, resident=elder)
        an_order(there, resident=elder)

        lunch_over(here)
        lunch_over(there)

        assert CallTask.objects.count() == 1

    def test_who_is_alone_in_his_household_is_called_from_a_certain_age(self):
        (item,) = a_published_menu()
        community = item.menu.kitchen.facility.community
        for year in (1946, 1990):
            home = Household.objects.create(address=an_address(community, room=str(year)))
            an_order(item, resident=a_resident(f"生于{year}", birth_year=year, household=home))

        (task,) = lunch_over(item)

        assert task.resident.birth_year == 1946

    def test_who_lives_with_somebody_is_not_called(self):
        (item,) = a_published_menu()
        home = Household.objects.create(address=an_address(item.menu.kitchen.facility.community))
        an_order(item, resident=a_resident(birth_year=1946, household=home))
        a_resident("王建国", birth_year=1945, household=home)

        assert lunch_over(item) == []

    def test_a_paused_person_is_never_called(self):
        (item,) = a_published_menu()
        elder = a_lone_elder()
        an_order(item, resident=elder)
        standing = a_standing_meal(item.menu.kitchen, resident=elder, period=Period.DINNER)
        day = {"from_on": TUESDAY, "until": TUESDAY}
        pause(standing=standing, why="住院", by=a_person(), now=TUESDAY_NOON, **day)

        assert lunch_over(item) == []

    def test_who_cancelled_or_came_is_not_called(self):
        (item,) = a_published_menu()
        cancelled, served = an_order(item, resident=a_lone_elder()), None
        cancel_order(order=cancelled, why="", by=a_person(), now=MONDAY_9AM)
        served = an_order(item, resident=a_lone_elder(name="王建国"))
        serve_order(order=served, by=a_person(), now=TUESDAY_NOON)

        assert lunch_over(item) == []

    def test_who_ate_the_same_meal_elsewhere_is_not_called(self):
        (here,), (there,) = a_published_menu(), a_published_menu()
        elder = a_lone_elder()
        an_order(here, resident=elder)
        serve_order(order=an_order(there, resident=elder), by=a_person(), now=TUESDAY_NOON)

        assert lunch_over(here) == []

    def test_the_second_meal_in_a_row_is_at_once(self):
        kitchen_lunch = a_published_menu(served_on=TUESDAY - timedelta(days=1), now=_sunday())
        (yesterday,), kitchen = kitchen_lunch, kitchen_lunch[0].menu.kitchen
        (today,) = a_published_menu("米饭", kitchen=kitchen)
        elder = a_lone_elder()
        an_order(yesterday, resident=elder, now=_sunday())
        an_order(today, resident=elder)
        lunch_over(yesterday, now=TUESDAY_NIGHT - timedelta(days=1))

        (task,) = lunch_over(today)

        assert task.grade == Grade.AT_ONCE
        assert task.call_by == TUESDAY_NIGHT + timedelta(minutes=30)

    def test_who_needs_care_is_called_at_once_and_no_illness_is_named(self):
        (item,) = a_published_menu()
        elder = a_lone_elder()
        a_circumstance(elder, CircumstanceKind.ABILITY_LEVEL, level=3)
        an_order(item, resident=elder)

        (task,) = lunch_over(item)

        assert task.grade == Grade.AT_ONCE
        assert "失能" not in task.why

    def test_a_door_that_stays_shut_makes_the_same_call(self):
        (item,) = a_published_menu()
        order = an_order(item, resident=a_lone_elder())

        task = call_about(order=order, by=a_person(), now=TUESDAY_NOON)

        assert [task] == lunch_over(item)

    def test_who_died_or_moved_away_is_not_called(self):
        (item,) = a_published_menu()
        an_order(item, resident=a_lone_elder(died_on=TUESDAY))
        an_order(item, resident=a_lone_elder(left_on=TUESDAY))

        assert lunch_over(item) == []

    def test_asks_as_little_for_many_people(self, django_assert_max_num_queries):
        (item,) = a_published_menu()
        for _one in range(5):
            an_order(item, resident=a_lone_elder())
        lunch_over(item)
        CallTask.objects.all().delete()
        meal = {"kitchen": item.menu.kitchen, "served_on": TUESDAY, "period": Period.LUNCH}

        with django_assert_max_num_queries(18):
            make_call_tasks(**meal, by=a_person(), now=TUESDAY_NIGHT)


@pytest.mark.django_db
class TestRecordCall:
    def a_task(self) -> CallTask:
        (item,) = a_published_menu()
        an_order(item, resident=a_lone_elder())
        return lunch_over(item)[0]

    def test_says_what_it_found(self):
        task = record_call(
            task=self.a_task(), outcome=CallOutcome.FORGOT, words="", by=a_person(), now=_later()
        )

        assert task.done_at == _later()

    @pytest.mark.parametrize("outcome", [CallOutcome.NEEDS_HELP, CallOutcome.NOT_REACHED])
    def test_asks_for_words_where_somebody_must_act(self, outcome):
        with pytest.raises(WordsNeeded):
            record_call(task=self.a_task(), outcome=outcome, words=" ", by=a_person(), now=_later())

    def test_who_was_not_reached_is_called_again_and_who_was_is_not(self):
        task, by = self.a_task(), a_person()
        given = {"task": task, "by": by, "now": _later()}
        record_call(outcome=CallOutcome.NOT_REACHED, words="打了三次", **given)
        record_call(outcome=CallOutcome.WELL, words="", **given)

        with pytest.raises(CalledAlready):
            record_call(outcome=CallOutcome.FORGOT, words="", **given)

        assert task.order.state == OrderState.NOT_COLLECTED

    def test_who_is_forgotten_leaves_no_words(self):
        task, by = self.a_task(), a_person()
        found = {"outcome": CallOutcome.NEEDS_HELP, "words": "摔倒了，已联系女儿"}
        record_call(task=task, **found, by=by, now=_later())

        forget_words(resident=task.resident)

        task.refresh_from_db()
        assert (task.outcome, task.words) == (CallOutcome.NEEDS_HELP, "")


@pytest.mark.django_db
class TestEndMealsOver:
    """Lunch is served until 12:30; nobody needs to press a button."""

    OVER = TUESDAY_NOON + timedelta(hours=1)  # 13:00, half an hour after its end

    def test_who_lives_alone_is_called_without_a_button(self):
        (item,) = a_published_menu()
        order = an_order(item, resident=a_lone_elder())

        assert end_meals_over(by=a_person(), now=self.OVER - timedelta(minutes=1)) == []
        (task,) = end_meals_over(by=a_person(), now=self.OVER)

        assert (task.order, task.made_at) == (order, self.OVER)

    def test_what_was_fetched_or_is_of_tomorrow_stays(self):
        (today,) = a_published_menu()
        (tomorrow,) = a_published_menu(served_on=TUESDAY + timedelta(days=1))
        fetched, ahead = an_order(today), an_order(tomorrow)
        serve_order(order=fetched, by=a_person(), now=TUESDAY_NOON)

        end_meals_over(by=a_person(), now=self.OVER)

        states = MealOrder.objects.values_list("pk", "state")
        assert dict(states) == {fetched.pk: OrderState.SERVED, ahead.pk: OrderState.ORDERED}

    def test_the_minutes_are_a_rule(self):
        (item,) = a_published_menu()
        order = an_order(item)
        own_rule = own_rules()["close_minutes"]
        Rule.objects.create(code=own_rule.code, name_zh="收餐", position=1, value=120)

        end_meals_over(by=a_person(), now=self.OVER)

        order.refresh_from_db()
        assert order.state == OrderState.ORDERED


def _sunday() -> datetime:
    return MONDAY_9AM - timedelta(days=1)


def _later() -> datetime:
    return TUESDAY_NIGHT + timedelta(minutes=10)
