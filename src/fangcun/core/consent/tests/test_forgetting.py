import json
from datetime import date

import pytest

from fangcun.core.accounts.tests.cast import a_person, a_steward
from fangcun.core.audit.actions import note_look
from fangcun.core.consent import actions, queries
from fangcun.core.consent.models import CircleMember, Consent, ForgetRequest
from fangcun.core.consent.states import Channel, GivenBy
from fangcun.core.consent.tests.cast import MONDAY, a_consent, a_member
from fangcun.core.people.models import ForgottenCount
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident
from fangcun.core.places.queries import history_of

pytestmark = pytest.mark.django_db


def ask(resident, by="管家"):
    return actions.ask_to_be_forgotten(
        resident=resident,
        asked_by=GivenBy.SELF,
        channel=Channel.PAPER,
        words="我搬走了，请删掉",
        by=by,
        today=MONDAY,
        now=MONDAY_9AM,
    )


class TestAsking:
    def test_due_in_thirty_days(self):
        request = ask(a_resident())

        assert request.due_on == date(2026, 3, 11)
        assert request.account_due_on is None

    def test_account_is_closed_in_fifteen_working_days(self):
        request = ask(a_resident(account=a_person()))

        assert request.account_due_on == date(2026, 3, 2)

    def test_twice_says_when_the_first_is_due(self):
        resident = a_resident()
        ask(resident)

        with pytest.raises(actions.AlreadyAsked, match="2026-03-11"):
            ask(resident, by="另一位")

    def test_settled_once(self):
        request = ask(a_resident())
        settle = {"request": request, "by": "书记", "now": MONDAY_9AM}

        done = actions.note_forgotten(**settle)

        assert done.words == ""
        with pytest.raises(actions.AlreadySettled):
            actions.refuse_to_forget(**settle, because="不行")

    def test_those_that_wait_come_first(self):
        waiting, done = ask(a_resident()), ask(a_resident())
        actions.note_forgotten(request=done, by="t", now=MONDAY_9AM)

        found = queries.forget_requests(ForgetRequest.objects.all())

        assert [one.pk for one in found] == [waiting.pk, done.pk]


class TestWipe:
    def test_leaves_counts_and_the_request_without_words(self):
        resident = a_resident()
        a_consent(resident)
        member = a_member(resident)
        ask(resident)

        actions.wipe(resident=resident)
        actions.wipe(resident=resident)

        assert not Consent.objects.exists()
        assert not CircleMember.objects.exists()
        assert history_of(member) == []
        assert ForgetRequest.objects.get().words == ""
        counts = ForgottenCount.objects.order_by("what").values_list("what", "people")
        assert list(counts) == [("circle", 1), ("consent:health", 1)]


class TestOwnData:
    def test_is_all_of_it_as_json(self):
        resident = a_resident(phone="13800001111", born_on=date(1940, 1, 1))
        a_consent(resident)
        a_member(resident)
        note_look(
            viewer=a_steward(resident.community),
            subject_id=resident.pk,
            field="id_number",
            reason="办证",
            now=MONDAY_9AM,
        )

        told = json.loads(json.dumps(queries.own_data(resident)))

        assert told["identity"]["phones"] == ["13800001111"]
        assert told["consents"][0]["purpose"] == "health"
        assert told["circle"][0]["name"] == "陈小红"
        assert told["looks"][0]["what"] == "身份证号"
