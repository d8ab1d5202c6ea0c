"""The pages of those who answer for accounts: lists, opening, changing, closing."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fangcun.core.accounts import actions
from fangcun.core.accounts.models import RoleAssignment, User
from fangcun.core.accounts.states import Role
from fangcun.core.accounts.tests.cast import (
    a_manager,
    a_person,
    a_steward,
    an_administrator,
    an_operator_manager,
    signed_in,
    with_role,
)
from fangcun.core.audit.models import AccountEvent
from fangcun.core.operators.tests.cast import a_contract
from fangcun.core.places.models import Community
from fangcun.core.places.tests.cast import a_community

LIST_QUERIES = 7  # session, person, work, count, rows, roles, note of the click


@pytest.fixture
def community(db: None) -> Community:
    return a_community()


@pytest.fixture
def administrator(db: None) -> User:
    return an_administrator()


def page(browser: Client, name: str, *args: object) -> str:
    return browser.get(reverse(f"accounts:{name}", args=args)).content.decode()


class TestList:
    def test_shows_each_with_the_work(self, administrator, community):
        a_steward(community)

        shown = page(signed_in(administrator), "accounts")

        assert "甲社区 · 社区管家" in shown

    def test_of_a_secretary_has_her_own_people_only(self, community):
        a_steward(community)
        stranger = a_steward(a_community("乙社区"))

        shown = page(signed_in(a_manager(community)), "accounts")

        assert "社区管家" in shown
        assert stranger.username not in shown

    def test_has_no_residents(self, administrator):
        resident = actions.account_for_phone(phone="13800000000", display_name="陈桂英")
        browser = signed_in(administrator)

        assert "陈桂英" not in page(browser, "accounts")
        assert browser.get(reverse("accounts:account", args=[resident.pk])).status_code == 404

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            pytest.param({"text": "wang"}, True, id="by-username"),
            pytest.param({"text": "小王"}, True, id="by-name"),
            pytest.param({"text": "1390000"}, True, id="by-phone"),
            pytest.param({"role": "steward"}, True, id="by-role"),
            pytest.param({"role": "canteen"}, False, id="by-another-role"),
            pytest.param({"state": "closed"}, False, id="closed-ones"),
            pytest.param({"role": "nonsense"}, True, id="nonsense"),
        ],
    )
    def test_finds(self, administrator, community, query, found):
        wang = with_role(Role.STEWARD, user=a_person("wang", "小王"), community=community)
        User.objects.filter(pk=wang.pk).update(phone="13900000000")

        shown = signed_in(administrator).get(reverse("accounts:accounts"), query)

        assert ("小王" in shown.content.decode()) is found

    def test_asks_few_questions(self, administrator, community, django_assert_max_num_queries):
        for _ in range(5):
            a_steward(community)
        browser = signed_in(administrator)
        page(browser, "accounts")

        with django_assert_max_num_queries(LIST_QUERIES):
            page(browser, "accounts")


class TestOpening:
    def test_gives_an_account_a_role_and_a_password_that_is_shown_once(self, community):
        browser = signed_in(a_manager(community))
        assert "社区管家" in page(browser, "open_account")
        filled = {
            "display_name": "小王",
            "username": "wang",
            "phone": "138 0000 0000",
            "community": community.pk,
            "starts_on": "2026-02-09",
        }

        opened = browser.post(reverse("accounts:open_account") + "?role=steward", filled)

        wang = User.objects.get(username="wang")
        shown = browser.get(opened.headers["Location"]).content.decode()
        assert wang.phone == "13800000000"
        assert wang.assignments.get().community == community
        assert "初始密码" in shown
        assert "初始密码" not in browser.get(opened.headers["Location"]).content.decode()

    def test_refuses_a_name_that_is_taken_and_keeps_what_was_written(self, community):
        a_person("wang")
        filled = {
            "display_name": "小王",
            "username": "wang",
            "community": community.pk,
            "starts_on": "2026-02-09",
        }

        page = signed_in(a_manager(community)).post(
            reverse("accounts:open_account") + "?role=steward", filled
        )

        assert "已有人使用" in page.content.decode()
        assert "小王" in page.content.decode()

    def test_offers_a_secretary_her_own_community_only(self, community):
        a_community("乙社区")

        shown = signed_in(a_manager(community)).get(
            reverse("accounts:open_account") + "?role=steward"
        )

        assert "甲社区" in shown.content.decode()
        assert "乙社区" not in shown.content.decode()

    def test_hides_roles_that_are_not_hers_to_give(self, community):
        answer = signed_in(a_manager(community)).get(
            reverse("accounts:open_account") + "?role=administrator"
        )

        assert answer.status_code == 404


class TestGivingAndEnding:
    def test_a_role_for_a_facility_sent_by_an_operator(self, db):
        contract = a_contract()
        cook = with_role(Role.CANTEEN, operator=contract.operator)
        browser = signed_in(an_operator_manager(contract.operator))
        filled = {
            "scope": "facility",
            "facility": contract.facility_id,
            "operator": contract.operator_id,
            "starts_on": "2026-02-09",
        }

        browser.post(reverse("accounts:give_role", args=[cook.pk]) + "?role=class", filled)

        given = cook.assignments.get(role=Role.CLASS)
        assert (given.facility, given.operator) == (contract.facility, contract.operator)

    def test_asks_for_the_place_beside_its_field(self, administrator, community):
        colleague = a_steward(community)

        answer = signed_in(administrator).post(
            reverse("accounts:give_role", args=[colleague.pk]) + "?role=canteen",
            {"scope": "operator", "starts_on": "2026-02-09", "ends_on": "2026-02-01"},
        )

        shown = answer.content.decode()
        assert "请选择担任这个岗位的具体范围" in shown
        assert "结束日期不能早于开始日期" in shown

    def test_ending_asks_once_more_and_is_kept(self, administrator, community):
        steward = a_steward(community)
        role = steward.assignments.get()
        browser = signed_in(administrator)
        address = reverse("accounts:end_role", args=[role.pk])
        assert "从这一分钟起" in browser.get(address).content.decode()

        browser.post(address)
        browser.post(address)

        assert RoleAssignment.objects.get(pk=role.pk).ended_by
        events = AccountEvent.objects.filter(account_id=steward.pk)
        assert [event.kind for event in events] == ["role_ended"]


class TestManaging:
    def test_two_who_correct_at_once_are_shown_each_others_change(self, administrator, community):
        steward = a_steward(community)
        address = reverse("accounts:change", args=[steward.pk])
        first, second = signed_in(administrator), signed_in(a_manager(community))
        read = {"revision": 1, "phone": ""}

        first.post(address, {**read, "display_name": "王小明"})
        answer = second.post(address, {**read, "display_name": "王晓明"})

        shown = answer.content.decode()
        assert "别人刚刚做的修改" in shown
        assert "社区管家 → 王小明" in shown
        assert 'value="王晓明"' in shown
        assert User.objects.get(pk=steward.pk).display_name == "王小明"

    def test_closing_ends_every_session_and_says_why(self, administrator, community):
        steward = a_steward(community)
        browser = signed_in(steward)

        signed_in(administrator).post(reverse("accounts:close", args=[steward.pk]), {"why": "离职"})

        assert browser.get(reverse("accounts:mine")).status_code == 302
        assert AccountEvent.objects.filter(kind="account_closed", note="离职").exists()

    def test_nobody_closes_his_own(self, administrator):
        shown = signed_in(administrator).post(
            reverse("accounts:close", args=[administrator.pk]), {"why": "再见"}
        )

        assert "不能停用自己" in shown.content.decode()

    def test_a_secretary_cannot_reset_somebody_with_other_work_too(self, community):
        steward = a_steward(community)
        with_role(Role.STEWARD, user=steward, community=a_community("乙社区"))
        before = steward.password

        shown = signed_in(a_manager(community)).post(
            reverse("accounts:reset_password", args=[steward.pk])
        )

        assert "不能修改这个账号" in shown.content.decode()
        assert User.objects.get(pk=steward.pk).password == before

    def test_a_reset_password_works_once_and_ends_a_lock(self, administrator, community):
        steward = a_steward(community)
        for _ in range(5):
            with pytest.raises(actions.WrongNameOrPassword):
                actions.prove_password(
                    username=steward.username, password="x", address="", now=timezone.now()
                )
        browser = signed_in(administrator)
        assert "锁定至" in page(browser, "account", steward.pk)

        browser.post(reverse("accounts:reset_password", args=[steward.pk]))

        assert User.objects.get(pk=steward.pk).must_change_password
        assert "锁定至" not in page(browser, "account", steward.pk)

    def test_a_closed_account_opens_again(self, administrator, community):
        steward = a_steward(community)
        User.objects.filter(pk=steward.pk).update(is_active=False)

        signed_in(administrator).post(reverse("accounts:reopen", args=[steward.pk]))

        assert User.objects.get(pk=steward.pk).is_active
