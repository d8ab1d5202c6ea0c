"""What the desk promised, as a resident's own pages tell it."""

from datetime import timedelta

import pytest

from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident
from fangcun.ledger.queries.at_home import things_standing
from fangcun.services.desk.tests.cast import a_dispatched_request, a_doer

pytestmark = pytest.mark.django_db


class TestThings:
    def test_a_service_handed_over_says_what_he_asked_and_who_comes(self):
        grandmother = a_resident("陈桂英")
        doer = a_doer(grandmother.community)
        asked = a_dispatched_request(doer, resident=grandmother, community=grandmother.community)

        service = next(one for one in things_standing(grandmother) if one.key.startswith("desk:"))

        assert service.on == (MONDAY_9AM + timedelta(days=2)).date()
        assert str(doer) in service.place
        assert asked.line in service.more
