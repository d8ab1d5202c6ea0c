from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fangcun.core.accounts.tests.cast import (
    a_manager,
    a_steward,
    an_operator_manager,
    signed_in,
)
from fangcun.core.audit.queries import looks_at
from fangcun.core.entitlements import actions
from fangcun.core.entitlements.models import Circumstance, Enrolment
from fangcun.core.entitlements.states import CircumstanceKind
from fangcun.core.entitlements.tests.cast import a_benefit, a_circumstance
from fangcun.core.operators.tests.cast import an_operator
from fangcun.core.people.tests.cast import a_resident
from fangcun.core.places.tests.cast import a_community

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"entitlements:{name}", args=args)


@pytest.fixture
def old_lady():
    return a_resident(birth_year=1930)


@pytest.fixture
def steward(old_lady):
    return signed_in(a_steward(old_lady.community))


@pytest.fixture
def manager(old_lady):
    return signed_in(a_manager(old_lady.community))


def dibao(**more):
    return {"kind": "dibao", "from_on": "2025-01-01", "is_verified": "on", **more}


class TestResidentPage:
    def test_says_why(self, steward, old_lady):
        a_benefit(name_zh="每月探访")

        shown = steward.get(page("resident", old_lady.pk))

        assert "每月探访" in shown.text
        assert "已满80周岁" in shown.text

    def test_health_is_shown_by_right_and_the_look_is_kept(self, steward, manager, old_lady):
        a_circumstance(old_lady, CircumstanceKind.DISABLED, level=1)

        hidden = steward.get(page("resident", old_lady.pk))
        assert "残疾" not in hidden.text.replace("没有登记低保、残疾、独居等情况", "")
        assert looks_at(old_lady.pk) == []

        shown = manager.get(page("resident", old_lady.pk))
        assert "残疾（一级）" in shown.text
        assert [look.field for look in looks_at(old_lady.pk)] == ["health_circumstances"]

    def test_not_yours_is_not_there(self, old_lady):
        elsewhere = signed_in(a_steward(a_community("乙社区")))

        assert elsewhere.get(page("resident", old_lady.pk)).status_code == 404
        assert elsewhere.get(page("add_circumstance", old_lady.pk)).status_code == 404

    def test_operators_see_no_circumstances(self, old_lady):
        cook = signed_in(an_operator_manager(an_operator()))

        assert cook.get(page("resident", old_lady.pk)).status_code == 403

    def test_query_count(self, steward, old_lady, django_assert_max_num_queries):
        for kind in (CircumstanceKind.DIBAO, CircumstanceKind.LIVING_ALONE):
            a_circumstance(old_lady, kind)
        a_benefit()

        with django_assert_max_num_queries(8):
            steward.get(page("resident", old_lady.pk))


class TestCircumstancePages:
    def test_add(self, steward, old_lady):
        answer = steward.post(page("add_circumstance", old_lady.pk), dibao(number="12345678"))

        assert answer.url == page("resident", old_lady.pk)
        row = Circumstance.objects.get()
        assert (row.kind, row.number_tail, row.is_verified) == ("dibao", "5678", True)

    def test_add_twice_says_what_to_do(self, steward, old_lady):
        steward.post(page("add_circumstance", old_lady.pk), dibao())

        again = steward.post(page("add_circumstance", old_lady.pk), dibao())

        assert "已经登记了低保" in again.text
        assert Circumstance.objects.count() == 1

    @pytest.mark.parametrize(
        ("more", "words"),
        [
            pytest.param({"until": "2024-01-01"}, "有效期不能早于开始日期", id="ends before"),
            pytest.param({"level": "disabled-1"}, "与所选的情况不一致", id="level of another"),
            pytest.param({"from_on": "0205-01-01"}, "请核对年份", id="a slip of the finger"),
            pytest.param({"kind": "rich"}, "kind", id="unknown kind"),
        ],
    )
    def test_errors_stand_beside_their_field(self, steward, old_lady, more, words):
        answer = steward.post(page("add_circumstance", old_lady.pk), dibao(**more))

        assert answer.status_code == 200
        assert words in answer.text
        assert "has-error" in answer.text

    def test_second_editor_sees_the_newer_version(self, steward, old_lady):
        row = a_circumstance(old_lady, CircumstanceKind.DIBAO)
        first = {"revision": 1, "from_on": "2025-01-01", "evidence": "甲写的", "is_verified": "on"}
        steward.post(page("edit_circumstance", row.pk), first)

        second = steward.post(page("edit_circumstance", row.pk), {**first, "evidence": "乙写的"})

        assert "别人已修改过" in second.text
        assert "甲写的" in second.text
        assert "乙写的" in second.text
        row.refresh_from_db()
        assert row.evidence == "甲写的"

    def test_health_cannot_be_edited_unseen(self, steward, manager, old_lady):
        row = a_circumstance(old_lady, CircumstanceKind.DISABLED, level=2)

        assert steward.get(page("edit_circumstance", row.pk)).status_code == 404
        shown = manager.get(page("edit_circumstance", row.pk))
        assert shown.status_code == 200
        changed = {"revision": 1, "from_on": "2025-01-01", "level": "disabled-3"}
        manager.post(page("edit_circumstance", row.pk), changed)
        row.refresh_from_db()
        assert (row.level, row.is_verified) == (3, False)

    def test_end(self, steward, old_lady):
        row = a_circumstance(old_lady)

        steward.post(page("end_circumstance", row.pk), {"because": "女儿搬来了"})
        again = steward.post(page("end_circumstance", row.pk), {"because": "女儿搬来了"})

        row.refresh_from_db()
        assert row.ended_because == "女儿搬来了"
        assert "已经终止" in again.text

    def test_number_is_shown_with_a_reason(self, steward, old_lady):
        row = a_circumstance(old_lady, CircumstanceKind.DIBAO, number="320602001234")

        asked = steward.get(page("number", row.pk))
        assert "320602001234" not in asked.text
        shown = steward.post(page("number", row.pk), {"reason": "核对"})

        assert "320602001234" in shown.text
        assert looks_at(old_lady.pk)[0].reason == "核对"


class TestEnrolPages:
    def test_enrol_and_end(self, steward, old_lady):
        benefit = a_benefit()
        address = page("enrol", old_lady.pk, benefit.pack.code, benefit.code)
        assert steward.get(address).status_code == 200

        steward.post(address, {"until": ""})
        row = Enrolment.objects.get()
        again = steward.post(address, {"until": ""})
        steward.post(page("end_enrolment", row.pk), {"because": "搬走"})

        assert "已经办理过" in again.text
        row.refresh_from_db()
        assert row.ended_because == "搬走"

    def test_without_proof_it_says_so(self, steward):
        unknown = a_resident("无名", community=a_community())
        benefit = a_benefit()
        manager = signed_in(a_manager(unknown.community))

        address = page("enrol", unknown.pk, benefit.pack.code, benefit.code)
        answer = manager.post(address, {"until": ""})

        assert "缺少证明" in answer.text

    def test_benefit_that_is_not_given(self, steward, old_lady):
        assert steward.get(page("enrol", old_lady.pk, "no", "such")).status_code == 404


class TestLists:
    def test_due_and_not_enrolled(self, steward, old_lady):
        a_resident("别处的老人", birth_year=1930)
        a_benefit()

        shown = steward.get(page("due"))

        assert old_lady.name in shown.text
        assert "别处的老人" not in shown.text

    def test_due_when_all_are_enrolled(self, steward, old_lady):
        benefit = a_benefit()
        actions.enrol(
            resident=old_lady,
            rule=benefit,
            until=None,
            by="t",
            today=timezone.localdate(),
            now=timezone.now(),
        )

        assert old_lady.name not in steward.get(page("due")).text
        assert old_lady.name in steward.get(page("due"), {"shown": "enrolled"}).text

    def test_due_without_packs(self, steward):
        assert "还没有启用的规则包" in steward.get(page("due")).text

    def test_due_makes_the_same_number_of_queries_for_many(
        self, steward, old_lady, django_assert_max_num_queries
    ):
        a_benefit()
        for number in range(12):
            a_resident(f"老人{number}", community=old_lady.community, birth_year=1930)

        with django_assert_max_num_queries(8):
            steward.get(page("due"))

    def test_expiring(self, steward, old_lady):
        soon = timezone.localdate() + timedelta(days=10)
        a_circumstance(old_lady, CircumstanceKind.DIBAO, until=soon)
        a_circumstance(old_lady, CircumstanceKind.DISABLED, until=soon)

        shown = steward.get(page("expiring"), {"days": "30"})

        assert "低保" in shown.text
        assert "残疾" not in shown.text
