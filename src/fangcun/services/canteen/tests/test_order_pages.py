"""Pages of orders: the counter, the telephone, and the resident's own."""

import re
from datetime import time, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from fangcun.core.accounts.actions import account_for_phone
from fangcun.core.accounts.tests.cast import a_cook, a_manager, a_steward, signed_in
from fangcun.core.consent.models import CircleMember
from fangcun.core.payments.models import Payment
from fangcun.core.people.tests.cast import a_resident
from fangcun.services.canteen.models import (
    DishPrice,
    Kitchen,
    MealOrder,
    StandingMeal,
    StandingPause,
)
from fangcun.services.canteen.states import CallOutcome, OrderState
from fangcun.services.canteen.tests.cast import a_kitchen, a_meal_time, a_price_class
from fangcun.services.canteen.tests.orders_cast import a_published_menu, an_order
from fangcun.services.canteen.tests.test_calls import a_lone_elder, lunch_over

pytestmark = pytest.mark.django_db


def a_kitchen_open_all_day() -> Kitchen:
    """Whatever the clock on the wall says, it is lunch time, and can still be ordered."""
    kitchen = a_kitchen()
    kitchen.meal_times.exclude(period="lunch").update(is_offered=False)
    hours = {"serves_from": time(0, 0), "serves_until": time(23, 59, 59)}
    a_meal_time(kitchen, cut_off_days=0, cut_off_at=time(23, 59, 59), **hours)
    return kitchen


def todays_menu(*dishes: str, kitchen: Kitchen | None = None, portions: int | None = None):
    return a_published_menu(
        *dishes,
        kitchen=kitchen or a_kitchen_open_all_day(),
        served_on=timezone.localdate(),
        portions=portions,
        now=timezone.now() - timedelta(minutes=1),
    )


def menu_in(days: int, *dishes: str, kitchen: Kitchen | None = None, portions: int | None = None):
    return a_published_menu(
        *dishes,
        kitchen=kitchen or a_kitchen_open_all_day(),
        served_on=timezone.localdate() + timedelta(days=days),
        portions=portions,
        now=timezone.now() - timedelta(minutes=1),
    )


def a_neighbour(kitchen: Kitchen, **more):
    """A resident of the kitchen's community who signs in by telephone."""
    account = account_for_phone(phone="13800000077", display_name="陈桂英")
    return a_resident(community=kitchen.facility.community, account=account, **more)


def ordered(item, **more) -> MealOrder:
    return an_order(item, now=timezone.now(), **more)


def text_of(response) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))


class TestTill:
    def test_sells_to_somebody_without_a_name(self):
        (rice,) = todays_menu()
        client, kitchen = signed_in(a_cook(rice.menu.kitchen.facility)), rice.menu.kitchen

        answer = client.post(_url("sell", kitchen), _sale(rice), follow=True)

        assert "已售：红烧肉套餐×1，收10元。" in text_of(answer)
        assert MealOrder.objects.get().state == OrderState.SERVED
        assert Payment.objects.get().amount_fen == 1000

    def test_sends_a_sale_twice_and_writes_it_once(self):
        (rice,) = todays_menu()
        client, kitchen = signed_in(a_cook(rice.menu.kitchen.facility)), rice.menu.kitchen
        sale = _sale(rice)

        answers = [_fetched(client, _url("sell", kitchen), sale) for _try in range(2)]

        assert [one.status_code for one in answers] == [200, 200]
        assert MealOrder.objects.count() == 1

    def test_says_why_not_and_writes_nothing(self):
        (rice,) = todays_menu(portions=1)
        client, kitchen = signed_in(a_cook(rice.menu.kitchen.facility)), rice.menu.kitchen

        answer = _fetched(client, _url("sell", kitchen), _sale(rice, units=2))

        assert answer.status_code == 400
        assert "只剩1个名额" in answer.json()["errors"][0]
        assert not MealOrder.objects.exists()

    def test_a_sale_for_somebody_who_is_gone_comes_back(self):
        """It may not stand in the way of all that wait behind it."""
        (rice,) = todays_menu()
        client, kitchen = signed_in(a_cook(rice.menu.kitchen.facility)), rice.menu.kitchen
        stranger = a_resident("王建国")

        answer = _fetched(client, _url("sell", kitchen), {**_sale(rice), "resident": stranger.pk})

        assert answer.status_code == 400

    def test_a_sale_that_waited_is_written_at_its_time(self):
        (rice,) = todays_menu()
        client, kitchen = signed_in(a_cook(rice.menu.kitchen.facility)), rice.menu.kitchen
        sold_at = timezone.now() - timedelta(seconds=30)

        _fetched(
            client,
            _url("sell", kitchen),
            {**_sale(rice), "sold_at": sold_at.isoformat(), "given_out": "on"},
        )

        assert MealOrder.objects.get().ordered_at == sold_at

    def test_finds_a_guest_by_card_and_shows_what_he_ordered(self):
        (rice,) = todays_menu()
        kitchen = rice.menu.kitchen
        stranger = a_resident("王建国", card_number="JH0042")
        order = ordered(rice, resident=stranger)
        client = signed_in(a_cook(kitchen.facility))

        page = client.get(_url("till", kitchen), {"q": "JH0042"})

        assert "王建国" in text_of(page)
        assert order.code in text_of(page)

    def test_a_number_opens_no_door_to_people_elsewhere(self):
        (rice,) = todays_menu()
        client = signed_in(a_cook(rice.menu.kitchen.facility))
        stranger = a_resident("王建国")

        page = client.get(_url("till", rice.menu.kitchen), {"resident": stranger.pk})

        assert page.status_code == 404

    def test_hands_over_by_code_and_asks_for_what_is_owed(self):
        (rice,) = todays_menu()
        order, kitchen = ordered(rice), rice.menu.kitchen
        client = signed_in(a_cook(kitchen.facility))
        serve = {"words": order.code}

        first = _fetched(client, _url("serve", kitchen), serve)
        second = _fetched(client, _url("serve", kitchen), {**serve, "method": "cash"})
        third = _fetched(client, _url("serve", kitchen), serve)

        assert (first.status_code, second.status_code, third.status_code) == (400, 200, 400)
        assert "还要付10元" in first.json()["errors"][0]
        assert order.code in second.json()["message"]
        assert "已取餐" in third.json()["errors"][0]

    def test_hands_over_by_the_qr_code(self):
        (rice,) = todays_menu()
        order, kitchen = ordered(rice), rice.menu.kitchen
        client = signed_in(a_cook(kitchen.facility))

        _fetched(client, _url("serve", kitchen), {"words": order.token, "method": "cash"})

        order.refresh_from_db()
        assert order.state == OrderState.SERVED

    def test_what_was_fetched_without_a_network_makes_no_call(self):
        """The clock closes the meal before the queue of the counter is sent."""
        (rice,) = todays_menu()
        order, kitchen = ordered(rice, resident=a_lone_elder()), rice.menu.kitchen
        came_at = timezone.now()
        (call,) = lunch_over(rice, now=came_at + timedelta(days=1))
        client = signed_in(a_cook(kitchen.facility))
        serve = {"order": order.pk, "method": "cash", "served_at": came_at.isoformat()}

        answer = _fetched(client, _url("serve", kitchen), serve)

        call.refresh_from_db()
        assert "不会再给他打电话" in answer.json()["errors"][0]
        assert (call.outcome, "已在" in call.words) == (CallOutcome.WELL, True)

    def test_who_buys_the_meal_that_he_had_left_is_not_called(self):
        (rice,) = todays_menu()
        kitchen = rice.menu.kitchen
        elder = a_lone_elder(community=kitchen.facility.community)
        ordered(rice, resident=elder)
        (call,) = lunch_over(rice, now=timezone.now() + timedelta(days=1))
        client = signed_in(a_cook(kitchen.facility))

        _fetched(client, _url("sell", kitchen), {**_sale(rice), "resident": elder.pk})

        call.refresh_from_db()
        assert call.outcome == CallOutcome.WELL

    def test_knows_what_everybody_pays_for_the_guest_after_this_one(self):
        """The browser empties the guest after a sale, also without a network."""
        (rice,) = todays_menu()
        kitchen = rice.menu.kitchen
        DishPrice.objects.create(dish=rice.dish, price_class=a_price_class(), price_fen=300)
        elder = a_neighbour(kitchen, birth_year=1934)

        page = signed_in(a_cook(kitchen.facility)).get(
            _url("till", kitchen), {"resident": elder.pk}
        )

        key = f'data-price="300" data-for-everybody="{rice.dish.price_fen}"'
        assert key in page.content.decode()

    def test_takes_back_what_was_wrong(self):
        (rice,) = todays_menu()
        kitchen = rice.menu.kitchen
        client = signed_in(a_cook(kitchen.facility))
        client.post(_url("sell", kitchen), _sale(rice))
        order = MealOrder.objects.get()

        client.post(reverse("canteen:undo_serving", args=[order.pk]), {"why": "按错"})

        order.refresh_from_db()
        assert order.state == OrderState.CANCELLED

    def test_asks_the_database_a_fixed_number_of_times(self, django_assert_max_num_queries):
        kitchen = a_kitchen_open_all_day()
        items = todays_menu(*(f"菜{number}" for number in range(8)), kitchen=kitchen)
        for item in items:
            ordered(item)
        client = signed_in(a_cook(kitchen.facility))

        with django_assert_max_num_queries(24):
            client.get(_url("till", kitchen))


class TestOrdersOfAMeal:
    def test_counts_and_lists(self):
        (rice,) = todays_menu()
        order = ordered(rice)
        client = signed_in(a_cook(rice.menu.kitchen.facility))

        page = text_of(client.get(_url("orders", rice.menu.kitchen)))

        assert "订1份，已取0份" in page
        assert order.code in page

    def test_a_meal_is_closed_when_it_is_over(self):
        (rice,) = menu_in(1)
        kitchen, day = rice.menu.kitchen, rice.menu.served_on
        client = signed_in(a_cook(kitchen.facility))
        url = reverse("canteen:close_meal", args=[kitchen.pk, f"{day:%Y-%m-%d}", "lunch"])

        page = text_of(client.post(url, follow=True))

        assert "才收餐" in page


class TestPhoneOrder:
    def test_a_week_in_one_table(self):
        kitchen = a_kitchen_open_all_day()
        (first,) = todays_menu(kitchen=kitchen)
        chen = a_resident(community=kitchen.facility.community)
        client = signed_in(a_steward(kitchen.facility.community))
        url = reverse("canteen:resident_meals", args=[chen.pk])
        key = uuid4()
        chosen = {"written_key": key, "mode": "pickup", f"dish_{first.menu_id}": first.pk}

        for _click in range(2):
            page = client.post(url, chosen, follow=True)

        order = MealOrder.objects.get()
        assert f"取餐码{order.code}" in text_of(client.get(url)) or order.code in text_of(page)
        assert (order.resident, order.channel) == (chen, "phone")

    def test_a_refusal_offers_what_else_there_is(self):
        kitchen = a_kitchen_open_all_day()
        rice, _soup = todays_menu("套餐", "汤", kitchen=kitchen, portions=1)
        chen = a_resident(community=kitchen.facility.community)
        client = signed_in(a_steward(kitchen.facility.community))
        url = reverse("canteen:resident_meals", args=[chen.pk])
        chosen = {"written_key": uuid4(), "mode": "pickup", f"dish_{rice.menu_id}": rice.pk}

        page = client.post(url, {**chosen, f"units_{rice.menu_id}": 2})

        assert "只剩1个名额" in text_of(page)
        assert not MealOrder.objects.exists()

    def test_change_and_cancel(self):
        rice, soup = todays_menu("套餐", "汤")
        kitchen = rice.menu.kitchen
        chen = a_resident(community=kitchen.facility.community)
        order = ordered(rice, resident=chen)
        client = signed_in(a_steward(kitchen.facility.community))
        url = reverse("canteen:order", args=[order.pk])
        change = {"written_key": uuid4(), "revision": 1, "mode": "dine_in"}

        client.post(url, {**change, f"units_{soup.pk}": 2})
        assert order.lines.get().item == soup
        client.post(reverse("canteen:cancel_order", args=[order.pk]), {"why": "不来了"})

        order.refresh_from_db()
        assert order.state == OrderState.CANCELLED

    def test_the_secretary_reads_who_changed_it(self):
        (rice,) = todays_menu()
        order = ordered(rice)
        client = signed_in(a_manager(rice.menu.kitchen.facility.community))

        page = client.get(reverse("canteen:order", args=[order.pk]))

        assert "首次登记" in text_of(page)

    def test_a_standing_meal_paused_lifted_ended(self):
        kitchen = a_kitchen_open_all_day()
        menu_in(1, kitchen=kitchen)
        chen = a_resident(community=kitchen.facility.community)
        client = signed_in(a_steward(kitchen.facility.community))
        start = reverse("canteen:start_standing", args=[chen.pk, kitchen.pk])
        client.post(start, _standing())
        standing = StandingMeal.objects.get()
        assert MealOrder.objects.filter(state=OrderState.ORDERED).count() == 1
        tomorrow = timezone.localdate() + timedelta(days=1)

        client.post(
            reverse("canteen:pause_standing", args=[standing.pk]),
            {"from_on": tomorrow, "until": tomorrow, "why": "住院"},
        )
        assert MealOrder.objects.filter(state=OrderState.ORDERED).count() == 0
        away = StandingPause.objects.get()
        client.post(reverse("canteen:lift_pause", args=[away.pk]))
        assert MealOrder.objects.filter(state=OrderState.ORDERED).count() == 1
        page = client.post(reverse("canteen:end_standing", args=[standing.pk]), follow=True)

        assert "已停止" in text_of(page)
        assert MealOrder.objects.filter(state=OrderState.ORDERED).count() == 0


class TestOwnMeals:
    def test_from_the_week_to_a_code(self):
        rice, _soup = todays_menu("套餐", "汤")
        chen = a_neighbour(rice.menu.kitchen)
        client = signed_in(chen.account)
        week = client.get(reverse("meals:week"))
        url = reverse("meals:order_meal", args=[rice.menu_id])
        assert url in week.content.decode()

        chosen = {"written_key": uuid4(), "mode": "pickup", f"units_{rice.pk}": 1}
        for _click in range(2):
            page = client.post(url, chosen, follow=True)

        order = MealOrder.objects.get()
        assert order.code in text_of(page)
        assert (order.resident, order.channel) == (chen, "online")
        picture = client.get(reverse("meals:qr", args=[order.pk]))
        assert picture["Content-Type"] == "image/svg+xml"

    def test_sold_out_leads_elsewhere(self):
        kitchen = a_kitchen_open_all_day()
        rice, _soup = todays_menu("套餐", "汤", kitchen=kitchen, portions=1)
        chen = a_neighbour(kitchen)
        client = signed_in(chen.account)
        url = reverse("meals:order_meal", args=[rice.menu_id])

        page = client.post(url, {"written_key": uuid4(), "mode": "pickup", f"units_{rice.pk}": 2})

        assert "只剩1个名额" in text_of(page)
        assert not MealOrder.objects.exists()

    def test_change_and_cancel(self):
        (rice,) = todays_menu()
        chen = a_neighbour(rice.menu.kitchen)
        order = ordered(rice, resident=chen)
        client = signed_in(chen.account)
        change = {"written_key": uuid4(), "revision": 1, "mode": "pickup"}

        client.post(reverse("meals:order", args=[order.pk]), {**change, f"units_{rice.pk}": 3})
        assert order.lines.get().units == 3
        client.post(reverse("meals:cancel", args=[order.pk]))

        order.refresh_from_db()
        assert order.state == OrderState.CANCELLED

    def test_an_order_of_a_neighbour_is_not_there(self):
        (rice,) = todays_menu()
        order = ordered(rice, resident=a_resident("王建国"))
        client = signed_in(a_neighbour(rice.menu.kitchen).account)

        for name in ("order", "qr"):
            assert client.get(reverse(f"meals:{name}", args=[order.pk])).status_code == 404

    def test_a_daughter_orders_where_he_lets_her(self):
        (rice,) = todays_menu()
        father = a_resident("王建国", community=rice.menu.kitchen.facility.community)
        daughter = account_for_phone(phone="13800000078", display_name="王芳")
        client = signed_in(daughter)
        url = reverse("meals:order_meal", args=[rice.menu_id])
        chosen = {"written_key": uuid4(), "mode": "pickup", f"units_{rice.pk}": 1}
        assert client.post(url, chosen).status_code == 404

        _let_in(father, daughter)
        client.post(f"{url}?for={father.pk}", chosen)

        order = MealOrder.objects.get()
        assert (order.resident, order.ordered_by) == (father, daughter)
        page = client.get(reverse("meals:order", args=[order.pk])).content.decode()
        assert f"{reverse('meals:week')}?for={father.pk}" in page  # back to his week, not to hers

    def test_a_week_without_menus_says_so_once(self):
        kitchen = a_kitchen_open_all_day()
        client = signed_in(a_neighbour(kitchen).account)

        page = text_of(client.get(reverse("meals:week")))

        assert page.count("这一周的菜单还没有公布") == 1
        assert "没有菜单" not in page

    def test_weeks_ahead_and_a_pause(self):
        kitchen = a_kitchen_open_all_day()
        menu_in(1, kitchen=kitchen)
        client = signed_in(a_neighbour(kitchen).account)
        client.post(reverse("meals:start_standing", args=[kitchen.pk]), _standing())
        standing = StandingMeal.objects.get()
        tomorrow = timezone.localdate() + timedelta(days=1)

        client.post(
            reverse("meals:pause_standing", args=[standing.pk]),
            {"from_on": tomorrow, "until": tomorrow},
        )

        assert not MealOrder.objects.filter(state=OrderState.ORDERED).exists()


def _url(name: str, kitchen: Kitchen) -> str:
    return reverse(f"canteen:{name}", args=[kitchen.pk])


def _sale(item, units: int = 1) -> dict:
    return {
        "written_key": uuid4(),
        "mode": "dine_in",
        "method": "cash",
        f"units_{item.pk}": units,
    }


def _standing() -> dict:
    return {
        "written_key": uuid4(),
        "period": "lunch",
        "weekdays": ["1", "2", "3", "4", "5", "6", "7"],
        "mode": "pickup",
        "from_on": timezone.localdate(),
    }


def _fetched(client, url, data):
    return client.post(url, data, headers={"X-Requested-With": "fetch"})


def _let_in(resident, account) -> None:
    today = timezone.localdate()
    CircleMember.objects.create(
        resident=resident,
        account=account,
        name="王芳",
        kinship="child",
        phone=account.phone,
        sees=["identity"],
        does=["order"],
        from_on=today,
        until=today + timedelta(days=30),
        channel="online",
        evidence="登录",
        recorded_by="本人",
        recorded_at=timezone.now(),
    )
