"""The menu: everybody finds what his work is, and nothing else."""

import pytest
from django.urls import reverse

from fangcun.base.menu import MENU, menu_of, section_of
from fangcun.core.accounts.tests.cast import (
    a_person,
    a_planner,
    a_steward,
    an_administrator,
    signed_in,
)
from fangcun.core.places.tests.cast import a_community

pytestmark = pytest.mark.django_db


def _sections(person):
    return [way.section for way in menu_of(person)]


class TestMenu:
    def test_a_planner_plans_and_sees_no_residents(self):
        sections = _sections(a_planner())

        assert {"facilities", "planning", "map", "rules"} <= set(sections)
        assert not {"people", "desk", "accounts"} & set(sections)

    def test_a_planner_finds_the_canteens_months_and_rules(self):
        planner = a_planner()

        ways = {way.url for way in menu_of(planner)}
        rules = signed_in(planner).get(reverse("workspace:rules")).content.decode()

        assert reverse("canteen:settlement") in ways
        for page in ("subsidies", "prices", "safety_rules"):
            assert reverse(f"canteen:{page}") in rules

    def test_only_an_administrator_finds_the_accounts(self):
        assert "accounts" not in _sections(a_steward(a_community()))

    def test_somebody_without_a_role_has_none(self):
        assert menu_of(a_person()) == []

    @pytest.mark.parametrize("entry", MENU, ids=lambda entry: entry.section)
    def test_every_entry_leads_somewhere(self, entry):
        assert section_of(entry.page) == entry.section
        assert reverse(entry.page)


class TestShell:
    def test_says_where_and_as_what_somebody_works(self):
        steward = a_steward(a_community(name="南郊社区"))

        page = signed_in(steward).get(reverse("catalog:facilities")).content.decode()

        assert "南郊社区 · 社区管家" in page

    def test_has_a_find_box_for_staff_only(self, client):
        staff = signed_in(a_planner()).get(reverse("workspace:map")).content.decode()

        assert 'id="find"' in staff
        assert 'id="find"' not in client.get("/").content.decode()


class TestParts:
    def test_are_shown_to_an_administrator(self):
        assert signed_in(an_administrator()).get(reverse("base:parts")).status_code == 200

    def test_are_not_for_others(self, client):
        assert client.get(reverse("base:parts")).status_code == 403
        assert signed_in(a_planner()).get(reverse("base:parts")).status_code == 403


class TestRefusals:
    def test_say_what_to_do(self, client):
        assert "回到首页" in client.get("/no-such-page/").content.decode()
        assert (
            "一页不在您的工作范围内"
            in signed_in(a_planner()).get(reverse("base:parts")).content.decode()
        )
