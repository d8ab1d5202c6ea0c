"""A resident's own pages: his day, his codes, his things, what is due to him."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fangcun.core.accounts.actions.passes import account_without_phone, give_pass
from fangcun.core.accounts.tests.cast import a_person, a_steward, signed_in
from fangcun.core.people.actions.accounts import own_account
from fangcun.core.people.models import ResidentCode
from fangcun.core.people.tests.cast import a_resident
from fangcun.doors.portal.queries.agenda import DAYS_AHEAD, agenda_of
from fangcun.doors.portal.tests.test_bookings import a_booking, a_held, an_offer
from fangcun.doors.portal.tests.test_portal import at_home
from fangcun.doors.portal.views.keeping import AT_A_DESK, MAY_KEEP
from fangcun.ledger.models import Commitment
from fangcun.ledger.queries.at_home import Code, Thing, tells
from fangcun.ledger.states import CommitmentState

pytestmark = pytest.mark.django_db

HOME, CODES, THINGS = (reverse(f"portal:{name}") for name in ("home", "codes", "things"))
CARD = reverse("portal:card")


@pytest.fixture
def grandmother():
    return a_resident("陈桂英", phone="13800001111")


@pytest.fixture
def home(grandmother):
    return at_home(grandmother)


@pytest.fixture
def choir(monkeypatch):
    """A room that nobody has named: it says itself how its rows are told."""
    monkeypatch.setattr("fangcun.ledger.queries.at_home._tell", {})

    def tell(rows):
        return {
            row.pk: Thing(
                key="choir:1",
                on=row.due_on,
                words="合唱排练",
                starts_at=row.offer.starts_at,
                place="二楼排练厅",
                url="/choir/1/",
                code=Code("签到码", "C3812", "sign-in-of-the-choir"),
                standing="已报名",
            )
            for row in rows
        }

    tells("choir", tell=tell)


def days_from_now(days: int, **more) -> dict:
    """An offer that begins so many days from now."""
    now = timezone.now()
    starts_at = now + timedelta(days=days)
    times = {"starts_at": starts_at, "ends_at": starts_at, "books_until": starts_at}
    return {**times, "books_from": min(now, starts_at) - timedelta(days=1), **more}


def read(client: Client, page: str) -> str:
    return client.get(page).content.decode()


class TestAgenda:
    def test_tells_what_no_room_tells_in_the_ledgers_own_words(self, grandmother):
        a_booking(grandmother, offer=an_offer(title="书法班", **days_from_now(2)))

        (day,) = agenda_of(grandmother, today=timezone.localdate()).days

        (thing,) = day.things
        assert day.day == timezone.localdate() + timedelta(days=2)
        assert thing.words == "书法班"

    def test_ends_after_a_week_and_leaves_out_where_he_only_waits(self, grandmother):
        a_booking(grandmother, offer=an_offer(**days_from_now(DAYS_AHEAD + 1)))
        a_booking(grandmother, CommitmentState.WAITING, offer=an_offer(**days_from_now(1)))

        agenda = agenda_of(grandmother, today=timezone.localdate())

        assert (agenda.today.things, agenda.days) == ([], [])

    def test_says_what_was_promised_for_a_day_that_is_over(self, grandmother):
        booking = a_booking(grandmother)
        yesterday = timezone.localdate() - timedelta(days=1)
        Commitment.objects.filter(pk=booking.pk).update(offer=None, due_on=yesterday)

        (late,) = agenda_of(grandmother, today=timezone.localdate()).late

        assert late.on == yesterday

    def test_a_room_that_comes_later_finds_its_place(self, grandmother, home, choir):
        offer = an_offer(**days_from_now(1))
        a_booking(grandmother, offer=offer, source="choir:1")
        a_booking(grandmother, offer=offer, source="choir:1")

        page = read(home, HOME)

        assert page.count("合唱排练") == 1  # two rows of one thing
        assert "/choir/1/" in page
        assert "C3812" in page

    def test_a_kept_place_is_taken_or_given_up_on_the_spot(self, grandmother, home):
        held = a_held(grandmother)

        page = read(home, HOME)

        assert reverse("portal:accept", args=[held.pk]) in page
        assert reverse("portal:cancel", args=[held.pk]) in page

    def test_is_the_same_number_of_questions_however_much_there_is(
        self, grandmother, home, django_assert_max_num_queries
    ):
        for days in range(DAYS_AHEAD):
            a_booking(grandmother, offer=an_offer(**days_from_now(days)))

        with django_assert_max_num_queries(16):
            home.get(HOME)


class TestThings:
    def test_stand_in_one_list_with_their_state(self, grandmother, home, choir):
        a_booking(grandmother, source="choir:1")
        a_booking(grandmother, CommitmentState.WAITING, offer=an_offer(title="书法班"))

        page = read(home, THINGS)

        assert "已报名" in page
        assert page.index("书法班") < page.index("候补中")

    def test_that_are_over_are_on_the_other_leaf(self, grandmother, home):
        booking = a_booking(grandmother, offer=an_offer(title="书法班"))
        home.post(reverse("portal:cancel", args=[booking.pk]))

        assert "书法班" not in read(home, THINGS)
        assert "书法班" in read(home, f"{THINGS}?over")

    def test_of_others_are_not_among_them(self, grandmother, home):
        a_booking(a_resident("李四"), offer=an_offer(title="书法班"))

        assert "书法班" not in read(home, THINGS) + read(home, HOME)


class TestCodes:
    def test_are_drawn_into_the_page(self, grandmother, home, choir):
        a_booking(grandmother, offer=an_offer(**days_from_now(1)), source="choir:1")

        page = read(home, CODES)

        assert "C3812" in page
        assert page.count('class="segno"') == 2  # the choir's and his own: nothing to fetch

    def test_ones_own_is_made_once_and_renewed_at_will(self, grandmother, home):
        home.get(CODES)
        first = ResidentCode.objects.get(resident=grandmother).token
        home.get(CODES)
        home.post(reverse("portal:renew_code"))

        assert ResidentCode.objects.get(resident=grandmother).token != first


class TestEntitled:
    def test_says_so_where_there_is_nothing(self, home):
        assert "按现在登记的情况" in read(home, reverse("portal:entitled"))


class TestKeeping:
    @pytest.mark.parametrize("page", [HOME, CODES])
    def test_of_ones_day_and_codes_is_allowed(self, home, page):
        assert home.get(page)[MAY_KEEP] == "yes"

    @pytest.mark.parametrize("page", ["things", "data", "looks", "own_data", "circles"])
    def test_of_anything_else_is_not(self, home, page):
        assert MAY_KEEP not in home.get(reverse(f"portal:{page}"))

    def test_on_a_device_of_the_desk_is_not(self, home):
        session = home.session
        session[AT_A_DESK] = True
        session.save()

        answer = home.get(HOME)

        assert MAY_KEEP not in answer
        assert "offline.js" not in answer.content.decode()

    def test_is_done_by_a_script_at_the_root_that_keeps_these_two(self):
        answer = Client().get("/sw.js")

        assert answer["Content-Type"].startswith("text/javascript")
        told = answer.content.decode().split('JSON.parse("')[1].split('");')[0]
        told = json.loads(json.loads(f'"{told}"'))
        assert told["kept"] == [HOME, CODES]
        assert reverse("accounts:sign_out") in told["doors"]
        assert all("canteen" not in file and "desk" not in file for file in told["files"])

    def test_the_site_can_be_put_among_the_apps(self):
        told = Client().get("/manifest.webmanifest").json()

        assert (told["start_url"], told["display"]) == (HOME, "standalone")
        assert {icon["sizes"] for icon in told["icons"]} == {"192x192", "512x512"}


class TestCard:
    @pytest.fixture
    def code(self, grandmother):
        account = account_without_phone(display_name="陈桂英")
        own_account(resident=grandmother, account=account)
        return give_pass(account=account, by=a_person(), now=timezone.now())

    def test_opens_ones_own_page_without_a_telephone(self, code):
        client = Client()

        page = client.post(CARD, {"code": code}, follow=True).content.decode()

        assert "陈桂英，您好" in page
        assert "看完了，退出" in page

    def test_opens_it_for_five_idle_minutes(self, code):
        client = Client()
        client.post(CARD, {"code": code})

        assert client.session.get_expiry_age() <= 300

    def test_opens_it_once(self, code):
        Client().post(CARD, {"code": code})

        assert "已用过" in Client().post(CARD, {"code": code}).content.decode()

    def test_being_looked_at_uses_nothing(self, code):
        page = read(Client(), f"{CARD}?code={code}")

        assert code in page
        assert "陈桂英" not in page

    def test_the_number_of_a_card_is_not_enough(self, grandmother, code):
        grandmother.card_number = "12345678"
        grandmother.save()

        answer = Client().post(CARD, {"code": "12345678"})

        assert answer.status_code == 200


class TestAnotherMessage:
    def test_goes_out_after_a_minute(self, grandmother, caplog):
        client = Client()
        client.post(reverse("portal:sign_in"), {"phone": "13800001111"})

        answer = client.post(reverse("portal:code_again"), follow=True)

        assert "请稍等片刻再试" in answer.content.decode()
        assert caplog.text.count("验证码是") == 1

    def test_is_not_sent_to_whoever_named_no_number(self):
        answer = Client().post(reverse("portal:code_again"))

        assert answer["Location"] == reverse("portal:sign_in")


class TestDeskPass:
    def test_is_given_by_the_steward_shown_once_and_told_to_the_resident(self, grandmother):
        steward = signed_in(a_steward(grandmother.community))
        page = reverse("workspace:desk_pass", args=[grandmother.pk])
        steward.post(page)
        code = steward.session["desk_pass"][1]

        assert f"{code[:4]} {code[4:]}" in read(steward, page)
        client = Client()
        client.post(CARD, {"code": code})
        assert code[:4] not in read(steward, page)
        assert "前台登录码" in read(client, reverse("portal:looks"))

    def test_of_somebody_elsewhere_is_not_there(self, grandmother):
        elsewhere = signed_in(a_steward(a_resident().community))
        page = reverse("workspace:desk_pass", args=[grandmother.pk])

        assert elsewhere.post(page).status_code == 404


class TestScanned:
    def test_leads_the_steward_to_the_person(self, grandmother, home):
        home.get(CODES)
        token = ResidentCode.objects.get().token
        steward = signed_in(a_steward(grandmother.community))

        answer = steward.get(reverse("workspace:scanned", args=[token]))

        assert answer["Location"] == reverse("workspace:resident", args=[grandmother.pk])

    def test_says_to_a_stranger_what_it_says_of_a_code_of_nobody(self, grandmother, home):
        home.get(CODES)
        token = ResidentCode.objects.get().token
        elsewhere = signed_in(a_steward(a_resident().community))

        for word in (token, "AAAAAAAAAAAAAAAA"):
            answer = elsewhere.get(reverse("workspace:scanned", args=[word]))
            assert answer.status_code == 404
