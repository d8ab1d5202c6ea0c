"""The pages of the book of residents."""

from uuid import uuid4

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fangcun.core.accounts.states import Role
from fangcun.core.accounts.tests.cast import a_steward, signed_in, with_role
from fangcun.core.audit.models import Viewing
from fangcun.core.people.actions import NewResident, correct_resident, register_resident
from fangcun.core.people.models import Household, Merge, Resident
from fangcun.core.people.rules.addresses import AddressParts
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident, an_address
from fangcun.core.places.tests.cast import a_community

pytestmark = pytest.mark.django_db

ID_NUMBER = "11010519491231002X"
MOST_STATEMENTS = 12


@pytest.fixture
def nanjiao():
    return a_community("南郊社区")


@pytest.fixture
def jianshan():
    return a_community("剑山社区", "西街道")


@pytest.fixture
def steward(nanjiao):
    return signed_in(a_steward(nanjiao))


def form_of(community, **more):
    return {"community": community.code, "name": "陈桂英", "sent_as": str(uuid4()), **more}


def one_with_id_number(community) -> Resident:
    given = NewResident(name="陈桂英", community=community, id_number=ID_NUMBER)
    return register_resident(given=given, by="甲", now=MONDAY_9AM)


def text_of(response) -> str:
    return response.content.decode()


class TestFinding:
    def test_finds_in_the_page_and_as_a_part(self, steward, nanjiao):
        a_resident(community=nanjiao, phone="13800005678")

        page = text_of(steward.get(reverse("people:residents"), {"q": "cgy"}))
        part = text_of(
            steward.get(
                reverse("people:residents"), {"q": "5678"}, headers={"HX-Target": "people-found"}
            )
        )

        assert "陈桂英" in page
        assert "138****5678" in part
        assert "13800005678" not in part
        assert "<html" not in part

    def test_of_another_community_is_not_there(self, steward, jianshan):
        a_resident("别处的人", community=jianshan)

        assert "别处的人" not in text_of(steward.get(reverse("people:residents")))
        assert "别处的人" not in text_of(steward.get(reverse("people:residents"), {"q": "别处"}))

    def test_asks_few_statements_however_many_people(self, steward, nanjiao):
        for number in range(60):
            a_resident(f"居民{number}", community=nanjiao, phone=f"138000{number:05d}")

        for query in ({}, {"q": "居民"}, {"page": "2"}):
            with CaptureQueriesContext(connection) as asked:
                steward.get(reverse("people:residents"), query)
            assert len(asked) <= MOST_STATEMENTS

    @pytest.mark.parametrize("words", ["'", "\\", "a & b", "😀", "!!", "x" * 300, "\0", "()", "%"])
    def test_odd_words_find_nobody(self, steward, words):
        assert steward.get(reverse("people:residents"), {"q": words}).status_code == 200


class TestRegistering:
    def test_with_a_name_alone(self, steward, nanjiao):
        response = steward.post(reverse("people:register"), form_of(nanjiao))

        resident = Resident.objects.get()
        assert response.url == reverse("workspace:resident", args=[resident.pk])
        assert resident.history.get().history_user_id.startswith("社区管家")

    def test_sent_twice_is_written_once(self, steward, nanjiao):
        form = form_of(nanjiao, phones="13800005678")

        one, other = (steward.post(reverse("people:register"), form) for _ in range(2))

        assert one.url == other.url
        assert Resident.objects.count() == 1

    def test_says_beside_the_field_what_is_wrong(self, steward, nanjiao):
        form = form_of(nanjiao, phones="女儿", born="去年", id_number="123", name="")

        page = text_of(steward.post(reverse("people:register"), form))

        for field in ("phones", "born", "id_number", "name"):
            assert f'id="id_{field}_error"' in page
        assert "女儿" in page
        assert not Resident.objects.exists()

    def test_birth_and_sex_must_agree_with_the_id_number(self, steward, nanjiao):
        form = form_of(nanjiao, id_number=ID_NUMBER, born="1950", sex="male")

        page = text_of(steward.post(reverse("people:register"), form))

        assert 'id="id_born_error"' in page
        assert 'id="id_sex_error"' in page

    def test_shows_who_may_be_the_same_and_lets_through(self, steward, nanjiao):
        a_resident(community=nanjiao, phone="13800005678")
        form = form_of(nanjiao, phones="138-0000-5678")

        shown = text_of(steward.post(reverse("people:register"), form))
        steward.post(reverse("people:register"), {**form, "is_another": "on"})

        assert "姓名和电话相同" in shown
        assert Resident.objects.count() == 2

    def test_about_eighty_gives_a_year(self, steward, nanjiao):
        steward.post(reverse("people:register"), form_of(nanjiao, born="约80"))

        assert Resident.objects.get().birth_year is not None

    def test_not_into_another_community(self, steward, jianshan):
        response = steward.post(reverse("people:register"), form_of(jianshan))

        assert response.status_code == 200
        assert not Resident.objects.exists()

    def test_keeps_rare_characters(self, steward, nanjiao):
        steward.post(reverse("people:register"), form_of(nanjiao, name="𬭊㛃"))

        assert "𬭊㛃" in text_of(steward.get(reverse("people:residents"), {"q": "㛃"}))
        assert "𬭊㛃" in text_of(steward.get(reverse("people:residents"), {"q": "dujie"}))


class TestCorrecting:
    def test_second_of_two_is_shown_the_first_and_overwrites_nothing(self, steward, nanjiao):
        resident = a_resident(community=nanjiao)
        url = reverse("people:correct", args=[resident.pk])
        form = {"community": nanjiao.code, "name": "后改的名字", "revision": 1}
        correct_resident(
            resident=resident,
            revision=1,
            given=NewResident(name="先改的名字", community=nanjiao),
            by="第一人",
            now=MONDAY_9AM,
        )

        page = text_of(steward.post(url, form))

        assert "先改的名字" in page
        assert "第一人" in page
        assert "后改的名字" in page
        assert 'name="revision" value="2"' in page
        assert Resident.objects.get().name == "先改的名字"

    def test_shows_what_is_written_and_keeps_it(self, steward, nanjiao):
        resident = register_resident(
            given=NewResident(
                name="陈桂英",
                community=nanjiao,
                address=AddressParts("南郊新村", "12", "1", "301"),
                birth_year=1946,
            ),
            by="甲",
            now=MONDAY_9AM,
        )
        url = reverse("people:correct", args=[resident.pk])

        page = steward.get(url)
        initial = page.context["form"].initial
        steward.post(url, {**initial, "community": nanjiao.code})

        assert "南郊新村12号楼1单元301室" in text_of(page)
        assert Resident.objects.get().revision == 1

    def test_of_another_community_is_not_there(self, steward, jianshan):
        resident = a_resident(community=jianshan)

        for name in ("correct", "gone", "choose_merge", "id_number"):
            assert steward.get(reverse(f"people:{name}", args=[resident.pk])).status_code == 404

    def test_an_officer_reads_and_does_not_write(self, nanjiao):
        officer = signed_in(with_role(Role.SUBDISTRICT_OFFICER, subdistrict=nanjiao.subdistrict))
        resident = a_resident(community=nanjiao)

        assert "陈桂英" in text_of(officer.get(reverse("people:residents")))
        assert officer.get(reverse("people:correct", args=[resident.pk])).status_code == 403
        assert officer.get(reverse("people:id_number", args=[resident.pk])).status_code == 403

    def test_moving_away_is_written_down(self, steward, nanjiao):
        resident = a_resident(community=nanjiao)
        url = reverse("people:gone", args=[resident.pk])

        steward.post(url, {"revision": 1, "left_on": "2026-01-31"})
        late = text_of(steward.post(url, {"revision": 2, "died_on": "2999-01-01"}))

        assert str(Resident.objects.get().left_on) == "2026-01-31"
        assert 'id="id_died_on_error"' in late


class TestLookingAtAnIdNumber:
    def test_needs_a_reason_and_is_written_down(self, steward, nanjiao):
        resident = one_with_id_number(nanjiao)
        url = reverse("people:id_number", args=[resident.pk])

        asked = text_of(steward.post(url, {"reason": " "}))
        seen = steward.post(url, {"reason": "办理高龄津贴"}, headers={"HX-Target": "id-number-1"})

        assert ID_NUMBER not in asked
        assert ID_NUMBER in text_of(seen)
        assert seen["Cache-Control"] == "no-store"
        assert Viewing.objects.get().reason == "办理高龄津贴"

    def test_is_shown_masked_until_then(self, steward, nanjiao):
        resident = one_with_id_number(nanjiao)

        page = text_of(steward.get(reverse("people:id_number", args=[resident.pk])))

        assert "110105********002X" in page
        assert ID_NUMBER not in page
        assert not Viewing.objects.exists()

    def test_finds_by_the_whole_number(self, steward, nanjiao):
        one_with_id_number(nanjiao)

        page = text_of(steward.get(reverse("people:residents"), {"q": ID_NUMBER}))

        assert "陈桂英" in page.partition('id="people-found"')[2]


class TestHouseholds:
    def test_are_founded_joined_moved_and_left(self, steward, nanjiao):
        mother, son = (
            a_resident(name, community=nanjiao, address=an_address(nanjiao))
            for name in ("陈桂英", "陈大")
        )

        home = steward.post(reverse("people:found_household", args=[mother.pk])).url
        page = text_of(steward.get(home))
        household = Household.objects.get()
        join = reverse("people:join_household", args=[household.pk])
        steward.post(join, {"resident": son.pk, "relation": "child"})
        steward.post(reverse("people:move_household", args=[household.pk]), {"address": "9-102"})

        assert "陈大" in page
        son.refresh_from_db()
        assert (son.household, son.get_relation_display()) == (household, "子女")
        assert str(son.address) == "9号楼102室"
        for person in (son, mother):
            steward.post(reverse("people:leave_household", args=[person.pk]))
        assert not Household.objects.exists()

    def test_have_one_head(self, steward, nanjiao):
        mother, son = (
            a_resident(name, community=nanjiao, address=an_address(nanjiao)) for name in "甲乙"
        )
        steward.post(reverse("people:found_household", args=[mother.pk]))
        join = reverse("people:join_household", args=[Household.objects.get().pk])

        page = text_of(steward.post(join, {"resident": son.pk, "relation": "head"}, follow=True))

        assert "已有户主" in page

    def test_of_another_community_are_not_there(self, steward, jianshan):
        home = Household.objects.create(address=an_address(jianshan))

        assert steward.get(reverse("people:household", args=[home.pk])).status_code == 404
        assert steward.get(reverse("people:move_household", args=[home.pk])).status_code == 404

    def test_nobody_of_another_community_joins(self, steward, nanjiao, jianshan):
        home = Household.objects.create(address=an_address(nanjiao))
        stranger = a_resident(community=jianshan)

        join = reverse("people:join_household", args=[home.pk])

        assert steward.post(join, {"resident": stranger.pk}).status_code == 404


class TestMerging:
    def test_shows_both_and_merges_and_takes_apart(self, steward, nanjiao):
        kept = a_resident("陈桂英", community=nanjiao, phone="13800005678")
        gone = a_resident("陈桂瑛", community=nanjiao, phone="13900001234", birth_year=1946)
        url = reverse("people:merge", args=[kept.pk, gone.pk])

        assert "陈桂瑛" in text_of(
            steward.get(reverse("people:choose_merge", args=[kept.pk]), {"q": "cgy"})
        )
        page = text_of(steward.get(url))
        form = {"revision_kept": 1, "revision_gone": 1, "name": "gone"}
        steward.post(url, form)
        again = steward.post(url, form, follow=True)

        assert "这两条记录已经合并" in text_of(again)
        kept.refresh_from_db()
        assert "139****1234" in page
        assert (kept.name, kept.birth_year, kept.phones.count()) == ("陈桂瑛", 1946, 2)
        merge = Merge.objects.get()
        steward.post(reverse("people:unmerge", args=[merge.pk]))
        kept.refresh_from_db()
        assert (kept.name, kept.birth_year, kept.phones.count()) == ("陈桂英", None, 1)
        again = steward.get(reverse("people:unmerge", args=[merge.pk]), follow=True)
        assert "这次合并已经撤销" in text_of(again)

    def test_asks_which_value_stays(self, steward, nanjiao):
        kept, gone = (a_resident(name, community=nanjiao) for name in ("陈桂英", "陈桂瑛"))
        url = reverse("people:merge", args=[kept.pk, gone.pk])

        page = text_of(steward.post(url, {"revision_kept": 1, "revision_gone": 1}))

        assert "请选择保留哪一个" in page
        assert not Merge.objects.exists()

    def test_with_somebody_of_another_community_is_not_there(self, steward, nanjiao, jianshan):
        kept, gone = a_resident(community=nanjiao), a_resident(community=jianshan)

        assert steward.get(reverse("people:merge", args=[kept.pk, gone.pk])).status_code == 404


class TestIdentityCard:
    def card_for(self, user, resident) -> str:
        request = RequestFactory().get("/")
        request.user = user
        with CaptureQueriesContext(connection) as asked:
            card = render_to_string("people/_identity.html", {"resident": resident}, request)
        assert len(asked) <= MOST_STATEMENTS
        return card

    def test_shows_a_steward_whom_he_may_phone_and_no_whole_id_number(self, nanjiao):
        resident = one_with_id_number(nanjiao)
        resident.phones.create(number="13800005678", note="女儿")

        card = self.card_for(a_steward(nanjiao), resident)

        assert 'href="tel:13800005678"' in card
        assert "110105********002X" in card
        assert ID_NUMBER not in card

    def test_shows_an_officer_masked_telephones(self, nanjiao):
        resident = a_resident(community=nanjiao, phone="13800005678")

        card = self.card_for(
            with_role(Role.SUBDISTRICT_OFFICER, subdistrict=nanjiao.subdistrict), resident
        )

        assert "138****5678" in card
        assert "13800005678" not in card
        assert reverse("people:correct", args=[resident.pk]) not in card
