"""Accounts, what they allow, and the doors that pages stand behind."""

from io import StringIO
from unittest.mock import patch

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from fangcun.base.http import planner_page, reader_page
from fangcun.base.rights import Right
from fangcun.core.accounts.actions import begin_second_factor, open_account
from fangcun.core.accounts.models import SecondFactor, User
from fangcun.core.accounts.states import Role
from fangcun.core.accounts.tests.cast import a_person, with_role
from fangcun.core.audit.models import AccountEvent

PASSWORD = "chongchuan-2026"
COMMAND = "fangcun.core.accounts.management.commands.open_account"


def a_user(role: Role = Role.PLANNER, username: str = "li") -> User:
    user = open_account(username=username, password=PASSWORD, display_name="李")
    return with_role(role, user=user)


@pytest.mark.django_db
class TestRights:
    @pytest.mark.parametrize(
        ("role", "reads", "changes"),
        [
            pytest.param(Role.PLANNER, True, True, id="planner"),
            pytest.param(Role.AUDITOR, True, False, id="auditor"),
            pytest.param(Role.ADMINISTRATOR, True, True, id="administrator"),
        ],
    )
    def test_follow_from_the_role(self, role, reads, changes):
        user = a_user(role)

        assert user.may(Right.READ_PLANS) is reads
        assert user.may(Right.CHANGE_PLANS) is changes

    def test_end_with_the_account(self):
        user = a_user()
        user.is_active = False

        assert not user.may(Right.READ_PLANS)

    def test_nobody_without_a_role_may_anything(self):
        assert not any(a_person().may(right) for right in Right)


@pytest.mark.django_db
class TestDoors:
    @pytest.mark.parametrize(
        ("door", "role", "status"),
        [
            pytest.param(reader_page, Role.AUDITOR, 200, id="auditor-reads"),
            pytest.param(planner_page, Role.PLANNER, 200, id="planner-changes"),
        ],
    )
    def test_open(self, door, role, status):
        request = RequestFactory().get("/")
        request.user = a_user(role)

        assert door(lambda request: HttpResponse())(request).status_code == status

    def test_planners_door_stays_shut_for_an_auditor(self):
        request = RequestFactory().get("/")
        request.user = a_user(Role.AUDITOR)

        with pytest.raises(PermissionDenied):
            planner_page(lambda request: HttpResponse())(request)

    def test_strangers_are_sent_to_sign_in(self):
        request = RequestFactory().get("/somewhere/")
        request.user = AnonymousUser()

        response = reader_page(lambda request: HttpResponse())(request)

        assert response.headers["Location"] == f"{reverse('accounts:sign_in')}?next=/somewhere/"


@pytest.mark.django_db
class TestSigningIn:
    def test_leads_to_the_first_screen(self, client: Client):
        a_user()

        response = client.post(
            reverse("accounts:sign_in"), {"username": "li", "password": PASSWORD}
        )

        assert response.headers["Location"] == reverse("workspace:home")

    def test_wrong_password_keeps_the_name_and_says_what_to_do(self, client: Client):
        a_user()

        page = client.post(reverse("accounts:sign_in"), {"username": "li", "password": "x"})

        assert "用户名或密码不对" in page.content.decode()
        assert 'value="li"' in page.content.decode()

    def test_never_leads_to_another_site(self, client: Client):
        a_user()

        response = client.post(
            reverse("accounts:sign_in") + "?next=https://elsewhere.example/",
            {"username": "li", "password": PASSWORD},
        )

        assert response.headers["Location"] == reverse("workspace:home")


@pytest.mark.django_db
class TestOpenAccountCommand:
    def test_opens_one(self):
        with patch(f"{COMMAND}.getpass", return_value=PASSWORD):
            call_command("open_account", "wang", "--role", "administrator", stdout=StringIO())

        assert User.objects.get(username="wang").check_password(PASSWORD)

    def test_refuses_a_weak_password(self):
        with (
            patch(
                "fangcun.core.accounts.management.commands.open_account.getpass", return_value="1"
            ),
            pytest.raises(CommandError),
        ):
            call_command("open_account", "wang", stdout=StringIO())

        assert not User.objects.exists()

    def test_leaves_the_name_where_none_is_given(self):
        a_user()

        with patch(f"{COMMAND}.getpass", return_value=PASSWORD):
            call_command("open_account", "li", stdout=StringIO())

        assert User.objects.get(username="li").display_name == "李"

    def test_is_the_way_back_in_for_whoever_lost_the_telephone(self):
        user = a_user(Role.ADMINISTRATOR)
        begin_second_factor(user=user)

        with patch(f"{COMMAND}.getpass", return_value=PASSWORD):
            call_command("open_account", "li", "--new-telephone", stdout=StringIO())

        assert not SecondFactor.objects.exists()
        assert AccountEvent.objects.filter(by="open_account").count() == 2
