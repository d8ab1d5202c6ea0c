"""A resident's own places, kept places and lines, and what he is told."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fangcun.core.accounts.actions import account_for_phone
from fangcun.core.accounts.tests.cast import a_person, signed_in
from fangcun.core.catalog.tests.services import a_service
from fangcun.core.consent.actions import join_circles
from fangcun.core.consent.models import CircleMember
from fangcun.core.consent.states import CircleAction
from fangcun.core.notices.queries import unread_by
from fangcun.core.notices.states import ToldBy
from fangcun.core.notices.tests.cast import a_notice
from fangcun.core.people.tests.cast import a_resident
from fangcun.doors.portal.tests.test_portal import HIS_PHONE, at_home, let_in
from fangcun.ledger.models import Commitment, Offer, UnmetNeed
from fangcun.ledger.states import CommitmentState

pytestmark = pytest.mark.django_db

A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
BOOKINGS, NOTICES = reverse("portal:bookings"), reverse("portal:notices")


@pytest.fixture
def grandmother():
    return a_resident("陈桂英", phone="13800001111")


@pytest.fixture
def home(grandmother):
    return at_home(grandmother)


def a_daughter_of(resident, **more) -> Client:
    """She signed in with the number that was let in."""
    let_in(resident, **more)
    account = account_for_phone(phone=HIS_PHONE, display_name="陈小红")
    join_circles(user=account, phone=HIS_PHONE)
    return signed_in(account)


def an_offer(**more) -> Offer:
    """Calligraphy tomorrow, for twelve people."""
    now = timezone.now()
    fields = {
        "service": a_service("书法班"),
        "community": a_resident().community,
        "starts_at": now + A_DAY,
        "ends_at": now + A_DAY + AN_HOUR,
        "books_from": now - A_DAY,
        "books_until": now + A_DAY,
        "cancel_until": now + AN_HOUR,
        "capacity": 12,
        "has_waiting_list": True,
        "opened_by": a_person(),
        "opened_at": now - A_DAY,
    }
    return Offer.objects.create(**{**fields, **more})


def a_booking(resident, state=CommitmentState.OPEN, *, offer=None, **more) -> Commitment:
    offer = offer or an_offer()
    booking = Commitment.objects.create(
        **{"service": offer.service, "community": offer.community, "offer": offer},
        **{"resident": resident, "state": state, "due_on": timezone.localdate(offer.starts_at)},
        **{"made_at": timezone.now(), "made_by": a_person(), **more},
    )
    if state != CommitmentState.WAITING:
        Offer.objects.filter(pk=offer.pk).update(taken=offer.taken + booking.units)
    return booking


def a_held(resident, **more) -> Commitment:
    accept_by = timezone.now() + AN_HOUR
    return a_booking(resident, CommitmentState.HELD, accept_by=accept_by, **more)


class TestBookings:
    def test_show_what_is_his_what_is_kept_and_where_he_stands_in_line(self, grandmother, home):
        a_booking(grandmother)
        a_held(grandmother)
        line = an_offer()
        for resident in (a_resident("李四"), grandmother):
            a_booking(resident, CommitmentState.WAITING, offer=line)

        page = home.get(BOOKINGS).content.decode()

        assert page.index("请您确认") < page.index("约好的") < page.index("正在候补")
        assert "候补第2位" in page
        assert "请您决定" in home.get(reverse("portal:home")).content.decode()

    def test_of_others_are_not_shown(self, home):
        a_booking(a_resident("李四"))

        assert "眼下没有预约" in home.get(BOOKINGS).content.decode()

    def test_are_shown_whichever_of_his_rows_they_were_written_to(self, grandmother, home):
        a_booking(a_resident("陈桂芳", merged_into=grandmother))

        assert "约好的" in home.get(BOOKINGS).content.decode()


class TestAccept:
    def test_makes_the_kept_place_his_however_often_he_says_yes(self, grandmother, home):
        booking = a_held(grandmother)

        for _time in range(2):
            page = home.post(reverse("portal:accept", args=[booking.pk]), follow=True)

        booking.refresh_from_db()
        assert booking.state == CommitmentState.OPEN
        assert "位置是您的了" in page.content.decode()

    def test_a_place_of_another_is_not_there(self, home):
        booking = a_held(a_resident("李四"))

        assert home.post(reverse("portal:accept", args=[booking.pk])).status_code == 404
        assert home.post(reverse("portal:cancel", args=[booking.pk])).status_code == 404


class TestCancel:
    @pytest.mark.parametrize("state", [CommitmentState.OPEN, CommitmentState.WAITING])
    def test_gives_a_place_back_or_leaves_the_line(self, grandmother, home, state):
        booking = a_booking(grandmother, state)

        home.post(reverse("portal:cancel", args=[booking.pk]))
        again = home.post(reverse("portal:cancel", args=[booking.pk]), follow=True)

        booking.refresh_from_db()
        booking.offer.refresh_from_db()
        assert (booking.state, booking.offer.taken) == (CommitmentState.CANCELLED, 0)
        assert UnmetNeed.objects.count() == 1
        assert "已取消" in again.content.decode()

    def test_lets_a_kept_place_go(self, grandmother, home):
        booking = a_held(grandmother)

        home.post(reverse("portal:cancel", args=[booking.pk]))

        booking.refresh_from_db()
        assert booking.state == CommitmentState.CANCELLED

    def test_after_the_deadline_leads_to_the_desk(self, grandmother, home):
        offer = an_offer(cancel_until=timezone.now() - AN_HOUR)
        booking = a_booking(grandmother, offer=offer)

        page = home.get(BOOKINGS).content.decode()
        home.post(reverse("portal:cancel", args=[booking.pk]))

        booking.refresh_from_db()
        assert "已过自己取消的时间" in page
        assert reverse("portal:cancel", args=[booking.pk]) not in page
        assert booking.state == CommitmentState.OPEN

    def test_a_part_of_an_order_is_changed_with_the_order(self, grandmother, home):
        booking = a_booking(grandmother, source="canteen:12")

        page = home.get(BOOKINGS).content.decode()
        said = home.post(reverse("portal:cancel", args=[booking.pk]), follow=True)

        booking.refresh_from_db()
        assert "到“我的订餐”里更改或取消" in page
        assert "订单的一部分" in said.content.decode()
        assert booking.state == CommitmentState.OPEN


class TestForSomebodyElse:
    """A daughter whom her mother let book for her, and one whom she did not."""

    @pytest.fixture
    def daughter(self, grandmother):
        return a_daughter_of(grandmother, does=[CircleAction.BOOK])

    def test_says_yes_for_her_mother(self, grandmother, daughter):
        booking = a_held(grandmother)

        page = daughter.get(f"{BOOKINGS}?for={grandmother.pk}").content.decode()
        said = daughter.post(reverse("portal:accept", args=[booking.pk]), follow=True)

        booking.refresh_from_db()
        assert "陈桂英的预约" in page
        assert "位置是陈桂英的了" in said.content.decode()
        assert booking.state == CommitmentState.OPEN

    def test_gives_back_a_place_of_a_row_merged_into_her_mother(self, grandmother, daughter):
        booking = a_booking(a_resident("陈桂芳", merged_into=grandmother))

        daughter.post(reverse("portal:cancel", args=[booking.pk]))

        booking.refresh_from_db()
        assert booking.state == CommitmentState.CANCELLED

    def test_is_for_whoever_was_allowed_to_book_and_only_for_those_people(self, grandmother):
        only_meals = a_daughter_of(grandmother, does=[CircleAction.ORDER])
        booking = a_held(grandmother)

        assert only_meals.get(BOOKINGS).status_code == 302
        assert only_meals.post(reverse("portal:accept", args=[booking.pk])).status_code == 404

    def test_ends_the_minute_she_is_put_out(self, grandmother, daughter):
        booking = a_held(grandmother)
        CircleMember.objects.update(revoked_at=timezone.now(), revoked_by="陈桂英")

        assert daughter.post(reverse("portal:accept", args=[booking.pk])).status_code == 404


class TestNotices:
    def test_are_told_by_being_read_and_new_only_once(self, grandmother, home):
        notice = a_notice("书法班有名额了", resident=grandmother)
        other = a_notice(resident=a_resident("李四"))
        first_page = home.get(reverse("portal:home")).content.decode()

        pages = [home.get(NOTICES).content.decode() for _time in range(2)]

        notice.refresh_from_db()
        assert "1条新通知" in first_page
        assert ["书法班有名额了" in page for page in pages] == [True, True]
        assert [">新</span>" in page for page in pages] == [True, False]
        assert notice.told_by == ToldBy.PAGE
        assert unread_by(other.resident) == 1

    def test_are_not_told_by_a_look_at_the_headers(self, grandmother, home):
        a_notice(resident=grandmother)

        home.head(NOTICES)

        assert unread_by(grandmother) == 1


@pytest.mark.parametrize("page", [BOOKINGS, NOTICES])
def test_others_are_led_to_the_sign_in(page):
    answer = signed_in(a_person()).get(page)

    assert answer.headers["Location"].startswith(reverse("portal:sign_in"))
