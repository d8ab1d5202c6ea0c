"""One person on one page, by right and scope; a person who is forgotten; who never came."""

import pytest
from django.urls import reverse

from fangcun.core.accounts.actions import account_for_phone
from fangcun.core.accounts.models import User
from fangcun.core.accounts.tests.cast import (
    a_home_visitor,
    a_manager,
    a_planner,
    a_steward,
    signed_in,
)
from fangcun.core.audit.models import Viewing
from fangcun.core.catalog.tests.services import a_service
from fangcun.core.consent.tests.cast import a_member
from fangcun.core.entitlements.states import CircumstanceKind
from fangcun.core.entitlements.tests.cast import a_circumstance, a_pack, a_written_rule
from fangcun.core.operators.tests.cast import a_contract, an_operator
from fangcun.core.people.actions.accounts import own_account
from fangcun.core.people.models import Resident
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident, an_address
from fangcun.core.places.tests.cast import a_community, a_facility
from fangcun.doors.workspace.actions import forget_person
from fangcun.doors.workspace.views.resident import PARTS
from fangcun.ledger.tests.cast import a_commitment, a_record
from fangcun.services.desk.models import ServiceRequest
from fangcun.services.desk.tests.cast import a_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def nanjiao():
    return a_community(name="南郊社区")


@pytest.fixture
def grandmother(nanjiao):
    return a_resident(
        "陈桂英",
        community=nanjiao,
        phone="13800001111",
        birth_year=1940,
        address=an_address(nanjiao),
    )


def _page(resident):
    return reverse("workspace:resident", args=[resident.pk])


class TestResidentPage:
    def test_is_for_the_staff_of_the_community(self, grandmother, nanjiao):
        elsewhere = signed_in(a_steward(a_community(name="剑山社区")))

        assert signed_in(a_steward(nanjiao)).get(_page(grandmother)).status_code == 200
        assert elsewhere.get(_page(grandmother)).status_code == 404

    def test_a_relative_is_put_out_in_one_press(self, grandmother, nanjiao):
        out = reverse("consent:revoke_member", args=[a_member(grandmother).pk])
        steward = signed_in(a_steward(nanjiao))

        part = steward.get(reverse("workspace:resident_part", args=[grandmother.pk, "care"]))

        assert f'<form method="post" action="{out}">' in part.content.decode()
        assert steward.post(out).status_code == 302

    def test_is_not_for_the_district(self, grandmother):
        assert signed_in(a_planner()).get(_page(grandmother)).status_code == 403

    def test_opening_it_writes_no_look_down(self, grandmother, nanjiao):
        steward = signed_in(a_manager(nanjiao))
        a_circumstance(grandmother, CircumstanceKind.DISABLED, level=1)

        steward.get(_page(grandmother))
        for code in PARTS:
            steward.get(_part(grandmother, code))

        assert not Viewing.objects.exists()

    def test_health_is_on_a_page_of_its_own_and_the_look_is_written_down(
        self, grandmother, nanjiao
    ):
        a_circumstance(grandmother, CircumstanceKind.DISABLED, level=1)
        manager = signed_in(a_manager(nanjiao))

        part = manager.get(_part(grandmother, "due")).content.decode()
        page = manager.get(reverse("workspace:health", args=[grandmother.pk])).content.decode()

        assert "一级" not in part
        assert "查看健康类情况" in part
        assert "一级" in page
        assert Viewing.objects.get().subject_id == grandmother.pk

    def test_those_who_serve_him_see_how_to_reach_him_and_no_more(self, grandmother, nanjiao):
        operator = an_operator()
        a_contract(operator, a_facility(nanjiao))
        a_commitment(resident=grandmother, operator=operator, community=nanjiao)
        visitor = signed_in(a_home_visitor(operator))

        page = visitor.get(_page(grandmother)).content.decode()

        assert "13800001111" in page
        assert "只显示服务需要的内容" in page
        assert visitor.get(_page(a_resident("李四", community=nanjiao))).status_code == 404

    @pytest.mark.parametrize("code", PARTS)
    def test_parts_are_of_the_same_people(self, grandmother, nanjiao, code):
        elsewhere = signed_in(a_steward(a_community(name="剑山社区")))

        assert signed_in(a_steward(nanjiao)).get(_part(grandmother, code)).status_code == 200
        assert elsewhere.get(_part(grandmother, code)).status_code == 404

    def test_asks_few_questions(self, grandmother, nanjiao, django_assert_max_num_queries):
        manager = signed_in(a_manager(nanjiao))
        a_request(nanjiao, resident=grandmother)

        with django_assert_max_num_queries(12):
            manager.get(_page(grandmother))

    @pytest.mark.parametrize("code", PARTS)
    def test_each_part_asks_few_questions(
        self, grandmother, nanjiao, code, django_assert_max_num_queries
    ):
        manager = signed_in(a_manager(nanjiao))
        a_request(nanjiao, resident=grandmother)

        with django_assert_max_num_queries(12):
            manager.get(_part(grandmother, code), HTTP_HX_REQUEST="true")


class TestOwnDataAtTheDesk:
    def test_is_opened_after_checking_who_asks_and_is_written_down(self, grandmother, nanjiao):
        steward = signed_in(a_steward(nanjiao))
        address = reverse("workspace:own_data", args=[grandmother.pk])

        before = steward.get(address).content.decode()
        page = steward.post(address).content.decode()

        assert "13800001111" not in before
        assert "13800001111" in page
        assert Viewing.objects.get().field == "own_data"


class TestForgetting:
    def test_wipes_every_room_and_keeps_the_counts(self, grandmother, nanjiao):
        manager = a_manager(nanjiao)
        account = account_for_phone(phone="13800001111", display_name="陈桂英")
        own_account(resident=grandmother, account=account)
        a_request(nanjiao, resident=grandmother, caller_name="陈桂英", caller_phone="13800001111")
        a_circumstance(grandmother)
        a_record(resident=grandmother)

        forget_person(resident=grandmother, by=manager, now=MONDAY_9AM)

        kept = Resident.objects.get(pk=grandmother.pk)
        asked = ServiceRequest.objects.get()
        assert (kept.birth_year, kept.community, kept.records.count()) == (1940, nanjiao, 1)
        assert "陈桂英" not in f"{kept.name}{asked.line}{asked.caller_name}"
        assert not User.objects.get(pk=account.pk).is_active
        assert not User.objects.filter(phone="13800001111").exists()

    def test_needs_the_name_typed_out(self, grandmother, nanjiao):
        manager = signed_in(a_manager(nanjiao))
        address = reverse("workspace:forget", args=[grandmother.pk])

        page = manager.post(address, {"typed_name": "陈贵英"}).content.decode()
        still_there = Resident.objects.get(pk=grandmother.pk).name
        manager.post(address, {"typed_name": "陈桂英"})

        assert "不一致，没有删除" in page
        assert still_there == "陈桂英"
        assert Resident.objects.get(pk=grandmother.pk).forgotten_at is not None

    def test_pressed_twice_is_done_once(self, grandmother, nanjiao):
        manager = signed_in(a_manager(nanjiao))
        address = reverse("workspace:forget", args=[grandmother.pk])

        pages = [manager.post(address, {"typed_name": "陈桂英"}) for _time in range(2)]

        assert {page.headers["Location"] for page in pages} == {reverse("people:residents")}

    def test_of_a_forgotten_person_nothing_is_written_any_more(self, grandmother, nanjiao):
        forget_person(resident=grandmother, by=a_manager(nanjiao), now=MONDAY_9AM)
        steward = signed_in(a_steward(nanjiao))
        written_on = ("people:correct", "consent:add_member", "entitlements:add_circumstance")

        for page in written_on:
            assert steward.get(reverse(page, args=[grandmother.pk])).status_code == 404, page
            for part in ("care", "due"):
                address = reverse("workspace:resident_part", args=[grandmother.pk, part])
                assert reverse(page, args=[grandmother.pk]) not in steward.get(address).text

    def test_is_not_a_stewards_to_do(self, grandmother, nanjiao):
        steward = signed_in(a_steward(nanjiao))

        address = reverse("workspace:forget", args=[grandmother.pk])

        assert steward.get(address).status_code == 403


class TestNeverCame:
    @pytest.fixture
    def visits(self):
        service = a_service()
        a_pack(a_written_rule(service=service))
        return service

    def _list(self, person):
        return signed_in(person).get(reverse("workspace:never_came"))

    def test_names_those_who_never_came_to_who_may_call(self, grandmother, nanjiao, visits):
        came = a_resident("李来过", community=nanjiao, birth_year=1935)
        a_record(resident=came, service=visits)

        page = self._list(a_steward(nanjiao)).content.decode()

        assert "陈桂英" in page
        assert "李来过" not in page

    def test_the_district_gets_counts_and_small_ones_are_hidden(self, grandmother, visits):
        page = self._list(a_planner()).content.decode()

        assert "陈桂英" not in page
        assert "不足5人" in page


def _part(resident, code):
    return reverse("workspace:resident_part", args=[resident.pk, code])
