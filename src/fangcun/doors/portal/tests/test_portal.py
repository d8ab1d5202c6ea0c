"""Residents at home: a code opens one's own page and nobody else's."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fangcun.core.accounts.actions import account_for_phone
from fangcun.core.accounts.tests.cast import a_steward, signed_in
from fangcun.core.audit.models import Viewing
from fangcun.core.consent.models import CircleMember, Consent
from fangcun.core.consent.states import CircleAction, FieldGroup
from fangcun.core.people.actions.accounts import AccountOfAnother, own_account
from fangcun.core.people.models import Resident
from fangcun.core.people.tests.cast import a_resident
from fangcun.core.places.tests.cast import a_community
from fangcun.services.desk.models import ServiceRequest
from fangcun.services.desk.tests.cast import a_book

pytestmark = pytest.mark.django_db

HER_PHONE, HIS_PHONE = "13800001111", "13900002222"


@pytest.fixture
def said(caplog):
    """The code of the last message."""

    def last() -> str:
        return re.findall(r"验证码是(\d{6})", caplog.text)[-1]

    return last


@pytest.fixture
def grandmother():
    return a_resident("陈桂英", community=a_community(name="南郊社区"), phone=HER_PHONE)


def at_home(resident: Resident) -> Client:
    account = account_for_phone(phone=resident.main_phone, display_name=resident.name)
    own_account(resident=resident, account=account)
    return signed_in(account)


def call(phone: str) -> Client:
    client = Client()
    client.post(reverse("portal:sign_in"), {"phone": phone})
    return client


def let_in(resident: Resident, phone: str = HIS_PHONE, **more) -> CircleMember:
    today = timezone.localdate()
    fields = {
        "name": "陈明",
        "kinship": "child",
        "phone": phone,
        "sees": [FieldGroup.IDENTITY],
        "does": [CircleAction.REQUEST],
        "from_on": today,
        "until": today + timedelta(days=30),
        "channel": "online",
        "evidence": "本人登录后添加",
        "recorded_by": "陈桂英",
        "recorded_at": timezone.now(),
    }
    return CircleMember.objects.create(resident=resident, **{**fields, **more})


def as_relative(phone: str, said) -> Client:
    client = call(phone)
    client.post(reverse("portal:code"), {"code": said()})
    client.get(reverse("portal:who"))
    return client


class TestSigningIn:
    def test_a_number_and_a_code_open_ones_own_page(self, grandmother, said):
        client = call(HER_PHONE)

        client.post(reverse("portal:code"), {"code": said()})
        page = client.get(reverse("portal:who"), follow=True).content.decode()

        assert "陈桂英，您好" in page

    def test_a_stranger_gets_no_message_and_is_told_the_same(self, grandmother, caplog):
        known = call(HER_PHONE).get(reverse("portal:code")).content.decode()
        messages = caplog.text.count("验证码是")
        unknown = call("13711111111").get(reverse("portal:code")).content.decode()

        assert messages == caplog.text.count("验证码是") == 1
        assert _told(known, HER_PHONE) == _told(unknown, "13711111111")

    def test_a_couple_that_shares_a_number_is_asked_who(self, grandmother, said):
        nanjiao = grandmother.community
        a_resident("王建国", community=nanjiao, phone=HER_PHONE, birth_year=1946)
        client = call(HER_PHONE)
        client.post(reverse("portal:code"), {"code": said()})

        page = client.get(reverse("portal:who")).content.decode()
        client.post(reverse("portal:who"), {"who": str(grandmother.pk)})

        assert "王建国" in page
        assert f"{timezone.localdate().year - 1946}岁" in page  # two of one name differ
        assert "陈桂英，您好" in client.get(reverse("portal:home")).content.decode()

    def test_the_number_of_a_daughter_opens_nobodys_page(self, grandmother, said, caplog):
        grandmother.phones.create(number=HIS_PHONE, note="儿子的", is_main=False)

        call(HIS_PHONE)

        assert "验证码是" not in caplog.text

    def test_a_wrong_code_is_refused_beside_its_field(self, grandmother):
        page = call(HER_PHONE).post(reverse("portal:code"), {"code": "000000"})

        assert "验证码不对或已过期" in page.content.decode()

    def test_nobody_comes_in_without_a_code(self, grandmother):
        client = call(HER_PHONE)

        assert client.get(reverse("portal:who")).status_code == 302
        assert client.get(reverse("portal:home")).status_code == 302

    def test_two_people_do_not_share_an_account(self, grandmother):
        account = account_for_phone(phone=HER_PHONE, display_name="陈桂英")
        own_account(resident=grandmother, account=account)

        with pytest.raises(AccountOfAnother):
            own_account(resident=a_resident("陈桂英"), account=account)


PAGES = ["home", "requests", "services", "data", "looks", "consents", "circles", "let_in"]
PAGES += ["own_data", "own_data_file", "forget"]


class TestPages:
    @pytest.mark.parametrize("page", PAGES)
    def test_are_there_for_the_resident(self, grandmother, page):
        assert at_home(grandmother).get(reverse(f"portal:{page}")).status_code == 200

    @pytest.mark.parametrize("page", PAGES)
    def test_lead_others_to_the_sign_in(self, grandmother, page):
        steward = signed_in(a_steward(grandmother.community))

        for client in (Client(), steward):
            answer = client.get(reverse(f"portal:{page}"))
            assert answer.headers["Location"].startswith(reverse("portal:sign_in"))

    def test_the_front_door_stays_open_to_whoever_has_signed_in_at_home(self, grandmother):
        page = at_home(grandmother).get(reverse("portal:front")).content.decode()

        assert reverse("portal:home") in page

    def test_own_data_has_everything_by_section(self, grandmother):
        told = at_home(grandmother).get(reverse("portal:own_data_file")).json()

        sections = {one["code"]: one["rows"] for one in told["sections"]}
        assert sections["identity"][0]["姓名"] == "陈桂英"
        assert {"requests", "services", "consents", "circle", "looks"} <= set(sections)


class TestConsent:
    def test_is_given_and_withdrawn_by_the_resident_herself(self, grandmother):
        home = at_home(grandmother)
        grandmother.birth_year = 1944
        grandmother.save()

        home.post(reverse("portal:give_consent", args=["health"]))
        given = Consent.objects.get(resident=grandmother)
        home.post(reverse("portal:withdraw_consent", args=[given.pk]))

        given.refresh_from_db()
        assert given.withdrawn_at is not None

    def test_of_another_is_not_there(self, grandmother):
        other = a_resident("李四", phone=HIS_PHONE, birth_year=1950)
        at_home(other).post(reverse("portal:give_consent", args=["service"]))
        given = Consent.objects.get(resident=other)

        answer = at_home(grandmother).post(reverse("portal:withdraw_consent", args=[given.pk]))

        assert answer.status_code == 404


class TestCircle:
    def test_a_relative_sees_the_allowed_groups_only_and_is_written_down(self, grandmother, said):
        member = let_in(grandmother)
        ServiceRequest.objects.all().delete()
        relative = as_relative(HIS_PHONE, said)

        page = relative.get(reverse("portal:circle", args=[member.pk])).content.decode()

        assert HER_PHONE in page
        assert "用过的" not in page
        looks = Viewing.objects.filter(subject_id=grandmother.pk)
        assert [look.field for look in looks] == [FieldGroup.IDENTITY]

    def test_revoking_works_that_minute(self, grandmother, said):
        member = let_in(grandmother)
        relative = as_relative(HIS_PHONE, said)

        at_home(grandmother).post(reverse("portal:revoke", args=[member.pk]))

        assert relative.get(reverse("portal:circle", args=[member.pk])).status_code == 404

    def test_a_stranger_sees_nobody(self, grandmother):
        member = let_in(grandmother)
        other = at_home(a_resident("李四", phone="13711112222"))

        assert other.get(reverse("portal:circle", args=[member.pk])).status_code == 404

    def test_the_resident_lets_a_relative_in(self, grandmother):
        until = timezone.localdate() + timedelta(days=90)
        fields = {"name": "陈明", "kinship": "child", "phone": HIS_PHONE, "until": until}

        at_home(grandmother).post(reverse("portal:let_in"), {**fields, "sees": ["requests"]})

        assert CircleMember.objects.get(resident=grandmother).sees == ["requests"]


class TestAsking:
    def _ask(
        self, client, resident, line="油烟机要清洗", key="6d4a2b1e-1f6d-4b1e-9a55-0a4d3f1c2b11"
    ):
        fields = {"resident": resident.pk, "line": line, "written_key": key}
        return client.post(reverse("desk:ask"), fields)

    def test_stands_in_the_book_of_the_community_once(self, grandmother):
        a_book(grandmother.community)
        home = at_home(grandmother)

        self._ask(home, grandmother)
        self._ask(home, grandmother)

        asked = ServiceRequest.objects.get()
        assert (asked.channel, asked.line, asked.resident) == (
            "online",
            "油烟机要清洗",
            grandmother,
        )
        assert "油烟机要清洗" in home.get(reverse("portal:requests")).content.decode()

    def test_for_somebody_else_is_refused(self, grandmother):
        other = a_resident("李四", community=grandmother.community, phone=HIS_PHONE)
        a_book(grandmother.community)

        self._ask(at_home(other), grandmother)

        assert not ServiceRequest.objects.exists()

    def test_a_relative_asks_for_those_who_let_him(self, grandmother, said):
        a_book(grandmother.community)
        let_in(grandmother)

        self._ask(as_relative(HIS_PHONE, said), grandmother)

        assert ServiceRequest.objects.get().resident == grandmother

    def test_an_empty_line_is_refused_beside_its_field(self, grandmother):
        a_book(grandmother.community)

        page = self._ask(at_home(grandmother), grandmother, line="  ").content.decode()

        assert "请写下您需要什么" in page


class TestForgetting:
    def test_is_asked_for_and_waits_for_an_answer(self, grandmother):
        home = at_home(grandmother)

        home.post(reverse("portal:forget"), {"is_sure": "on"})

        assert "最晚" in home.get(reverse("portal:forget")).content.decode()


def _told(page: str, phone: str) -> str:
    """A page without what differs for everybody."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"|X-CSRFToken[^}]+', "", page).replace(
        phone, ""
    )
