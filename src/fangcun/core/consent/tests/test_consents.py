from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection

from fangcun.base.errors import Refusal
from fangcun.core.consent import actions, queries
from fangcun.core.consent.models import Consent
from fangcun.core.consent.states import GivenBy, Limit, Purpose
from fangcun.core.consent.tests.cast import MONDAY, a_consent
from fangcun.core.people.models import Resident
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident

A_DAY = timedelta(days=1)
GUARDIAN = {
    "given_by": GivenBy.GUARDIAN,
    "guardian_name": "王芳",
    "guardian_kinship": "parent",
    "guardian_phone": "13900002222",
}


def allows(resident, purpose=Purpose.HEALTH, on=MONDAY):
    return queries.allows(resident=resident, purpose=purpose, on=on)


def withdraw(consent, by="管家"):
    return actions.withdraw_consent(consent=consent, by=by, now=MONDAY_9AM)


@pytest.mark.django_db
class TestGiveConsent:
    def test_is_never_bundled(self):
        resident = a_resident()

        a_consent(resident, Purpose.SERVICE)

        assert allows(resident, Purpose.SERVICE)
        assert not any(allows(resident, other) for other in Purpose if other != Purpose.SERVICE)

    @pytest.mark.parametrize(
        ("on", "holds"),
        [
            pytest.param(date(2026, 2, 8), False, id="the day before"),
            pytest.param(date(2026, 2, 9), True, id="first day"),
            pytest.param(date(2026, 3, 1), True, id="last day"),
            pytest.param(date(2026, 3, 2), False, id="the day after"),
        ],
    )
    def test_holds_on_its_days(self, on, holds):
        resident = a_resident()
        a_consent(resident, until=date(2026, 3, 1))

        assert allows(resident, on=on) == holds
        found = queries.allowing(purpose=Purpose.HEALTH, on=on, among=Resident.objects.all())
        assert found.exists() == holds

    def test_new_answer_replaces_the_old_one(self):
        resident = a_resident()
        a_consent(resident, until=date(2026, 2, 10))

        a_consent(resident, until=date(2027, 1, 1), now=MONDAY_9AM + A_DAY)

        assert allows(resident, on=date(2026, 12, 31))
        assert Consent.objects.filter(replaced_at=None).count() == 1

    def test_pressed_twice_is_one(self):
        resident = a_resident()

        first = a_consent(resident)
        second = a_consent(resident, now=MONDAY_9AM + timedelta(seconds=1))

        assert first == second
        assert Consent.objects.count() == 1

    def test_keeps_the_notice_that_was_shown(self):
        actions.load_defaults(now=MONDAY_9AM)

        consent = a_consent(a_resident())

        assert consent.notice.purpose == Purpose.HEALTH
        assert consent.is_separate

    @pytest.mark.parametrize(
        "more",
        [
            pytest.param({"from_on": date(2026, 2, 10)}, id="tomorrow"),
            pytest.param({"until": date(2026, 2, 8)}, id="ends before it begins"),
        ],
    )
    def test_refuses_wrong_dates(self, more):
        with pytest.raises(actions.WrongDates):
            a_consent(a_resident(), **more)

    def test_refuses_who_is_gone(self):
        for more in ({"forgotten_at": MONDAY_9AM}, {"merged_into": a_resident()}):
            with pytest.raises(actions.PersonIsGone):
                a_consent(a_resident(**more))


@pytest.mark.django_db
class TestChildren:
    def test_under_14_the_guardian_is_asked(self):
        child = a_resident(born_on=date(2015, 5, 1))

        with pytest.raises(actions.GuardianNeeded, match="14"):
            a_consent(child)
        assert a_consent(child, **GUARDIAN).guardian_name == "王芳"

    def test_guardians_word_ends_the_day_before_the_birthday(self):
        child = a_resident(born_on=date(2012, 2, 20))

        consent = a_consent(child, until=date(2030, 1, 1), **GUARDIAN)

        assert consent.until == date(2026, 2, 19)
        assert allows(child, on=date(2026, 2, 19))
        assert not allows(child, on=date(2026, 2, 20))

    def test_guardian_is_named_in_full(self):
        with pytest.raises(actions.GuardianNeeded, match="姓名、关系和电话"):
            a_consent(a_resident(born_on=date(2015, 5, 1)), **{**GUARDIAN, "guardian_phone": ""})

    def test_guardian_of_a_grown_up_gives_no_end(self):
        consent = a_consent(a_resident(born_on=date(1940, 5, 1)), **GUARDIAN)

        assert consent.until is None

    def test_unknown_age_must_be_seen(self):
        with pytest.raises(actions.AgeUnknown):
            a_consent(a_resident(), is_age_seen=False)

    def test_age_is_the_districts_rule(self):
        actions.load_defaults(now=MONDAY_9AM)
        limit = queries.limits().get(code=Limit.GUARDIAN_UNDER_AGE)
        written = actions.WrittenLimit(10, limit.source, limit.checked_on, limit.standing)
        actions.change_limit(limit=limit, revision=1, written=written, by="t", now=MONDAY_9AM)

        assert a_consent(a_resident(born_on=date(2015, 5, 1)))


@pytest.mark.django_db
class TestWithdraw:
    def test_works_at_once_and_once(self):
        resident = a_resident()
        consent = a_consent(resident)

        withdraw(consent)

        assert not allows(resident)
        with pytest.raises(actions.AlreadyWithdrawn):
            withdraw(consent)

    def test_no_of_a_person_beats_the_older_yes_of_a_merged_duplicate(self):
        kept = a_resident()
        duplicate = a_resident(community=kept.community)
        a_consent(duplicate)
        consent = a_consent(kept, now=MONDAY_9AM + A_DAY)
        Resident.objects.filter(pk=duplicate.pk).update(merged_into=kept)

        withdraw(consent)

        assert not allows(kept)
        asked = {"purpose": Purpose.HEALTH, "on": MONDAY, "among": Resident.objects.all()}
        assert not queries.allowing(**asked).exists()

    def test_yes_of_a_merged_duplicate_counts(self):
        kept = a_resident()
        duplicate = a_resident(community=kept.community)
        a_consent(duplicate)
        Resident.objects.filter(pk=duplicate.pk).update(merged_into=kept)

        assert allows(kept)
        asked = {"purpose": Purpose.HEALTH, "on": MONDAY, "among": Resident.objects.all()}
        assert queries.allowing(**asked).get() == kept


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_one_withdrawal_one_answer(self):
        resident = a_resident()
        consent = a_consent(resident)

        withdrawn = at_once(*(lambda by=by: withdraw(consent, by) for by in ("甲", "乙")))
        given = at_once(
            *(lambda by=by: a_consent(resident, by=by, evidence=by) for by in ("甲", "乙"))
        )

        assert withdrawn == ["AlreadyWithdrawn", "done"]
        assert given in (["AlreadyAnswered", "done"], ["done", "done"])  # or one after the other
        assert Consent.objects.filter(withdrawn_at=None, replaced_at=None).count() == 1


def at_once(*calls):
    """Two people press at the same moment; what each was told."""
    start = Barrier(len(calls))

    def press(call):
        start.wait()
        try:
            call()
            return "done"
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as people:
        return sorted(people.map(press, calls))


@pytest.mark.django_db
class TestAnswers:
    def test_every_purpose_with_its_notice(self, django_assert_num_queries):
        actions.load_defaults(now=MONDAY_9AM)
        resident = a_resident()
        a_consent(resident)
        withdraw(a_consent(resident, Purpose.PHOTOS))

        with django_assert_num_queries(2):
            answers = queries.answers_of(resident, on=MONDAY)

        found = {one.purpose: one for one in answers}
        assert list(found) == list(Purpose)
        assert all(one.notice.necessity_zh and one.notice.impact_en for one in answers)
        assert found[Purpose.HEALTH].holds
        assert not found[Purpose.PHOTOS].holds
        assert found[Purpose.PHOTOS].consent.withdrawn_at
        assert found[Purpose.WECHAT].consent is None


@pytest.mark.django_db
class TestNotices:
    def test_defaults_are_sourced_and_never_overwrite(self):
        actions.load_defaults(now=MONDAY_9AM)
        mine = write(over_version=1)

        actions.load_defaults(now=MONDAY_9AM)

        assert queries.newest_notice(Purpose.HEALTH) == mine
        others = [one for one in queries.newest_notices().values() if one != mine]
        assert all(one.source and one.checked_on for one in others)
        assert all(one.source and one.checked_on for one in queries.limits())

    def test_consent_keeps_the_words_it_was_given_to(self):
        actions.load_defaults(now=MONDAY_9AM)
        consent = a_consent(a_resident())

        write(over_version=1)

        consent.refresh_from_db()
        assert consent.notice.version == 1

    def test_second_writer_is_told(self):
        actions.load_defaults(now=MONDAY_9AM)
        write(over_version=1)

        with pytest.raises(actions.NewerVersion):
            write(over_version=1)

    def test_shipped_limit_holds_where_none_is_entered(self):
        assert queries.limit_value(Limit.FORGET_DAYS) == 30


def write(*, over_version):
    told = {"necessity_zh": "因为", "necessity_en": "", "impact_zh": "这样", "impact_en": ""}
    written = actions.WrittenNotice(**told, source="", checked_on=None, standing="unverified")
    return actions.write_notice(
        purpose=Purpose.HEALTH, over_version=over_version, written=written, by="t", now=MONDAY_9AM
    )
