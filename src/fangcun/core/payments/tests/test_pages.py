"""The payer's page, the till's list, cards and tabs, the test provider's page, the slip."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fangcun.core.accounts.actions import account_for_phone
from fangcun.core.accounts.tests.cast import a_cook, a_steward, an_operator_manager, signed_in
from fangcun.core.operators.tests.cast import a_contract, an_operator
from fangcun.core.payments.models import Account, Payment, TrialOrder, TrialOutage
from fangcun.core.payments.providers import Heard, Told
from fangcun.core.payments.providers.trial import letters
from fangcun.core.payments.states import Method, PaymentState, TrialChoice
from fangcun.core.payments.tests.cast import a_card, a_payment, a_tab
from fangcun.core.people.tests.cast import a_resident
from fangcun.core.places.tests.cast import a_community, a_facility

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return a_facility(a_community())


@pytest.fixture
def till(place):
    """A browser at the counter."""
    return signed_in(a_cook(place))


def at_home(phone: str = "13800000001"):
    """A resident and her own browser."""
    account = account_for_phone(phone=phone, display_name="陈桂英")
    return a_resident(account=account), signed_in(account)


def an_online_payment(captured, **more) -> Payment:
    with captured(execute=True):
        return a_payment(method=Method.ONLINE, now=timezone.now(), **more)


class TestPayersPage:
    def test_leads_to_the_provider_and_back(self, django_capture_on_commit_callbacks):
        resident, browser = at_home()
        payment = an_online_payment(django_capture_on_commit_callbacks, resident=resident)
        address = reverse("payments:payment", args=[payment.pk])
        assert payment.pay_address in browser.get(address).content.decode()

        answer = Client().post(payment.pay_address, {"choice": TrialChoice.PAY.value})

        assert answer.headers["Location"] == address
        assert browser.post(reverse("payments:ask_again", args=[payment.pk])).status_code == 302
        payment.refresh_from_db()
        assert payment.state == PaymentState.PAID

    def test_is_nobody_elses(self):
        payment = a_payment()
        _resident, browser = at_home()

        assert browser.get(reverse("payments:payment", args=[payment.pk])).status_code == 404

    def test_says_kindly_that_the_provider_is_down_and_asks_again(
        self, django_capture_on_commit_callbacks
    ):
        resident, browser = at_home()
        TrialOutage.objects.create(until=timezone.now() + timedelta(hours=1))
        payment = an_online_payment(django_capture_on_commit_callbacks, resident=resident)

        page = browser.post(reverse("payments:ask_again", args=[payment.pk]), follow=True)

        assert "没有扣款也没有丢单" in page.content.decode()

    def test_own_list_shows_cards_and_payments(self):
        resident, browser = at_home()
        a_card(5000, resident=resident)

        page = browser.get(reverse("payments:mine")).content.decode()

        assert "储值卡充值" in page
        assert "余额50元" in page

    @pytest.mark.parametrize("paper", ["", "?paper=a6"])
    def test_slip_is_a_pdf(self, paper):
        resident, browser = at_home()
        payment = a_payment(resident=resident)

        answer = browser.get(reverse("payments:receipt", args=[payment.pk]) + paper)

        assert answer.content.startswith(b"%PDF")


class TestTill:
    def test_shows_the_day_and_its_sums_in_few_questions(
        self, place, till, django_assert_max_num_queries
    ):
        for _ in range(12):
            a_payment(1250, facility=place, now=timezone.now())

        with django_assert_max_num_queries(16):
            page = till.get(reverse("payments:payments")).content.decode()

        assert "<strong>150</strong>" in page

    @pytest.mark.parametrize("query", ["?day=yesterday", "?facility=x", "?facility=999999&day="])
    def test_what_makes_no_sense_shows_today(self, till, query):
        assert till.get(reverse("payments:payments") + query).status_code == 200

    def test_gives_back_once_with_a_reason(self, place, till):
        payment = a_payment(1200, facility=place)
        address = reverse("payments:refund", args=[payment.pk])
        filled = {"written_key": uuid4(), "amount": "3.50", "why": "少打一个菜"}

        for _press in range(2):
            till.post(address, filled)
        refused = till.post(address, {**filled, "written_key": uuid4(), "amount": "9"})

        payment.refresh_from_db()
        assert payment.refunded_fen == 350
        assert "还可以退8.50元" in refused.content.decode()

    def test_shows_a_notification_that_does_not_fit(
        self, place, till, django_capture_on_commit_callbacks
    ):
        payment = an_online_payment(django_capture_on_commit_callbacks, facility=place)
        wrong = Heard(event="e", told=Told.PAID, payment=payment.number, amount_fen=100)

        answer = _notify(letters.write(wrong))

        assert (answer.status_code, answer.content) == (200, b"wrong_amount")
        page = till.get(reverse("payments:payments")).content.decode()
        assert "应收12元，通知1元" in page


class TestNotifications:
    def test_need_a_signature(self, django_capture_on_commit_callbacks):
        payment = an_online_payment(django_capture_on_commit_callbacks)
        paid = Heard(event="e", told=Told.PAID, payment=payment.number, amount_fen=1200)
        letter = letters.write(paid)

        assert _notify(letter._replace(signature="no")).status_code == 400
        assert _notify(letter, provider="nobody").status_code == 404
        assert _notify(letter).content == b"paid"


class TestAccounts:
    def test_are_opened_by_card_and_name_at_the_counter(self, place, till):
        contract = a_contract(an_operator(), place)
        a_resident("陈桂英", card_number="A001")
        address = reverse("payments:open_account")
        filled = {
            "card_number": "A001",
            "operator": contract.operator_id,
            "method": Method.TAB.value,
            "limit": "200",
        }

        wrong = till.post(address, {**filled, "name": "陈桂花"})
        till.post(address, {**filled, "name": "陈桂英"})

        assert "对不上" in wrong.content.decode()
        assert Account.objects.get().limit_fen == 20_000

    def test_are_filled_and_the_till_counts_it(self, place):
        contract = a_contract(an_operator(), place)
        card = a_card(operator=contract.operator)
        browser = signed_in(an_operator_manager(contract.operator))
        filled = {"written_key": uuid4(), "amount": "100", "method": "cash", "facility": place.pk}

        for _press in range(2):
            browser.post(reverse("payments:fill", args=[card.pk]), filled)

        card.refresh_from_db()
        assert card.balance_fen == 10_000
        assert Payment.objects.get().facility == place

    def test_limit_that_somebody_changed_meanwhile_is_shown(self):
        resident = a_resident()
        tab = a_tab(resident=resident)
        browser = signed_in(a_steward(resident.community))
        address = reverse("payments:limit", args=[tab.pk])
        browser.post(address, {"revision": 1, "limit": "50"})

        page = browser.post(address, {"revision": 1, "limit": "60"}).content.decode()

        assert "别人刚刚做的修改" in page

    def test_of_a_resident_are_paid_out_by_her_steward(self):
        resident = a_resident()
        card = a_card(5000, resident=resident)
        browser = signed_in(a_steward(resident.community))
        of_her = reverse("payments:accounts_of", args=[resident.pk])
        assert "储值卡充值" in browser.get(of_her).content.decode()

        filled = {"written_key": uuid4(), "why": "搬走"}
        browser.post(reverse("payments:pay_out", args=[card.pk]), filled)

        card.refresh_from_db()
        assert card.balance_fen == 0


class TestTrialPage:
    def test_is_there_for_the_test_provider_alone(self, settings):
        order = TrialOrder.objects.create(
            number="1", words="午餐", amount_fen=1, way_back="/", made_at=timezone.now()
        )
        address = reverse("payments:trial", args=[order.token])
        assert "不会动任何人的钱" in Client().get(address).content.decode()

        settings.PAYMENTS = ""

        assert Client().get(address).status_code == 404


def _notify(letter, provider: str = "trial"):
    """A notification as it comes over the wire."""
    return Client(enforce_csrf_checks=True).post(
        reverse("payments:notification", args=[provider]),
        letter.body,
        content_type="application/json",
        headers=letter.headers,
    )
