"""Pages of festival sales: the desk's, the pickup counter's, the resident's own."""

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from fangcun.core.accounts.actions import account_for_phone
from fangcun.core.accounts.tests.cast import a_cook, a_manager, a_steward, signed_in
from fangcun.core.payments.models import Payment
from fangcun.core.people.tests.cast import a_resident
from fangcun.services.canteen.actions.festivals import NewPack
from fangcun.services.canteen.models import FestivalSale, PackOrder
from fangcun.services.canteen.queries.festivals import items_of, slots_of
from fangcun.services.canteen.states import OrderState
from fangcun.services.canteen.tests.cast import a_kitchen
from fangcun.services.canteen.tests.festivals_cast import a_pack_order, a_sale, service_named

pytestmark = pytest.mark.django_db


def a_sale_now(*packs, **more):
    """A sale that has just begun, whatever the clock says."""
    return a_sale(*packs, now=timezone.now() - timedelta(minutes=1), **more)


def a_neighbour(sale):
    """A resident of the kitchen's community who signs in by telephone."""
    account = account_for_phone(phone="13800000077", display_name="陈桂英")
    community = sale.kitchen.facility.community
    return a_resident(community=community, account=account, phone="13800000077")


def ordered(sale, **more):
    return a_pack_order(sale, now=timezone.now(), **more)


def text_of(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def _choice(sale, units=1, **more):
    return {
        f"pack_{items_of(sale)[0].pk}": units,
        "slot": slots_of(sale)[0].pk,
        "written_key": uuid4(),
        **more,
    }


class TestSetUp:
    def test_a_sale_with_packs_and_slots_is_opened_on_one_page(self):
        kitchen = a_kitchen()
        service_named("gift_pack")
        client = signed_in(a_cook(kitchen.facility))
        page = client.get(reverse("canteen:new_sale", args=[kitchen.pk]))
        festival = page.context["form"].fields["festival_on"].choices[0][0]
        today = timezone.localdate()
        said = {
            "name": "年货",
            "festival_on": festival,
            "orders_from": f"{today:%Y-%m-%d}T00:00",
            "orders_until": f"{today + timedelta(days=3):%Y-%m-%d}T18:00",
            "first_day": today + timedelta(days=5),
            "last_day": today + timedelta(days=6),
            "opens": "09:00",
            "closes": "11:00",
            "minutes": 30,
            "slot_capacity": 20,
            "gives_bag": "on",
            "packs-TOTAL_FORMS": 2,
            "packs-INITIAL_FORMS": 0,
            "packs-0-name": "588元礼包",
            "packs-0-price_fen": "588",
            "packs-0-stock": 100,
            "packs-0-most_per_household": 2,
        }

        answer = client.post(reverse("canteen:new_sale", args=[kitchen.pk]), said)

        sale = FestivalSale.objects.get()
        assert answer["Location"] == reverse("canteen:sale", args=[sale.pk])
        assert len(slots_of(sale)) == 8
        (item,) = items_of(sale)
        assert (item.offer.price_fen, item.offer.capacity) == (58_800, 100)

    def test_shows_both_calendars(self):
        sale = a_sale_now()
        client = signed_in(a_steward(sale.kitchen.facility.community))

        page = client.get(reverse("canteen:sales", args=[sale.kitchen.pk]))

        assert "正月初一" in text_of(page)
        assert "除夕" in text_of(page)

    def test_the_board_stops_and_corrects(self):
        sale = a_sale_now()
        client = signed_in(a_cook(sale.kitchen.facility))
        (item,) = items_of(sale)

        client.post(reverse("canteen:stop_pack", args=[item.pk]))
        stopped = text_of(client.get(reverse("canteen:sale", args=[sale.pk])))
        client.post(reverse("canteen:reopen_sale", args=[sale.pk]))
        (item,) = items_of(sale)
        client.post(
            reverse("canteen:stock", args=[item.pk]),
            {"stock": 30, "revision": item.offer.revision},
        )
        client.post(reverse("canteen:edit_slot", args=[slots_of(sale)[0].pk]), {"capacity": 7})

        assert "停售" in stopped
        assert items_of(sale)[0].offer.capacity == 30
        assert slots_of(sale)[0].capacity == 7

    def test_the_board_asks_as_much_for_many_orders_as_for_few(self):
        sale = a_sale_now()
        client = signed_in(a_manager(sale.kitchen.facility.community))
        address = reverse("canteen:sale", args=[sale.pk])

        counts = []
        for _more in range(2):
            ordered(sale)
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            counts.append(len(asked))

        assert counts[0] == counts[1]


class TestAtTheDesk:
    def test_finds_the_person_and_orders(self):
        sale = a_sale_now()
        neighbour = a_neighbour(sale)
        client = signed_in(a_steward(sale.kitchen.facility.community))
        address = reverse("canteen:order_packs", args=[sale.pk])

        found = client.get(address, {"q": "陈桂英"})
        said = _choice(sale, channel="phone")
        for _twice in range(2):
            client.post(f"{address}?resident={neighbour.pk}", said)

        assert "陈桂英" in text_of(found)
        order = PackOrder.objects.get()
        page = text_of(client.get(reverse("canteen:packs", args=[order.pk])))
        assert order.code in page
        assert "送一个礼袋" in page

    def test_says_why_not_and_what_else(self):
        pack = NewPack(name="588元礼包", price_fen=58_800, stock=0)
        sale = a_sale_now(pack)
        other = a_sale_now(kitchen=sale.kitchen, name="第二批")
        neighbour = a_neighbour(sale)
        client = signed_in(a_steward(sale.kitchen.facility.community))

        page = client.post(
            f"{reverse('canteen:order_packs', args=[sale.pk])}?resident={neighbour.pk}",
            _choice(sale, channel="counter"),
        )

        assert "名额已满" in text_of(page)
        assert reverse("canteen:order_packs", args=[other.pk]) in page.content.decode()

    def test_moves_changes_and_cancels(self):
        sale = a_sale_now()
        order = ordered(sale)
        client = signed_in(a_steward(sale.kitchen.facility.community))
        (item,) = items_of(sale)
        address = reverse("canteen:packs", args=[order.pk])

        second = slots_of(sale)[1]
        client.post(reverse("canteen:move_packs", args=[order.pk]), {"slot": second.pk})
        order.refresh_from_db()
        client.post(address, {f"pack_{item.pk}": 3, "revision": order.revision})
        changed = text_of(client.get(address))
        client.post(reverse("canteen:cancel_packs", args=[order.pk]), {"why": "不要了"})

        order.refresh_from_db()
        assert order.slot == second
        assert "3份" in changed
        assert order.state == OrderState.CANCELLED
        assert items_of(sale)[0].offer.taken == 0

    def test_takes_the_money_before_the_packs_are_fetched(self):
        sale = a_sale_now()
        order = ordered(sale)
        client = signed_in(a_cook(sale.kitchen.facility))

        client.post(reverse("canteen:pay_packs", args=[order.pk]), {"method": "cash"})

        assert Payment.objects.get().amount_fen == 58_800


class TestPickup:
    def test_code_bag_and_money_then_once_only(self):
        sale = a_sale_now()
        order = ordered(sale)
        client = signed_in(a_cook(sale.kitchen.facility))
        address = reverse("canteen:pickup", args=[sale.pk])

        page = text_of(client.get(address, {"q": order.code}))
        hand_over = reverse("canteen:hand_over_packs", args=[order.pk])
        unpaid = text_of(client.post(hand_over, follow=True))
        paid = text_of(client.post(hand_over, {"method": "cash"}, follow=True))
        again = text_of(client.post(hand_over, {"method": "cash"}, follow=True))

        assert "给一个" in page
        assert "还没有付款" in unpaid
        assert "别忘了礼袋" in paid
        assert "不能再次办理" in again
        assert Payment.objects.count() == 1

    def test_the_qr_code_leads_staff_to_the_order(self):
        sale = a_sale_now()
        order = ordered(sale)
        client = signed_in(a_cook(sale.kitchen.facility))

        page = client.get(reverse("canteen:packs_scanned", args=[order.token]))

        assert order.resident.name in text_of(page)

    def test_the_list_is_printed(self):
        sale = a_sale_now()
        ordered(sale)
        client = signed_in(a_steward(sale.kitchen.facility.community))

        answer = client.get(reverse("canteen:pickup_list", args=[sale.pk]))

        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")


class TestAtHome:
    def test_orders_moves_and_cancels(self):
        sale = a_sale_now()
        me = a_neighbour(sale)
        client = signed_in(me.account)

        shop = text_of(client.get(reverse("meals:festival")))
        answer = client.post(reverse("meals:order_packs", args=[sale.pk]), _choice(sale))
        order = PackOrder.objects.get()
        page = client.get(answer["Location"])
        picture = client.get(reverse("meals:packs_qr", args=[order.pk]))
        second = slots_of(sale)[1]
        client.post(reverse("meals:move_packs", args=[order.pk]), {"slot": second.pk})
        order.refresh_from_db()
        moved = order.slot
        client.post(reverse("meals:cancel_packs", args=[order.pk]))

        order.refresh_from_db()
        assert sale.name in shop
        assert order.code in text_of(page)
        assert picture["Content-Type"] == "image/svg+xml"
        assert moved == second
        assert order.state == OrderState.CANCELLED

    def test_an_order_is_few_questions_to_the_database(self):
        sale = a_sale_now()
        client = signed_in(a_neighbour(sale).account)
        said = _choice(sale)

        with CaptureQueriesContext(connection) as asked:
            client.post(reverse("meals:order_packs", args=[sale.pk]), said)

        assert len(asked) == 15

    def test_a_no_is_fewer_and_writes_nothing_in_vain(self):
        sale = a_sale_now(NewPack(name="588元礼包", price_fen=58_800, stock=0))
        client = signed_in(a_neighbour(sale).account)
        said = _choice(sale)

        with CaptureQueriesContext(connection) as asked:
            page = client.post(reverse("meals:order_packs", args=[sale.pk]), said)

        assert "名额已满" in text_of(page)
        assert len(asked) == 10
        assert sum("packorder" in one["sql"] for one in asked) == 0

    def test_a_full_slot_is_said_beside_others(self):
        sale = a_sale_now(slot_capacity=1)
        ordered(sale)
        client = signed_in(a_neighbour(sale).account)

        page = client.post(reverse("meals:order_packs", args=[sale.pk]), _choice(sale))

        assert "请另选" in text_of(page)
        assert PackOrder.objects.count() == 1

    def test_what_is_not_mine_is_not_there(self):
        sale = a_sale_now()
        order = ordered(sale)
        client = signed_in(a_neighbour(sale).account)

        assert client.get(reverse("meals:packs", args=[order.pk])).status_code == 404
