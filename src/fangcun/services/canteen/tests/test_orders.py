"""Orders: placed, changed, cancelled, fetched, not collected."""

from dataclasses import replace
from datetime import timedelta

import pytest

from fangcun.base.errors import Refusal
from fangcun.core.accounts.tests.cast import a_cook, a_person, a_steward
from fangcun.core.payments.models import Payment
from fangcun.core.payments.states import Method, PaymentState
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident
from fangcun.ledger.actions import Refused, call_off
from fangcun.ledger.models import Commitment, ServiceRecord, UnmetNeed
from fangcun.ledger.states import CommitmentState, CountMethod, WhyNot
from fangcun.services.canteen.actions.orders import (
    AlreadyEnded,
    CutOffPassed,
    MealNotOver,
    MenuElsewhere,
    NoDelivery,
    NothingOrdered,
    OrderChange,
    TooLateToUndo,
    cancel_order,
    change_order,
    close_meal,
    pay_order,
    place_order,
    serve_order,
    serve_walk_in,
    undo_serving,
)
from fangcun.services.canteen.actions.orders.changing import ChangedMeanwhile
from fangcun.services.canteen.models import DishPrice, MealOrder, OrderLine
from fangcun.services.canteen.queries.money import due_of, paid_for
from fangcun.services.canteen.queries.orders import counts_by_dish, found_at_counter, meals_of
from fangcun.services.canteen.states import Channel, Mode, OrderState, Period
from fangcun.services.canteen.tests.cast import a_price_class
from fangcun.services.canteen.tests.orders_cast import (
    MONDAY_NIGHT,
    TUESDAY,
    TUESDAY_NIGHT,
    TUESDAY_NOON,
    a_new_order,
    a_published_menu,
    an_order,
)

pytestmark = pytest.mark.django_db


class TestPlaceOrder:
    def test_promises_every_dish_under_one_code(self):
        rice, soup = a_published_menu("套餐", "汤")
        chen = a_resident(community=rice.menu.kitchen.facility.community)

        order = an_order((rice, 1), (soup, 2), resident=chen)

        assert len(order.code) == 3
        assert order.price_fen == 1000 + 2 * 1200
        promised = Commitment.objects.order_by("pk")
        assert [(one.units, one.price_fen) for one in promised] == [(1, 1000), (2, 2400)]
        assert {one.source for one in promised} == {f"canteen:order:{order.pk}"}

    def test_sent_twice_is_written_once(self):
        wanted = a_new_order(*a_published_menu())

        first = place_order(order=wanted, by=a_person(), now=MONDAY_9AM)
        second = place_order(order=wanted, by=a_person(), now=MONDAY_9AM)

        assert first == second == MealOrder.objects.get()
        assert MealOrder.history.count() == 1

    def test_a_dish_named_twice_is_one_line(self):
        (rice,) = a_published_menu()

        order = an_order((rice, 1), (rice, 2))

        assert [line.units for line in order.lines.all()] == [3]

    def test_all_or_nothing_and_the_need_stays(self):
        kitchen_menu = a_published_menu("套餐", "汤", portions=2)
        rice, soup = kitchen_menu
        an_order((soup, 2))

        answer = place_order(order=a_new_order((rice, 1), (soup, 1)), by=a_person(), now=MONDAY_9AM)

        assert isinstance(answer, Refused)
        assert answer.why == WhyNot.FULL
        assert UnmetNeed.objects.get() == answer.unmet
        assert MealOrder.objects.count() == 1
        rice.offer.refresh_from_db()
        assert rice.offer.taken == 0

    def test_refused_twice_leaves_one_need(self):
        (rice,) = a_published_menu(portions=1)
        an_order(rice)
        wanted = a_new_order(rice)

        answers = [place_order(order=wanted, by=a_person(), now=MONDAY_9AM) for _ in range(2)]

        assert all(isinstance(answer, Refused) for answer in answers)
        assert UnmetNeed.objects.count() == 1

    def test_a_refusal_names_what_else_there_is(self):
        rice, soup = a_published_menu("套餐", "汤", portions=1)
        an_order(rice)

        answer = place_order(order=a_new_order(rice), by=a_person(), now=MONDAY_9AM)

        assert isinstance(answer, Refused)
        assert [one.offer for one in answer.alternatives] == [soup.offer]

    @pytest.mark.parametrize(
        ("minutes", "is_ordered"),
        [pytest.param(0, True, id="at the cut-off"), pytest.param(1, False, id="a minute later")],
    )
    def test_until_the_cut_off(self, minutes, is_ordered):
        (rice,) = a_published_menu()
        now = rice.offer.books_until + timedelta(minutes=minutes)

        answer = place_order(order=a_new_order(rice), by=a_person(), now=now)

        assert isinstance(answer, MealOrder) is is_ordered

    def test_no_delivery_where_nobody_delivers(self):
        with pytest.raises(NoDelivery):
            an_order(*a_published_menu(), mode=Mode.DELIVERY)

    def test_a_dish_of_another_menu_is_not_taken(self):
        (rice,), (other,) = a_published_menu(), a_published_menu()

        with pytest.raises(MenuElsewhere):
            place_order(order=a_new_order(rice, other), by=a_person(), now=MONDAY_9AM)

    def test_nothing_is_no_order(self):
        wanted = a_new_order(*a_published_menu())

        with pytest.raises(NothingOrdered):
            place_order(order=replace(wanted, lines=()), by=a_person(), now=MONDAY_9AM)

    def test_costs_what_he_pays_and_remembers_as_whom(self):
        (rice,) = a_published_menu()
        elders = a_price_class(conditions={"age_at_least": 60})
        DishPrice.objects.create(dish=rice.dish, price_class=elders, price_fen=700)

        old = an_order(rice, resident=a_resident(birth_year=1940))
        young = an_order(rice, resident=a_resident("王建国", birth_year=1990))

        assert (old.price_fen, old.price_class) == (700, elders)
        assert (young.price_fen, young.price_class) == (1000, None)

    def test_costs_few_statements(self, django_assert_max_num_queries):
        """One dish: the engine's own statements, and what is read and written around them."""
        (rice,) = a_published_menu()
        wanted = a_new_order(rice, resident=a_resident())
        by = a_person()

        with django_assert_max_num_queries(24):
            place_order(order=wanted, by=by, now=MONDAY_9AM)


class TestChangeOrder:
    def test_other_dishes_and_numbers(self):
        rice, soup, fish = a_published_menu("套餐", "汤", "鱼")
        order = an_order((rice, 1), (soup, 1))
        change = OrderChange(mode=Mode.DINE_IN, lines=((rice, 2), (fish, 1)))

        change_order(
            order=order, revision=order.revision, change=change, by=a_person(), now=MONDAY_9AM
        )

        order.refresh_from_db()
        assert {(line.item, line.units) for line in order.lines.all()} == {(rice, 2), (fish, 1)}
        assert (order.mode, order.price_fen) == (Mode.DINE_IN, 2 * 1000 + 1400)
        assert _taken(rice, soup, fish) == [2, 0, 1]

    def test_nothing_changes_if_one_dish_cannot_be_had(self):
        rice, soup = a_published_menu("套餐", "汤", portions=1)
        an_order(soup)
        order = an_order(rice)
        change = OrderChange(mode=Mode.DINE_IN, lines=((soup, 1),))

        answer = change_order(
            order=order, revision=order.revision, change=change, by=a_person(), now=MONDAY_9AM
        )

        assert isinstance(answer, Refused)
        order.refresh_from_db()
        assert (order.mode, order.lines.get().item) == (Mode.PICKUP, rice)
        assert _taken(rice, soup) == [1, 1]

    def test_a_newer_version_is_not_overwritten(self):
        (rice,) = a_published_menu()
        order = an_order(rice)
        change = OrderChange(mode=Mode.DINE_IN, lines=((rice, 2),))
        change_order(
            order=order, revision=order.revision, change=change, by=a_person(), now=MONDAY_9AM
        )

        with pytest.raises(ChangedMeanwhile):
            change_order(order=order, revision=1, change=change, by=a_person(), now=MONDAY_9AM)

    def test_after_the_cut_off_only_the_kitchen(self):
        (rice,) = a_published_menu()
        order, kitchen = an_order(rice), rice.menu.kitchen
        change = OrderChange(mode=Mode.PICKUP, lines=((rice, 2),))
        ask = {"order": order, "revision": 1, "change": change, "now": MONDAY_NIGHT}

        with pytest.raises(CutOffPassed):
            change_order(**ask, by=a_steward(kitchen.facility.community))
        change_order(**ask, by=a_cook(kitchen.facility))

        assert OrderLine.objects.get().units == 2


class TestCancelOrder:
    def test_frees_the_dishes_and_gives_the_money_back(self):
        (rice,) = a_published_menu(portions=1)
        order = an_order(rice)
        pay_order(order=order, method=Method.CASH, by=a_person(), now=MONDAY_9AM)

        cancel_order(order=order, by=a_person(), now=MONDAY_9AM)

        assert order.state == OrderState.CANCELLED
        assert _taken(rice) == [0]
        assert Payment.objects.get().state == PaymentState.REFUNDED

    def test_once(self):
        order = an_order(*a_published_menu())
        cancel_order(order=order, by=a_person(), now=MONDAY_9AM)

        with pytest.raises(AlreadyEnded, match=order.code):
            cancel_order(order=order, by=a_person(), now=MONDAY_9AM)

    def test_not_after_the_cut_off(self):
        order = an_order(*a_published_menu())

        with pytest.raises(CutOffPassed):
            cancel_order(order=order, by=a_person(), now=MONDAY_NIGHT)

        assert Commitment.objects.get().state == CommitmentState.OPEN


class TestServeOrder:
    def test_ends_in_the_ledger(self):
        rice, soup = a_published_menu("套餐", "汤")
        chen = a_resident()
        order = an_order((rice, 1), (soup, 2), resident=chen)

        serve_order(order=order, by=a_person(), now=TUESDAY_NOON, paid_by=Method.CASH)

        records = list(ServiceRecord.objects.order_by("pk"))
        assert [(one.resident, one.units, one.price_fen) for one in records] == [
            (chen, 1, 1000),
            (chen, 2, 2400),
        ]
        assert len({one.session for one in records}) == 1
        assert Payment.objects.get().amount_fen == 3400

    def test_two_people_at_one_meal_are_one_session(self):
        (rice,) = a_published_menu()
        for _guest in range(2):
            serve_order(order=an_order(rice), by=a_person(), now=TUESDAY_NOON)

        assert ServiceRecord.objects.values("session").distinct().count() == 1

    def test_once(self):
        order = an_order(*a_published_menu())
        serve_order(order=order, by=a_person(display_name="王师傅"), now=TUESDAY_NOON)

        with pytest.raises(AlreadyEnded, match="王师傅"):
            serve_order(order=order, by=a_person(), now=TUESDAY_NOON)

        assert ServiceRecord.objects.count() == 1

    def test_what_was_paid_before_is_not_taken_again(self):
        order = an_order(*a_published_menu())
        pay_order(order=order, method=Method.CASH, by=a_person(), now=MONDAY_9AM)

        serve_order(order=order, by=a_person(), now=TUESDAY_NOON, paid_by=Method.CASH)

        assert Payment.objects.count() == 1


class TestServeWalkIn:
    def test_whoever_says_no_name_is_a_counted_head(self):
        (rice,) = a_published_menu()
        sale = a_new_order(rice, channel=Channel.COUNTER, mode=Mode.DINE_IN)

        sold = serve_walk_in(order=sale, by=a_person(), now=TUESDAY_NOON, paid_by=Method.CASH)

        assert sold.state == OrderState.SERVED
        assert ServiceRecord.objects.get().counted_by == CountMethod.HEAD_COUNT

    def test_sent_twice_is_one_sale(self):
        (rice,) = a_published_menu()
        sale = a_new_order(rice, channel=Channel.COUNTER)

        for _try in range(2):
            serve_walk_in(order=sale, by=a_person(), now=TUESDAY_NOON, paid_by=Method.CASH)

        assert (MealOrder.objects.count(), Payment.objects.count()) == (1, 1)

    def test_nothing_is_sold_that_is_not_there(self):
        (rice,) = a_published_menu(portions=1)
        an_order(rice)

        answer = serve_walk_in(
            order=a_new_order(rice, channel=Channel.COUNTER), by=a_person(), now=TUESDAY_NOON
        )

        assert isinstance(answer, Refused)

    @pytest.mark.parametrize(
        "hours", [pytest.param(0, id="sold out"), pytest.param(9, id="long after the meal")]
    )
    def test_what_was_handed_out_without_network_is_written_as_it_was(self, hours):
        (rice,) = a_published_menu(portions=1)
        an_order(rice)
        sale = a_new_order(rice, channel=Channel.COUNTER, is_given_out=True)
        now = TUESDAY_NOON + timedelta(hours=hours)

        sold = serve_walk_in(order=sale, by=a_person(), now=now, paid_by=Method.CASH)

        assert sold.state == OrderState.SERVED
        assert ServiceRecord.objects.count() == 1
        assert not UnmetNeed.objects.exists()
        assert _taken(rice) == [1]

    def test_without_money_nothing_is_written(self):
        """A card that nobody has: the sale is undone with the payment."""
        (rice,) = a_published_menu()
        sale = a_new_order(rice, channel=Channel.COUNTER, resident=a_resident())

        with pytest.raises(Refusal):
            serve_walk_in(order=sale, by=a_person(), now=TUESDAY_NOON, paid_by=Method.CARD)

        assert not MealOrder.objects.exists()
        assert _taken(rice) == [0]


class TestUndoServing:
    def test_takes_back_records_and_money(self):
        order = an_order(*a_published_menu(), resident=a_resident())
        serve_order(order=order, by=a_person(), now=TUESDAY_NOON, paid_by=Method.CASH)

        undo_serving(order=order, why="按错", by=a_person(), now=TUESDAY_NOON)

        assert order.state == OrderState.CANCELLED
        assert ServiceRecord.objects.filter(reverses__isnull=False).count() == 1
        assert Payment.objects.get().state == PaymentState.REFUNDED

    def test_not_on_another_day(self):
        order = an_order(*a_published_menu())
        serve_order(order=order, by=a_person(), now=TUESDAY_NOON)

        with pytest.raises(TooLateToUndo):
            undo_serving(
                order=order, why="按错", by=a_person(), now=TUESDAY_NOON + timedelta(days=1)
            )


class TestCloseMeal:
    def test_what_nobody_fetched_is_written_down_and_free(self):
        (rice,) = a_published_menu(portions=2)
        left, fetched = an_order(rice), an_order(rice)
        serve_order(order=fetched, by=a_person(), now=TUESDAY_NOON)

        orders = _close(rice)

        assert orders == [left]
        assert orders[0].state == OrderState.NOT_COLLECTED
        assert UnmetNeed.objects.get().why == WhyNot.NO_SHOW
        assert _taken(rice) == [1]

    def test_twice_finds_nothing_more(self):
        (rice,) = a_published_menu()
        an_order(rice)
        _close(rice)

        assert _close(rice) == []

    def test_not_while_people_may_come(self):
        (rice,) = a_published_menu()

        with pytest.raises(MealNotOver):
            _close(rice, now=TUESDAY_NOON)

    def test_a_meal_whose_dishes_were_taken_off_was_not_left(self):
        (rice,) = a_published_menu()
        order = an_order(rice)
        call_off(offer=rice.offer, why="停电", by=a_person(), now=MONDAY_9AM)

        assert _close(rice) == []
        order.refresh_from_db()
        assert order.state == OrderState.CANCELLED


class TestDishTakenOff:
    def test_is_neither_paid_for_nor_recorded(self):
        rice, soup = a_published_menu("套餐", "汤")
        order = an_order(rice, soup)
        call_off(offer=soup.offer, why="停电", by=a_person(), now=MONDAY_9AM)

        served = serve_order(order=order, by=a_person(), now=TUESDAY_NOON, paid_by=Method.CASH)

        assert (served.price_fen, due_of(served)) == (rice.dish.price_fen, 0)
        assert paid_for(served).amount_fen == rice.dish.price_fen
        assert [record.price_fen for record in ServiceRecord.objects.all()] == [rice.dish.price_fen]


class TestCounts:
    def test_every_dish_of_the_menu_and_none_as_none(self):
        rice, soup = a_published_menu("套餐", "汤")
        serve_order(order=an_order((rice, 2)), by=a_person(), now=TUESDAY_NOON)
        an_order(rice)
        cancel_order(order=an_order(rice), by=a_person(), now=MONDAY_9AM)

        counts = counts_by_dish(kitchen=rice.menu.kitchen, day=TUESDAY, period=Period.LUNCH)

        assert [(one.item, one.ordered, one.served) for one in counts] == [
            (rice, 3, 2),
            (soup, 0, 0),
        ]


class TestFinding:
    def test_by_code_token_and_card(self):
        chen = a_resident(card_number="JH0042")
        order = an_order(*a_published_menu(), resident=chen)
        everything = MealOrder.objects.all()

        for words in (order.code, f" {order.token} ", "JH0042"):
            assert found_at_counter(words, among=everything) == [order]
        assert found_at_counter("", among=everything) == []

    def test_meals_of_a_person_between_two_days(self):
        chen = a_resident()
        order = an_order(*a_published_menu(), resident=chen)

        assert list(meals_of(resident=chen, since=TUESDAY, until=TUESDAY)) == [order]
        assert not meals_of(resident=a_resident(), since=TUESDAY, until=TUESDAY)


def _taken(*items):
    for item in items:
        item.offer.refresh_from_db()
    return [item.offer.taken for item in items]


def _close(item, now=TUESDAY_NIGHT):
    menu = item.menu
    return close_meal(
        kitchen=menu.kitchen,
        served_on=menu.served_on,
        period=Period(menu.period),
        by=a_person(),
        now=now,
    )
