import pytest
from django.urls import reverse

from fangcun.core.accounts.tests.cast import (
    a_manager,
    a_planner,
    a_steward,
    an_operator_manager,
    signed_in,
)
from fangcun.core.audit.actions import note_look
from fangcun.core.consent import actions, prints, queries
from fangcun.core.consent.models import CircleMember, Consent, ForgetRequest, LegalLimit
from fangcun.core.consent.states import Purpose
from fangcun.core.consent.tests.cast import MONDAY, a_consent, a_member
from fangcun.core.operators.tests.cast import an_operator
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident
from fangcun.core.places.tests.cast import a_community

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"consent:{name}", args=args)


@pytest.fixture
def old_lady():
    return a_resident(birth_year=1940)


@pytest.fixture
def steward(old_lady):
    return signed_in(a_steward(old_lady.community))


@pytest.fixture
def manager(old_lady):
    return signed_in(a_manager(old_lady.community))


@pytest.fixture
def notices():
    actions.load_defaults(now=MONDAY_9AM)


CONSENT = {"given_by": "self", "channel": "paper", "evidence": "档案盒3", "from_on": "2026-02-09"}
MEMBER = {
    "name": "陈小红",
    "kinship": "child",
    "phone": "138 0000 1111",
    "sees": ["appointments"],
    "from_on": "2026-02-09",
    "until": "2030-02-09",
    "channel": "paper",
    "evidence": "档案盒3",
}


class TestResidentPage:
    def test_not_yours_is_not_there(self, old_lady):
        elsewhere = signed_in(a_steward(a_community("乙社区")))
        consent, member = a_consent(old_lady), a_member(old_lady)

        for address in (page("resident", old_lady.pk), page("give", old_lady.pk, "health")):
            assert elsewhere.get(address).status_code == 404
        assert elsewhere.post(page("withdraw", consent.pk)).status_code == 404
        assert elsewhere.post(page("revoke_member", member.pk)).status_code == 404

    def test_operators_see_no_consents(self, old_lady):
        operator = signed_in(an_operator_manager(an_operator()))

        assert operator.get(page("resident", old_lady.pk)).status_code == 403

    def test_query_count(self, steward, old_lady, notices, django_assert_max_num_queries):
        for purpose in Purpose:
            a_consent(old_lady, purpose)
        for number in range(4):
            a_member(old_lady, phone=f"1380000000{number}")

        with django_assert_max_num_queries(9):
            shown = steward.get(page("resident", old_lady.pk))

        assert "陈小红" in shown.text


class TestConsentPages:
    def test_tell_then_ask(self, steward, old_lady, notices):
        asked = steward.get(page("give", old_lady.pk, "health"))
        assert "健康信息是敏感信息" in asked.text

        steward.post(page("give", old_lady.pk, "health"), CONSENT)

        assert Consent.objects.get().notice.purpose == "health"

    def test_unknown_purpose(self, steward, old_lady):
        assert steward.get(page("give", old_lady.pk, "marketing")).status_code == 404

    @pytest.mark.parametrize(
        ("more", "words"),
        [
            pytest.param({"evidence": ""}, "has-error", id="nothing to show"),
            pytest.param({"until": "2025-01-01"}, "有效期不能早于", id="ends before"),
            pytest.param({"given_by": "guardian"}, "监护人同意时必须填写", id="no guardian"),
            pytest.param({"from_on": "2099-01-01"}, "不能晚于今天", id="tomorrow"),
        ],
    )
    def test_errors_in_plain_words(self, steward, old_lady, more, words):
        answer = steward.post(page("give", old_lady.pk, "health"), {**CONSENT, **more})

        assert words in answer.text
        assert not Consent.objects.exists()

    def test_child_needs_a_guardian(self, steward, old_lady):
        child = a_resident("小明", community=old_lady.community, birth_year=2020)

        answer = steward.post(page("give", child.pk, "service"), CONSENT)

        assert "未满14周岁" in answer.text
        assert "given_by" in answer.context["form"].errors
        assert "is_age_seen" not in answer.context["form"].fields  # his year of birth is known

    def test_withdraw_in_one_action(self, steward, old_lady):
        consent = a_consent(old_lady)

        steward.post(page("withdraw", consent.pk))
        again = steward.post(page("withdraw", consent.pk), follow=True)

        assert not queries.allows(resident=old_lady, purpose=Purpose.HEALTH, on=MONDAY)
        assert "已经撤回" in again.text
        assert steward.get(page("withdraw", consent.pk)).status_code == 405

    def test_sheet_is_a_pdf(self, steward, old_lady, notices):
        made = steward.get(page("sheet", old_lady.pk))

        assert made.content.startswith(b"%PDF")

    def test_sheet_works_without_notices_and_with_rare_characters(self):
        resident = a_resident("𠮷𬭊芳")

        made = prints.consent_sheet(
            resident=resident,
            answers=queries.answers_of(resident, on=MONDAY),
            under_age=14,
            on=MONDAY,
        )

        assert made.startswith(b"%PDF")

    def test_looks(self, steward, old_lady):
        note_look(
            viewer=a_steward(old_lady.community),
            subject_id=old_lady.pk,
            field="id_number",
            reason="办老年证",
            now=MONDAY_9AM,
        )

        assert "办老年证" in steward.get(page("looks", old_lady.pk)).text


class TestCirclePages:
    def test_add_change_revoke(self, steward, old_lady):
        steward.post(page("add_member", old_lady.pk), MEMBER)
        member = CircleMember.objects.get()
        assert (member.phone, member.sees) == ("13800001111", ["appointments"])

        change = {**MEMBER, "revision": 1, "sees": ["appointments", "money"]}
        steward.post(page("edit_member", member.pk), change)
        second = steward.post(page("edit_member", member.pk), {**change, "name": "别名"})
        assert "别人已修改过" in second.text
        steward.post(page("revoke_member", member.pk))

        member.refresh_from_db()
        assert member.sees == ["appointments", "money"]
        assert member.revoked_at is not None

    @pytest.mark.parametrize(
        ("more", "words"),
        [
            pytest.param({"sees": []}, "至少选一项", id="for nothing"),
            pytest.param({"phone": "123"}, "核对电话", id="no telephone"),
            pytest.param({"until": "2025-01-01"}, "不能早于", id="until yesterday"),
        ],
    )
    def test_errors_in_plain_words(self, steward, old_lady, more, words):
        assert words in steward.post(page("add_member", old_lady.pk), {**MEMBER, **more}).text

    def test_twice_says_so(self, steward, old_lady):
        steward.post(page("add_member", old_lady.pk), MEMBER)

        assert "已在亲情圈" in steward.post(page("add_member", old_lady.pk), MEMBER).text


class TestForgetPages:
    def test_ask_and_answer(self, steward, manager, old_lady):
        ask = {"asked_by": "self", "channel": "phone", "words": "请删掉"}
        steward.post(page("ask_to_be_forgotten", old_lady.pk), ask)
        again = steward.post(page("ask_to_be_forgotten", old_lady.pk), ask)
        assert "已有一份删除请求" in again.text
        asked = ForgetRequest.objects.get()

        assert old_lady.name in manager.get(page("forget_requests")).text
        manager.post(page("refuse_to_forget", asked.pk), {"because": "补贴档案须保存"})

        asked.refresh_from_db()
        assert asked.refused_because == "补贴档案须保存"

    def test_a_steward_does_not_decide(self, steward):
        assert steward.get(page("forget_requests")).status_code == 403


class TestNoticePages:
    def test_are_public_and_edited_by_the_district(self, steward, manager, notices):
        assert "健康信息" in steward.get(page("notices")).text
        assert manager.get(page("edit_notice", "health")).status_code == 404
        assert manager.get(page("edit_limit", "forget_days")).status_code == 404

    def test_new_version(self, notices):
        planner = signed_in(a_planner())
        shown = queries.newest_notice(Purpose.HEALTH)
        told = {
            "version": shown.version,
            "necessity_zh": "新的说明",
            "necessity_en": "New words",
            "impact_zh": "影响",
            "impact_en": "Impact",
            "source": "法",
            "standing": "verified",
        }

        planner.post(page("edit_notice", "health"), told)
        second = planner.post(page("edit_notice", "health"), told)

        assert queries.newest_notice(Purpose.HEALTH).necessity_zh == "新的说明"
        assert "更新的版本" in second.text

    def test_limit(self, notices):
        planner = signed_in(a_planner())
        told = {"revision": 1, "value": 20, "source": "法", "standing": "verified"}

        planner.post(page("edit_limit", "forget_days"), told)
        second = planner.post(page("edit_limit", "forget_days"), {**told, "value": 10})

        assert LegalLimit.objects.get(code="forget_days").value == 20
        assert "别人已修改过" in second.text
