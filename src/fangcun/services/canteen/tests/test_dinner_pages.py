"""Pages of festive dinners: the plan at the desk, the table at home."""

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from fangcun.core.accounts.actions import account_for_phone
from fangcun.core.accounts.tests.cast import a_cook, a_steward, signed_in
from fangcun.core.payments.states import Method
from fangcun.core.people.tests.cast import a_resident
from fangcun.services.canteen.actions.charging import charge
from fangcun.services.canteen.models import DiningTable, Seating, TableBooking
from fangcun.services.canteen.queries.dinners import bill_of, tables_at
from fangcun.services.canteen.states import BookingState
from fangcun.services.canteen.tests.cast import a_kitchen
from fangcun.services.canteen.tests.festivals_cast import (
    a_booking,
    a_seating,
    service_named,
    some_tables,
)

pytestmark = pytest.mark.django_db


def a_seating_now(**more):
    return a_seating(now=timezone.now() - timedelta(minutes=1), **more)


def a_neighbour(seating):
    account = account_for_phone(phone="13800000077", display_name="陈桂英")
    return a_resident(community=seating.kitchen.facility.community, account=account)


def booked(seating, party_size=4):
    return a_booking(seating, party_size, now=timezone.now())


def text_of(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def numbers(booking):
    return [table.number for table in tables_at(booking)]


class TestSetUp:
    def test_tables_then_a_seating_on_new_years_eve(self):
        kitchen = a_kitchen()
        service_named("new_year_dinner")
        client = signed_in(a_cook(kitchen.facility))

        client.post(
            reverse("canteen:new_table", args=[kitchen.pk]),
            {"number": "1", "seats": 10, "column": 1, "row": 1, "is_in_use": "on"},
        )
        address = reverse("canteen:new_seating", args=[kitchen.pk])
        form = client.get(address).context["form"]
        said = {
            name: f"{value:%Y-%m-%dT%H:%M}" if hasattr(value, "hour") else value
            for name, value in {**form.initial, "name": "年夜饭", "deposit_fen": "200"}.items()
        }
        client.post(address, said)

        assert DiningTable.objects.get().seats == 10
        seating = Seating.objects.get()
        assert seating.deposit_fen == 20_000
        assert "除夕" in text_of(client.get(reverse("canteen:seatings", args=[kitchen.pk])))

    def test_a_spot_that_is_taken_is_said_above_the_form(self):
        kitchen = a_kitchen()
        some_tables(kitchen)
        client = signed_in(a_cook(kitchen.facility))
        table = kitchen.tables.get(number="2")

        page = client.post(
            reverse("canteen:edit_table", args=[table.pk]),
            {"number": "2", "seats": 4, "column": 1, "row": 1, "is_in_use": "on"},
        )

        assert "重复" in text_of(page)


class TestAtTheDesk:
    def test_books_moves_merges_and_seats(self):
        seating = a_seating_now()
        neighbour = a_neighbour(seating)
        client = signed_in(a_cook(seating.kitchen.facility))
        at = {table.number: str(table.pk) for table in seating.kitchen.tables.all()}

        said = {"party_size": 4, "channel": "counter", "written_key": uuid4()}
        address = reverse("canteen:book_table", args=[seating.pk])
        for _twice in range(2):
            client.post(f"{address}?resident={neighbour.pk}", said)
        party = TableBooking.objects.get()
        first = numbers(party)
        move = reverse("canteen:move_booking", args=[party.pk])
        client.post(move, {"tables": [at["2"]]})
        moved = numbers(party)
        client.post(move, {"tables": [at["1"], at["2"]]})
        merged = numbers(party)
        plan = text_of(client.get(reverse("canteen:seating", args=[seating.pk])))
        client.post(reverse("canteen:change_party", args=[party.pk]), {"party_size": 9})
        client.post(reverse("canteen:pay_deposit", args=[party.pk]), {"method": "cash"})
        early = client.post(reverse("canteen:seat_party", args=[party.pk]), follow=True)
        Seating.objects.update(starts_at=timezone.now())  # the day has come
        client.post(reverse("canteen:seat_party", args=[party.pk]))

        assert "当天才能办理入座" in text_of(early)
        assert reverse("canteen:seat_party", args=[party.pk]) not in early.content.decode()
        party.refresh_from_db()
        assert (first, moved, merged) == (["1"], ["2"], ["1", "2"])
        assert "陈桂英" in plan
        assert party.state == BookingState.SEATED
        assert party.party_size == 9

    def test_says_that_a_table_is_taken_and_cancels(self):
        seating = a_seating_now()
        party, other = booked(seating), booked(seating)
        client = signed_in(a_steward(seating.kitchen.facility.community))
        theirs = [str(table.pk) for table in tables_at(other)]

        move = reverse("canteen:move_booking", args=[party.pk])
        answer = text_of(client.post(move, {"tables": theirs}, follow=True))
        client.post(reverse("canteen:cancel_booking", args=[party.pk]), {"why": ""})

        party.refresh_from_db()
        assert "请选择空着的桌位" in answer
        assert party.state == BookingState.CANCELLED

    @pytest.mark.parametrize("paper", ["table_plan", "name_cards"])
    def test_prints(self, paper):
        seating = a_seating_now()
        booked(seating, 14)
        client = signed_in(a_steward(seating.kitchen.facility.community))

        answer = client.get(reverse(f"canteen:{paper}", args=[seating.pk]))

        assert answer.content.startswith(b"%PDF")


class TestAtHome:
    def test_books_grows_and_cancels(self):
        seating = a_seating_now()
        client = signed_in(a_neighbour(seating).account)

        shop = text_of(client.get(reverse("meals:dinners")))
        answer = client.post(
            reverse("meals:book_table", args=[seating.pk]),
            {"party_size": 3, "written_key": uuid4()},
        )
        party = TableBooking.objects.get()
        page = text_of(client.get(answer["Location"]))
        client.post(reverse("meals:change_party", args=[party.pk]), {"party_size": 8})
        grown = numbers(party)
        client.post(reverse("meals:cancel_table", args=[party.pk]))

        party.refresh_from_db()
        assert "还有3桌" in shop
        assert party.code in page
        assert grown == ["3"]
        assert party.state == BookingState.CANCELLED

    def test_says_what_became_of_the_deposit(self):
        seating = a_seating_now(deposit_fen=20_000)
        neighbour = a_neighbour(seating)
        party = a_booking(seating, 4, resident=neighbour, now=timezone.now())
        charge(bill=bill_of(party), method=Method.CASH, by=neighbour.account, now=timezone.now())
        client = signed_in(neighbour.account)

        paid = text_of(client.get(reverse("meals:table", args=[party.pk])))
        back = text_of(client.post(reverse("meals:cancel_table", args=[party.pk]), follow=True))

        assert "现金200元：已支付" in paid
        assert "已取消，桌位让给别人" in back
        assert "现金200元：已退款" in back

    def test_a_party_that_finds_no_table_is_told_of_other_seatings(self):
        seating = a_seating_now()
        later = a_seating_now(
            kitchen=seating.kitchen,
            starts_at=seating.ends_at,
            ends_at=seating.ends_at + timedelta(hours=2),
        )
        booked(seating, 10)
        client = signed_in(a_neighbour(seating).account)

        page = client.post(
            reverse("meals:book_table", args=[seating.pk]),
            {"party_size": 10, "written_key": uuid4()},
        )

        assert "没有坐得下10人的空桌" in text_of(page)
        assert reverse("meals:book_table", args=[later.pk]) in page.content.decode()

    def test_what_is_not_mine_is_not_there(self):
        seating = a_seating_now()
        party = booked(seating)
        client = signed_in(a_neighbour(seating).account)

        assert client.get(reverse("meals:table", args=[party.pk])).status_code == 404
