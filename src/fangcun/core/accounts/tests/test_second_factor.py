"""The second factor: compulsory for those who see persons, used once, recovered on paper."""

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fangcun.core.accounts import actions
from fangcun.core.accounts.models import RecoveryCode, SecondFactor, User
from fangcun.core.accounts.rules import _key
from fangcun.core.accounts.states import SIGNS_IN_TWICE, Role
from fangcun.core.accounts.tests.cast import a_planner, a_steward, an_administrator
from fangcun.core.audit.models import AccountEvent
from fangcun.core.audit.states import AccountEventKind
from fangcun.core.people.tests.cast import MONDAY_9AM
from fangcun.core.places.tests.cast import a_community

PASSWORD = "chongchuan-2026"


@pytest.fixture(autouse=True)
def _asked_for(settings) -> None:
    settings.SECOND_FACTOR = True


def code_at(secret: str, now) -> str:
    """What the telephone shows at that moment."""
    app = TOTP(_key(secret), 6, SHA1(), 30)  # noqa: S303  # the apps' common language
    return app.generate(now.timestamp()).decode()


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    return user


def enrolled(user: User, *, now=MONDAY_9AM) -> tuple[str, list[str]]:
    secret = actions.begin_second_factor(user=user)
    codes = actions.confirm_second_factor(user=user, code=code_at(secret, now), now=now)
    return secret, codes


def prove(user: User, code: str, now=MONDAY_9AM) -> None:
    actions.prove_second_factor(user=user, code=code, address="", now=now)


@pytest.mark.django_db
class TestProving:
    def test_a_code_works_once(self):
        steward = a_steward(a_community())
        secret, _codes = enrolled(steward)
        later = MONDAY_9AM + timedelta(minutes=1)

        prove(steward, code_at(secret, later), later)

        with pytest.raises(actions.WrongCode):
            prove(steward, code_at(secret, later), later)

    def test_the_code_of_enrolment_does_not_sign_in_too(self):
        steward = a_steward(a_community())
        secret, _codes = enrolled(steward)

        with pytest.raises(actions.WrongCode):
            prove(steward, code_at(secret, MONDAY_9AM))

    def test_a_recovery_code_works_once_however_it_is_typed(self):
        steward = a_steward(a_community())
        _secret, codes = enrolled(steward)

        prove(steward, codes[0].lower().replace("-", " "))

        with pytest.raises(actions.WrongCode):
            prove(steward, codes[0])

    def test_a_recovery_code_still_works_while_keys_are_changed(self, settings):
        steward = a_steward(a_community())
        _secret, codes = enrolled(steward)
        settings.FIELD_KEYS = [("new", b"n" * 32), *settings.FIELD_KEYS]

        assert actions.seal_anew() == 1

        prove(steward, codes[0])

    def test_five_wrong_codes_lock(self):
        steward = a_steward(a_community())
        enrolled(steward)
        for _ in range(5):
            with pytest.raises(actions.WrongCode):
                prove(steward, "000000")

        with pytest.raises(actions.LockedOut):
            prove(steward, "000000")

    def test_new_recovery_codes_end_the_old(self):
        steward = a_steward(a_community())
        _secret, old = enrolled(steward)

        actions.renew_recovery_codes(user=steward, now=MONDAY_9AM)

        with pytest.raises(actions.WrongCode):
            prove(steward, old[0])

    def test_the_secret_cannot_be_read_from_the_table(self):
        steward = a_steward(a_community())
        secret, codes = enrolled(steward)

        kept = SecondFactor.objects.get(user=steward)
        assert secret.encode() not in bytes(kept.secret_sealed)
        assert all(
            code.encode() not in bytes(row.digest)
            for code, row in zip(codes, RecoveryCode.objects.all(), strict=True)
        )


@pytest.mark.django_db
class TestResetting:
    def test_lets_another_telephone_be_set_up_and_ends_the_sessions(self):
        steward = a_steward(a_community())
        enrolled(steward)
        browser = Client()
        browser.force_login(steward)

        actions.reset_second_factor(account=steward, by=an_administrator(), now=MONDAY_9AM)

        assert not SecondFactor.objects.exists()
        assert not RecoveryCode.objects.exists()
        assert browser.get(reverse("accounts:mine")).status_code == 302


@pytest.mark.django_db
class TestPages:
    def test_a_steward_sets_up_a_telephone_before_any_other_page(self, client: Client):
        steward = with_password(a_steward(a_community()))
        sign_in = {"username": steward.username, "password": PASSWORD}
        client.post(reverse("accounts:sign_in"), sign_in)

        assert client.get("/").headers["Location"] == reverse("accounts:enrol")
        page = client.get(reverse("accounts:enrol")).content.decode()
        assert "<svg" in page
        assert "style=" not in page
        secret = actions.begin_second_factor(user=steward)
        confirmed = client.post(
            reverse("accounts:enrol"), {"code": code_at(secret, timezone.now())}
        )
        assert confirmed.headers["Location"] == reverse("accounts:recovery_codes")
        shown = client.get(reverse("accounts:recovery_codes")).content.decode()
        assert shown.count("<li><code>") == 10
        done = client.post(reverse("accounts:recovery_codes"), {"done": "1"})
        assert done.headers["Location"] == reverse("workspace:home")
        assert client.get(reverse("accounts:mine")).status_code == 200
        assert client.get(reverse("accounts:recovery_codes")).url == reverse("accounts:mine")

    def test_whoever_has_set_it_up_goes_on_to_where_he_was_going(self, client: Client):
        steward = with_password(a_steward(a_community()))
        client.force_login(steward)
        secret = actions.begin_second_factor(user=steward)

        enrol = client.get("/desk/?view=late").headers["Location"]
        codes = client.post(enrol, {"code": code_at(secret, timezone.now())}).headers["Location"]
        done = client.post(codes, {"done": "1"})

        assert enrol.startswith(reverse("accounts:enrol"))
        assert done.headers["Location"] == "/desk/?view=late"

    def test_signing_in_asks_for_the_code(self, client: Client):
        steward = with_password(a_steward(a_community()))
        _secret, codes = enrolled(steward)
        sign_in = {"username": steward.username, "password": PASSWORD, "next": "/look/"}
        asked = client.post(reverse("accounts:sign_in"), sign_in)

        assert asked.headers["Location"] == reverse("accounts:second_factor")
        assert client.get(reverse("accounts:mine")).status_code == 302
        wrong = client.post(reverse("accounts:second_factor"), {"code": "000000"})
        assert "验证码不对" in wrong.content.decode()
        right = client.post(reverse("accounts:second_factor"), {"code": codes[0]})
        assert right.headers["Location"] == "/look/"
        assert client.get(reverse("accounts:mine")).status_code == 200

    def test_a_password_alone_is_not_enough_to_reach_the_code_later(self, client: Client):
        steward = with_password(a_steward(a_community()))
        enrolled(steward)
        sign_in = {"username": steward.username, "password": PASSWORD}
        client.post(reverse("accounts:sign_in"), sign_in)
        session = client.session
        session["pending_sign_in"] |= {"until": timezone.now().timestamp() - 1}
        session.save()

        page = client.get(reverse("accounts:second_factor"))

        assert page.headers["Location"] == reverse("accounts:sign_in")

    def test_whoever_is_given_such_a_role_is_asked_from_then_on(self, client: Client):
        client.force_login(a_steward(a_community()))

        assert client.get("/").headers["Location"] == reverse("accounts:enrol")

    def test_planners_see_no_person_and_need_none(self, client: Client):
        client.force_login(a_planner())

        assert client.get(reverse("accounts:mine")).status_code == 200
        assert Role.PLANNER not in SIGNS_IN_TWICE

    def test_is_switched_off_by_the_deployment(self, client: Client, settings):
        settings.SECOND_FACTOR = False
        steward = with_password(a_steward(a_community()))

        client.post(
            reverse("accounts:sign_in"), {"username": steward.username, "password": PASSWORD}
        )

        assert client.get(reverse("accounts:mine")).status_code == 200

    def test_signing_in_with_a_recovery_code_is_kept(self, client: Client):
        steward = a_steward(a_community())
        _secret, codes = enrolled(steward)

        prove(steward, codes[3])

        assert AccountEvent.objects.filter(kind=AccountEventKind.RECOVERY_CODE_USED).count() == 1
