"""Whoever paid too late is told that his money goes back."""

from datetime import timedelta

import pytest

from fangcun.core.notices.models import Notice
from fangcun.core.payments.models import ProviderEvent
from fangcun.core.payments.states import CameTo
from fangcun.core.payments.tests.cast import a_payment
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident
from fangcun.doors.workspace.actions import LOOKS_BACK, tell_of_late_money

pytestmark = pytest.mark.django_db


def heard(payment, came_to, *, event="1"):
    ProviderEvent.objects.create(
        provider="trial",
        event=event,
        payment=payment,
        said={},
        heard_at=MONDAY_9AM,
        came_to=came_to,
    )


class TestTellOfLateMoney:
    def test_says_once_how_much_for_what(self):
        resident = a_resident()
        late = a_payment(2500, resident=resident)
        heard(late, CameTo.LATE)
        heard(a_payment(1200, resident=resident), CameTo.PAID, event="2")

        for minutes in (1, 3):
            tell_of_late_money(now=MONDAY_9AM + timedelta(minutes=minutes))

        (notice,) = Notice.objects.all()
        assert notice.resident == resident
        assert f"您付的25元（{late.words}）到得太晚" in notice.words

    def test_is_silent_about_what_is_long_over(self):
        heard(a_payment(2500, resident=a_resident()), CameTo.LATE)

        tell_of_late_money(now=MONDAY_9AM + LOOKS_BACK + timedelta(minutes=1))

        assert not Notice.objects.exists()
