"""People to be told, on the first screen, on their own page, and when they are forgotten."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fangcun.core.accounts.tests.cast import a_manager, a_steward, signed_in
from fangcun.core.notices.actions import mark_told
from fangcun.core.notices.models import Notice
from fangcun.core.notices.states import ToldBy
from fangcun.core.notices.tests.cast import a_notice
from fangcun.core.people.tests.cast import a_resident
from fangcun.core.places.tests.cast import a_community
from fangcun.doors.portal.queries.export import own_data
from fangcun.doors.workspace.actions import forget_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def nanjiao():
    return a_community(name="南郊社区")


def test_today_leads_to_the_list_of_ones_own_desk(nanjiao):
    a_notice("别处的事", resident=a_resident("李四"))
    steward = signed_in(a_steward(nanjiao))
    quiet = steward.get("/today/").content.decode()
    late = timezone.now() - timedelta(hours=1)
    a_notice("书法班有名额了", resident=a_resident(community=nanjiao), tell_by=late)

    page = steward.get("/today/").content.decode()

    assert reverse("notices:to_tell") not in quiet
    assert all(said in page for said in (reverse("notices:to_tell"), "书法班有名额了", "已过时限"))
    assert "别处的事" not in page


def test_his_page_says_who_told_him_what(nanjiao):
    notice, steward = a_notice(resident=a_resident(community=nanjiao)), a_steward(nanjiao)
    mark_told(notice=notice, told_by=ToldBy.PHONE, by=steward, now=timezone.now())
    his_part = reverse("workspace:resident_part", args=[notice.resident.pk, "told"])

    page = signed_in(steward).get(his_part).content.decode()

    assert all(said in page for said in (notice.words, "已告知（电话）", str(steward)))


def test_he_takes_along_what_he_was_told():
    notice = a_notice()

    sections = {one.code: one.rows for one in own_data(notice.resident)}

    assert [row["内容"] for row in sections["notices"]] == [notice.words]


def test_nothing_is_left_of_somebody_who_is_forgotten(nanjiao):
    notice, other = a_notice(resident=a_resident(community=nanjiao)), a_notice()

    forget_person(resident=notice.resident, by=a_manager(nanjiao), now=timezone.now())

    assert list(Notice.objects.all()) == [other]
