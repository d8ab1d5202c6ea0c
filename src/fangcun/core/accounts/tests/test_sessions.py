"""Sessions that end when nobody clicks, and what was typed when they did."""

import re
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fangcun.core.accounts import actions
from fangcun.core.accounts.http import BY_ITSELF, SEEN_AT
from fangcun.core.accounts.models import User
from fangcun.core.accounts.tests.cast import a_planner, signed_in

PASSWORD = "chongchuan-2026"
TYPED = {"name": "新情景", "note": "第一行\n第二行", "csrfmiddlewaretoken": "x"}
PAGE = "/planning/scenarios/new/"


def away_for(browser: Client, minutes: float) -> None:
    session = browser.session
    session[SEEN_AT] = (timezone.now() - timedelta(minutes=minutes)).timestamp()
    session.save()


def sign_in_again(browser: Client, user: User) -> str:
    user.set_password(PASSWORD)
    user.save()
    answer = browser.post(
        reverse("accounts:sign_in"), {"username": user.username, "password": PASSWORD}
    )
    return answer.headers["Location"]


@pytest.mark.django_db
class TestIdling:
    def test_half_an_hour_signs_staff_out(self):
        browser = signed_in(a_planner())
        away_for(browser, 31)

        page = browser.get(PAGE, follow=True).content.decode()

        assert "30分钟没有操作" in page

    def test_a_click_in_time_extends_it(self):
        browser = signed_in(a_planner())
        away_for(browser, 29)
        browser.get(reverse("accounts:mine"))

        assert timezone.now().timestamp() - browser.session[SEEN_AT] < 60

    def test_a_page_that_asks_by_itself_does_not(self):
        browser = signed_in(a_planner())
        away_for(browser, 29)
        browser.get(reverse("accounts:mine"), headers={BY_ITSELF: "yes"})

        assert timezone.now().timestamp() - browser.session[SEEN_AT] > 28 * 60

    def test_every_part_that_asks_again_and_again_says_so(self):
        parts = [
            tag
            for page in Path(str(files("fangcun"))).rglob("templates/**/*.html")
            for tag in re.findall(r"<[a-z][^>]*hx-trigger=\"[^\"]*every[^>]*>", page.read_text())
        ]

        assert parts
        assert [tag for tag in parts if BY_ITSELF not in tag] == []

    def test_residents_stay_for_days_on_their_own_telephone(self):
        resident = actions.account_for_phone(phone="13800000000", display_name="陈桂英")
        browser = signed_in(resident)
        away_for(browser, 60 * 24)

        browser.get("/")

        assert browser.session["_auth_user_id"] == str(resident.pk)


@pytest.mark.django_db
class TestTypedText:
    def test_is_offered_again_after_signing_in(self):
        planner = a_planner()
        browser = signed_in(planner)
        away_for(browser, 31)
        browser.post(PAGE, TYPED)

        assert sign_in_again(browser, planner) == reverse("accounts:resume")
        page = browser.get(reverse("accounts:resume")).content.decode()
        assert f'action="{PAGE}"' in page
        assert 'name="note" value="第一行\n第二行"' in page
        assert 'value="x"' not in page

    def test_shows_what_was_typed_and_no_keys(self):
        planner = a_planner()
        browser = signed_in(planner)
        away_for(browser, 31)
        key = "15996ad8-98d7-4b29-ba39-1e7707f151d1"
        browser.post(PAGE, {**TYPED, "written_key": key, "revision": "4711"})
        sign_in_again(browser, planner)

        answer = browser.get(reverse("accounts:resume"))

        assert answer.context["shown"] == ["新情景", "第一行\n第二行"]
        assert f'value="{key}"' in answer.content.decode()

    def test_is_shown_to_nobody_else(self):
        browser = signed_in(a_planner())
        away_for(browser, 31)
        browser.post(PAGE, TYPED)

        other = a_planner("other")
        assert sign_in_again(browser, other) == reverse("workspace:home")
        assert browser.get(reverse("accounts:resume")).status_code == 302

    def test_can_be_given_up(self):
        planner = a_planner()
        browser = signed_in(planner)
        away_for(browser, 31)
        browser.post(PAGE, TYPED)
        sign_in_again(browser, planner)

        browser.post(reverse("accounts:resume"))

        assert browser.get(reverse("accounts:resume")).headers["Location"] == reverse(
            "workspace:home"
        )

    def test_passwords_are_never_kept(self):
        planner = a_planner()
        browser = signed_in(planner)
        away_for(browser, 31)
        browser.post(reverse("accounts:password"), {"old": "geheim", "new": "geheim2"})

        assert "geheim" not in str(dict(browser.session))


@pytest.mark.django_db
class TestScripts:
    @pytest.mark.parametrize(
        "header", [{"X-Requested-With": "fetch"}, {"HX-Request": "true"}], ids=["fetch", "htmx"]
    )
    def test_are_told_and_not_led_away(self, header):
        browser = signed_in(a_planner())
        away_for(browser, 31)

        answer = browser.post(PAGE, TYPED, headers={**header, "Referer": "http://x/planning/"})

        assert answer.status_code == 401
        told = answer.json()
        assert told["error"] == "signed_out"
        assert told["sign_in"] == answer.headers["X-Sign-In"]
        assert told["sign_in"].endswith("?next=%2Fplanning%2F")

    def test_people_are_led_to_sign_in(self):
        answer = Client().get(PAGE)

        assert answer.headers["Location"].startswith(reverse("accounts:sign_in"))
