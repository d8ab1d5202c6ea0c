"""Delivery rounds: every meal on one round, given to somebody once, nobody forgotten."""

from datetime import timedelta
from io import BytesIO

import pypdfium2
import pytest

from fangcun.core.accounts.tests.cast import a_cook, a_person
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident, an_address
from fangcun.services.canteen.actions.calls import end_meals_over
from fangcun.services.canteen.actions.orders import cancel_order
from fangcun.services.canteen.actions.rounds import (
    DoorsLeft,
    HandedAlready,
    HasLeft,
    NothingToDeliver,
    NotOut,
    WordsNeeded,
    end_round,
    hand_over,
    move_stop,
    plan_rounds,
    start_round,
)
from fangcun.services.canteen.models import CallTask, DeliveryRound, MealOrder, Stop
from fangcun.services.canteen.prints.rounds import route_sheet
from fangcun.services.canteen.queries.rounds import left_over, rounds_of
from fangcun.services.canteen.states import HandedTo, Mode, OrderState, Period, RoundState
from fangcun.services.canteen.tests.cast import a_kitchen
from fangcun.services.canteen.tests.orders_cast import (
    TUESDAY,
    TUESDAY_NIGHT,
    TUESDAY_NOON,
    a_published_menu,
    an_order,
)
from fangcun.services.canteen.tests.test_calls import a_lone_elder

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    (found,) = a_published_menu(kitchen=a_kitchen(delivers=True))
    return found


@pytest.fixture
def courier():
    return a_person()


def a_delivery(item, building="1", *, resident=None, **more) -> MealOrder:
    community = item.menu.kitchen.facility.community
    if resident is None:
        home = an_address(community, building=building, room="101")
        resident = a_resident(address=home, phone="13800000001")
    return an_order(item, resident=resident, mode=Mode.DELIVERY, **more)


def planned(item, *names, by, now=TUESDAY_NOON) -> list[DeliveryRound]:
    return plan_rounds(
        kitchen=item.menu.kitchen,
        served_on=TUESDAY,
        period=Period.LUNCH,
        couriers=names or ("老周",),
        by=by,
        now=now,
    )


def on_the_way(item, *, by) -> list[Stop]:
    (row,) = planned(item, by=by)
    start_round(round_=row, by=by, now=TUESDAY_NOON)
    return list(row.stops.order_by("position"))


class TestPlanRounds:
    def test_puts_every_delivery_on_one_round(self, item, courier):
        orders = [a_delivery(item, str(number)) for number in range(1, 6)]

        rounds = planned(item, "老周", "小李", by=courier)

        stops = Stop.objects.filter(round__in=rounds)
        assert sorted(stops.values_list("order", flat=True)) == [one.pk for one in orders]
        assert [row.number for row in rounds] == [1, 2]

    def test_planned_again_takes_in_who_ordered_meanwhile(self, item, courier):
        a_delivery(item, "2")
        planned(item, by=courier)
        a_delivery(item, "1")

        (row,) = planned(item, by=courier)

        assert [stop.position for stop in row.stops.order_by("position")] == [1, 2]
        assert DeliveryRound.objects.count() == 1

    def test_a_round_on_its_way_stays_as_it_is(self, item, courier):
        a_delivery(item, "2")
        (first,) = planned(item, by=courier)
        start_round(round_=first, by=courier, now=TUESDAY_NOON)
        late = a_delivery(item, "1")

        (second,) = planned(item, "小李", by=courier)

        assert [stop.order for stop in second.stops.all()] == [late]
        assert (first.stops.count(), second.number) == (1, 2)

    def test_without_anything_to_bring_there_is_no_round(self, item, courier):
        cancel_order(order=a_delivery(item), why="", by=courier, now=MONDAY_9AM)

        with pytest.raises(NothingToDeliver):
            planned(item, by=courier)

    def test_a_door_is_moved_to_another_round(self, item, courier):
        for number in range(1, 5):
            a_delivery(item, str(number))
        one, other = planned(item, "老周", "小李", by=courier)
        stop = one.stops.get(position=1)

        move_stop(stop=stop, to=other, position=1, by=courier, now=TUESDAY_NOON)

        assert [row.position for row in one.stops.order_by("position")] == [1]
        assert [row.position for row in other.stops.order_by("position")] == [1, 2, 3]
        assert other.stops.get(position=1).pk == stop.pk

    def test_nothing_is_moved_on_the_way(self, item, courier):
        a_delivery(item)
        (stop,) = on_the_way(item, by=courier)

        with pytest.raises(HasLeft):
            move_stop(stop=stop, to=stop.round, position=1, by=courier, now=TUESDAY_NOON)


class TestHandOver:
    def test_a_meal_that_was_given_is_served(self, item, courier):
        order = a_delivery(item)
        (stop,) = on_the_way(item, by=courier)

        hand_over(stop=stop, to=HandedTo.SELF, words="", by=courier, now=TUESDAY_NOON)

        order.refresh_from_db()
        assert order.state == OrderState.SERVED

    @pytest.mark.parametrize("to", [HandedTo.DOOR, HandedTo.NOBODY])
    def test_where_nobody_took_it_words_are_needed(self, item, courier, to):
        order = a_delivery(item)
        (stop,) = on_the_way(item, by=courier)

        with pytest.raises(WordsNeeded):
            hand_over(stop=stop, to=to, words=" ", by=courier, now=TUESDAY_NOON)

        assert order.state == OrderState.ORDERED

    def test_is_written_once(self, item, courier):
        a_delivery(item)
        (stop,) = on_the_way(item, by=courier)
        hand_over(stop=stop, to=HandedTo.SELF, words="", by=courier, now=TUESDAY_NOON)

        with pytest.raises(HandedAlready):
            hand_over(stop=stop, to=HandedTo.FAMILY, words="", by=courier, now=TUESDAY_NOON)

    def test_before_the_courier_leaves_nothing_is_given(self, item, courier):
        a_delivery(item)
        (row,) = planned(item, by=courier)

        with pytest.raises(NotOut):
            hand_over(
                stop=row.stops.get(), to=HandedTo.SELF, words="", by=courier, now=TUESDAY_NOON
            )

    def test_a_shut_door_of_an_elder_who_lives_alone_makes_a_call(self, item, courier):
        home = an_address(item.menu.kitchen.facility.community)
        order = a_delivery(item, resident=a_lone_elder(address=home))
        (stop,) = on_the_way(item, by=courier)

        hand_over(stop=stop, to=HandedTo.NOBODY, words="敲门没人应", by=courier, now=TUESDAY_NOON)

        assert CallTask.objects.get().order == order

    def test_a_second_try_may_succeed(self, item, courier):
        order = a_delivery(item)
        (stop,) = on_the_way(item, by=courier)
        hand_over(stop=stop, to=HandedTo.NOBODY, words="没人", by=courier, now=TUESDAY_NOON)

        later = TUESDAY_NOON + timedelta(minutes=20)
        hand_over(stop=stop, to=HandedTo.NEIGHBOUR, words="", by=courier, now=later)

        order.refresh_from_db()
        assert (stop.handed_to, order.state) == (HandedTo.NEIGHBOUR, OrderState.SERVED)

    def test_the_courier_is_back_when_every_door_was_visited(self, item, courier):
        a_delivery(item, "1")
        gone = a_delivery(item, "2")
        stops = on_the_way(item, by=courier)
        row = stops[0].round
        with pytest.raises(DoorsLeft):
            end_round(round_=row, by=courier, now=TUESDAY_NOON)
        cancel_order(
            order=gone, why="来电取消", by=a_cook(item.menu.kitchen.facility), now=TUESDAY_NOON
        )

        hand_over(stop=stops[0], to=HandedTo.SELF, words="", by=courier, now=TUESDAY_NOON)

        assert end_round(round_=row, by=courier, now=TUESDAY_NOON).state == RoundState.BACK


class TestRouteSheet:
    def test_says_where_whom_and_what_to_heed(self, item, courier):
        a_delivery(item, "3", note="耳背，敲响一点")
        (row,) = planned(item, by=courier)
        (shown,) = rounds_of(kitchen=row.kitchen, day=TUESDAY, period=Period.LUNCH)

        page = pypdfium2.PdfDocument(BytesIO(route_sheet(shown)))[0].get_textpage()
        words = page.get_text_range().replace(" ", "")

        for told in ("南郊新村3号楼101室", "13800000001", "耳背，敲响一点", "老周"):
            assert told in words

    def test_what_is_on_no_round_is_shown(self, item, courier):
        order = a_delivery(item)

        meal = {"kitchen": item.menu.kitchen, "day": TUESDAY, "period": Period.LUNCH}

        assert list(left_over(**meal)) == [order]
        planned(item, by=courier)
        assert list(left_over(**meal)) == []


class TestOnTheWay:
    """The meal is over at the counter while the courier still goes from door to door."""

    def test_what_the_courier_carries_is_not_written_off(self, item, courier):
        order = a_delivery(item, resident=a_lone_elder())
        (stop,) = on_the_way(item, by=courier)

        assert end_meals_over(by=courier, now=TUESDAY_NIGHT) == []
        hand_over(stop=stop, to=HandedTo.SELF, words="", by=courier, now=TUESDAY_NIGHT)

        order.refresh_from_db()
        assert order.state == OrderState.SERVED

    def test_on_the_next_day_somebody_asks(self, item, courier):
        a_delivery(item, resident=a_lone_elder())
        on_the_way(item, by=courier)

        (task,) = end_meals_over(by=courier, now=TUESDAY_NIGHT + timedelta(days=1))

        assert task.served_on == TUESDAY
