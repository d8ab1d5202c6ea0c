"""The desk's list of people to be told."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fangcun.core.accounts.tests.cast import a_person, a_steward, signed_in
from fangcun.core.notices.actions import mark_told
from fangcun.core.notices.states import NoticeState, ToldBy
from fangcun.core.notices.tests.cast import HIS_LANDLINE, HIS_MOBILE, MONDAY_9AM, a_notice
from fangcun.core.people.tests.cast import a_resident
from fangcun.core.places.tests.cast import a_community

pytestmark = pytest.mark.django_db

LIST = reverse("notices:to_tell")


@pytest.fixture
def nanjiao():
    return a_community(name="南郊社区")


@pytest.fixture
def desk(nanjiao):
    return signed_in(a_steward(nanjiao))


def a_neighbour(nanjiao, name="陈桂英", **more):
    return a_resident(name, community=nanjiao, **more)


class TestToTell:
    def test_says_whom_under_which_number_what_and_until_when(self, nanjiao, desk):
        resident = a_neighbour(nanjiao, phone=HIS_LANDLINE)
        a_notice("书法班有名额了", resident=resident, tell_by=timezone.now() + timedelta(hours=2))

        page = desk.get(LIST).content.decode()

        assert all(said in page for said in ("陈桂英", f"tel:{HIS_LANDLINE}", "书法班有名额了"))
        assert "前告知" in page
        assert "已过时限" not in page

    def test_marks_what_is_overdue_and_whom_nobody_can_ring(self, nanjiao, desk):
        a_notice(resident=a_neighbour(nanjiao), tell_by=timezone.now() - timedelta(hours=2))

        page = desk.get(LIST).content.decode()

        assert "已过时限" in page
        assert "请上门或托人转告" in page

    def test_shows_nobody_of_another_community_and_nobody_a_message_reaches(self, nanjiao, desk):
        a_notice("别处的事", resident=a_resident("李四"))
        resident = a_neighbour(nanjiao, "王五", phone=HIS_MOBILE)
        a_notice("短信会送到", resident=resident, now=timezone.now())

        assert "没有要告知的人" in desk.get(LIST).content.decode()

    def test_asks_as_few_questions_for_many_people_as_for_one(
        self, nanjiao, desk, django_assert_num_queries
    ):
        for number in range(20):
            a_notice(resident=a_neighbour(nanjiao, f"居民{number}", phone=HIS_LANDLINE))

        with django_assert_num_queries(7):
            desk.get(LIST)


class TestTold:
    @pytest.mark.parametrize("told_by", [ToldBy.PHONE, ToldBy.IN_PERSON])
    def test_without_script_leads_back_to_a_shorter_list(self, nanjiao, desk, told_by):
        notice = a_notice(resident=a_neighbour(nanjiao))

        page = desk.post(reverse("notices:told", args=[notice.pk, told_by]), follow=True)

        notice.refresh_from_db()
        assert notice.told_by == told_by
        assert "没有要告知的人" in page.content.decode()

    def test_with_script_its_line_says_so(self, nanjiao, desk):
        notice = a_notice(resident=a_neighbour(nanjiao))

        part = _by_script(desk, reverse("notices:told", args=[notice.pk, "phone"]))

        assert "已告知（电话）" in part
        assert "<html" not in part

    def test_a_second_steward_hears_who_was_quicker(self, nanjiao, desk):
        notice = a_notice(resident=a_neighbour(nanjiao))
        quicker = a_person(display_name="王管家")
        mark_told(notice=notice, told_by=ToldBy.PHONE, by=quicker, now=MONDAY_9AM)

        part = _by_script(desk, reverse("notices:told", args=[notice.pk, "in_person"]))
        page = desk.post(reverse("notices:drop", args=[notice.pk]), follow=True)

        assert "没有记下" in part
        assert "已由王管家在" in page.content.decode()

    def test_what_people_do_not_do_is_refused(self, nanjiao, desk):
        notice = a_notice(resident=a_neighbour(nanjiao))

        desk.post(reverse("notices:told", args=[notice.pk, ToldBy.MESSAGE]))

        notice.refresh_from_db()
        assert notice.state == NoticeState.TO_TELL

    def test_what_need_not_be_told_is_dropped(self, nanjiao, desk):
        notice = a_notice(resident=a_neighbour(nanjiao))

        desk.post(reverse("notices:drop", args=[notice.pk]))

        notice.refresh_from_db()
        assert notice.state == NoticeState.DROPPED


def _by_script(desk, address):
    return desk.post(address, headers={"HX-Request": "true"}).content.decode()
