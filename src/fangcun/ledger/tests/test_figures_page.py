"""The figures as they stand on their page: what they open to, what they cannot say."""

import pytest
from django.urls import reverse

from fangcun.core.accounts.tests.cast import a_manager, a_planner, signed_in
from fangcun.core.places.tests.cast import a_community, a_facility
from fangcun.ledger.states import WhyNot
from fangcun.ledger.tests.cast import a_crowd, an_unmet_need

pytestmark = pytest.mark.django_db
FEBRUARY = {"since": "2026-02-01", "until": "2026-02-28"}


def figures(person):
    return signed_in(person).get(reverse("ledger:figures"), FEBRUARY).content.decode()


def test_a_reason_opens_to_the_needs_behind_it_for_those_who_may_read_them():
    nanjiao = a_community()
    an_unmet_need(community=nanjiao, why=WhyNot.TOO_FAR)
    opened = f"why={WhyNot.TOO_FAR.value}"

    assert opened in figures(a_manager(nanjiao))
    assert opened not in figures(a_planner())


def test_a_crowd_that_was_only_counted_is_not_said_to_be_nobody():
    nanjiao = a_community()
    a_crowd(900, facility=a_facility(nanjiao))

    assert "没有记姓名" in figures(a_manager(nanjiao))
