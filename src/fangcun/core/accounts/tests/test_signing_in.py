"""Signing in with a password: what is refused, what locks, what is kept."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fangcun.core.accounts import actions
from fangcun.core.accounts.models import Tries, User
from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.audit.models import AccountEvent
from fangcun.core.audit.states import AccountEventKind
from fangcun.core.people.tests.cast import MONDAY_9AM

PASSWORD, HERE = "chongchuan-2026", "10.0.0.1"


def a_colleague(username: str = "li") -> User:
    user = a_person(username, "李")
    user.set_password(PASSWORD)
    user.save()
    return user


def _prove(password: str, *, now=MONDAY_9AM, username: str = "li", address: str = HERE) -> User:
    return actions.prove_password(username=username, password=password, address=address, now=now)


def _fail(times: int, **more) -> None:
    for _ in range(times):
        with pytest.raises(actions.WrongNameOrPassword):
            _prove("wrong", **more)


@pytest.mark.django_db
class TestLock:
    def test_five_wrong_passwords_lock_even_the_right_one_out(self):
        a_colleague()
        _fail(5)

        with pytest.raises(actions.LockedOut, match="5分钟后"):
            _prove(PASSWORD)

    def test_ends_by_itself(self):
        user = a_colleague()
        _fail(5)

        assert _prove(PASSWORD, now=MONDAY_9AM + timedelta(minutes=5)) == user

    def test_four_slips_are_forgotten_by_the_right_password(self):
        a_colleague()
        for _ in range(3):
            _fail(4)
            _prove(PASSWORD)

        _fail(4)

    def test_says_nothing_about_whether_a_name_is_known(self):
        _fail(5, username="nobody")

        with pytest.raises(actions.LockedOut):
            _prove(PASSWORD, username="nobody")

    def test_an_address_that_tries_many_names_is_locked(self):
        a_colleague()
        for number in range(20):
            _fail(1, username=f"name{number}")

        with pytest.raises(actions.LockedOut):
            _prove(PASSWORD)
        assert _prove(PASSWORD, address="10.0.0.2")

    def test_an_office_that_signs_in_is_not(self):
        for number in range(40):
            a_colleague(f"colleague{number}")
            _prove(PASSWORD, username=f"colleague{number}")

        assert not Tries.objects.filter(locked_until__isnull=False).exists()

    def test_is_kept_with_the_failures(self):
        user = a_colleague()
        _fail(5)

        kinds = AccountEvent.objects.filter(account_id=user.pk).values_list("kind", flat=True)
        assert (
            sorted(kinds) == [AccountEventKind.LOCKED_OUT] + [AccountEventKind.SIGN_IN_FAILED] * 5
        )


@pytest.mark.django_db(transaction=True)
class TestManyTriesAtOnce:
    def test_are_counted_all(self):
        a_colleague()

        def one_try(_number: int) -> str:
            try:
                _prove("wrong")
            except Exception as refusal:
                return type(refusal).__name__
            finally:
                connection.close()
            return "in"

        with ThreadPoolExecutor(8) as threads:
            answers = list(threads.map(one_try, range(16)))

        assert answers.count("WrongNameOrPassword") == 5
        assert answers.count("LockedOut") == 11


@pytest.mark.django_db
class TestPages:
    def test_signing_in_and_out_is_kept(self, client: Client):
        user = a_colleague()

        client.post(reverse("accounts:sign_in"), {"username": "li", "password": PASSWORD})
        client.post(reverse("accounts:sign_out"))

        kept = AccountEvent.objects.filter(account_id=user.pk).order_by("pk")
        assert [(event.kind, event.address) for event in kept] == [
            (AccountEventKind.SIGNED_IN, "127.0.0.1"),
            (AccountEventKind.SIGNED_OUT, "127.0.0.1"),
        ]

    def test_a_closed_account_is_refused_like_an_unknown_one(self, client: Client):
        user = a_colleague()
        User.objects.filter(pk=user.pk).update(is_active=False)

        page = client.post(reverse("accounts:sign_in"), {"username": "li", "password": PASSWORD})

        assert "用户名或密码不对" in page.content.decode()

    def test_a_first_password_is_changed_before_anything_else(self, client: Client):
        user = a_colleague()
        User.objects.filter(pk=user.pk).update(must_change_password=True)
        client.post(reverse("accounts:sign_in"), {"username": "li", "password": PASSWORD})

        assert client.get("/").headers["Location"] == reverse("accounts:password")
        new = {"old": PASSWORD, "new": "another-2026-one", "again": "another-2026-one"}
        client.post(reverse("accounts:password"), new)
        assert client.get(reverse("accounts:mine")).status_code == 200

    @pytest.mark.parametrize(
        ("new", "again", "said"),
        [
            pytest.param("abc-123", "abc-123", "密码", id="too-short"),
            pytest.param("fangcun-2027", "fangcun-2028", "不一样", id="typed-differently"),
        ],
    )
    def test_a_bad_new_password_is_refused_beside_its_field(self, client, new, again, said):
        client.force_login(a_colleague())

        page = client.post(
            reverse("accounts:password"), {"old": PASSWORD, "new": new, "again": again}
        )

        assert said in page.content.decode()
        assert User.objects.get(username="li").check_password(PASSWORD)

    def test_a_new_password_ends_the_other_sessions(self):
        user = a_colleague()
        here, elsewhere = Client(), Client()
        here.force_login(user)
        elsewhere.force_login(user)

        new = {"old": PASSWORD, "new": "another-2026-one", "again": "another-2026-one"}
        here.post(reverse("accounts:password"), new)

        assert here.get(reverse("accounts:mine")).status_code == 200
        assert elsewhere.get(reverse("accounts:mine")).status_code == 302

    def test_an_old_password_must_change_where_the_deployment_says_so(self, client, settings):
        settings.PASSWORD_DAYS = 90
        user = a_colleague()
        long_ago = timezone.now() - timedelta(days=91)
        User.objects.filter(pk=user.pk).update(password_set_at=long_ago)
        client.force_login(user)

        assert client.get("/").headers["Location"] == reverse("accounts:password")

    def test_the_address_behind_a_proxy_is_believed_only_where_there_is_one(self, client, settings):
        wrong = {"username": "li", "password": "x"}
        forwarded = {"HTTP_X_FORWARDED_FOR": "6.6.6.6, 10.1.1.1"}

        client.post(reverse("accounts:sign_in"), wrong, **forwarded)
        settings.TRUSTED_PROXIES = 1
        client.post(reverse("accounts:sign_in"), wrong, **forwarded)

        addresses = AccountEvent.objects.order_by("pk").values_list("address", flat=True)
        assert list(addresses) == ["127.0.0.1", "10.1.1.1"]
