"""The first screen: today's work for those who have some, the map for those who plan."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fangcun.core.accounts.states import Role
from fangcun.core.accounts.tests.cast import (
    a_manager,
    a_planner,
    a_steward,
    an_operator_manager,
    signed_in,
    with_role,
)
from fangcun.core.consent.actions import ask_to_be_forgotten
from fangcun.core.consent.states import Channel, GivenBy
from fangcun.core.operators.tests.cast import a_contract, an_operator
from fangcun.core.people.tests.cast import a_resident
from fangcun.core.places.tests.cast import a_community, a_facility
from fangcun.ledger.tests.cast import a_commitment
from fangcun.services.desk.models import ServiceRequest
from fangcun.services.desk.tests.cast import a_dispatched_request, a_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def nanjiao():
    return a_community(name="南郊社区")


class TestDesk:
    def test_what_is_late_comes_first(self, nanjiao):
        a_request(nanjiao, wanted="修水龙头", now=timezone.now() - timedelta(days=30))

        page = signed_in(a_steward(nanjiao)).get("/today/").content.decode()

        assert "先办这些" in page
        assert "修水龙头" in page

    def test_shows_nothing_of_another_community(self, nanjiao):
        elsewhere = a_community(name="剑山社区")
        a_request(elsewhere, wanted="修水龙头", now=timezone.now() - timedelta(days=30))

        assert "修水龙头" not in signed_in(a_steward(nanjiao)).get("/today/").content.decode()

    def test_of_several_communities_one_is_chosen(self, nanjiao):
        jianshan = a_community(name="剑山社区")
        steward = with_role(Role.STEWARD, user=a_steward(nanjiao), community=jianshan)
        a_request(jianshan, wanted="修水龙头", now=timezone.now() - timedelta(days=30))

        both = signed_in(steward).get("/today/").content.decode()
        one = signed_in(steward).get("/today/", {"place": nanjiao.code}).content.decode()

        assert "修水龙头" in both
        assert "修水龙头" not in one

    def test_whoever_may_forget_is_told_who_waits_for_it(self, nanjiao):
        person = a_resident(community=nanjiao)
        ask_to_be_forgotten(
            resident=person,
            asked_by=GivenBy.SELF,
            channel=Channel.PAPER,
            words="",
            by="test",
            today=timezone.localdate(),
            now=timezone.now(),
        )
        page = reverse("consent:forget_requests")

        assert page in signed_in(a_manager(nanjiao)).get("/today/").content.decode()
        assert page not in signed_in(a_steward(nanjiao)).get("/today/").content.decode()

    def test_counts_what_an_operator_that_left_had_promised(self, nanjiao):
        gone = an_operator()
        a_commitment(promised_to="陈先生", community=nanjiao, operator=gone)

        page = signed_in(a_steward(nanjiao)).get("/today/").content.decode()

        assert reverse("ledger:orphans") in page

    def test_asks_few_questions(self, nanjiao, django_assert_max_num_queries):
        a_request(nanjiao)
        steward = signed_in(a_steward(nanjiao))

        with django_assert_max_num_queries(19):
            steward.get("/today/")


class TestDoers:
    def test_are_told_when_the_contract_of_their_operator_has_ended(self, nanjiao):
        ended = {"ended_at": timezone.now(), "end_reason": "试点结束"}
        contract = a_contract(facility=a_facility(nanjiao), **ended)

        page = signed_in(an_operator_manager(contract.operator)).get("/today/")

        assert page.status_code == 200
        assert "合同已经结束" in page.content.decode()

    def test_see_what_they_promised_until_today(self, nanjiao):
        operator = an_operator()
        facility = a_facility(nanjiao)
        today = timezone.localdate()
        a_contract(operator, facility)
        a_commitment(promised_to="陈先生", community=nanjiao, operator=operator, due_on=today)

        page = signed_in(an_operator_manager(operator)).get("/today/").content.decode()

        assert "陈先生" in page

    def test_see_what_is_theirs_to_do_and_not_what_the_desk_has_again(self, nanjiao):
        theirs = a_dispatched_request(community=nanjiao, wanted="换纱窗")
        given_back = a_dispatched_request(operator=theirs.doer, book=theirs.book, wanted="修水管")
        ServiceRequest.objects.filter(pk=given_back.pk).update(
            state="received", owner_operator=None, owner_desk=nanjiao
        )

        page = signed_in(an_operator_manager(theirs.doer)).get("/today/").content.decode()

        assert "换纱窗" in page
        assert "修水管" not in page


class TestPlanners:
    def test_get_the_map(self):
        answer = signed_in(a_planner()).get("/today/")

        assert answer.context["section"] == "map"

    def test_links_to_a_place_lead_to_the_map(self):
        answer = signed_in(a_planner()).get("/today/?space=S1")

        assert answer.headers["Location"] == "/map/?space=S1"
