from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection

from fangcun.base.errors import Refusal
from fangcun.core.accounts.tests.cast import a_steward
from fangcun.core.audit.queries import looks_at
from fangcun.core.entitlements import actions
from fangcun.core.entitlements.actions import WrittenCircumstance
from fangcun.core.entitlements.models import BenefitRule, Circumstance, Enrolment
from fangcun.core.entitlements.states import CircumstanceKind
from fangcun.core.entitlements.tests.cast import (
    MONDAY,
    a_benefit,
    a_pack,
    a_written_pack,
    a_written_rule,
)
from fangcun.core.people.models import ForgottenCount, Resident
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident
from fangcun.core.places.queries import history_of


def written(kind=CircumstanceKind.DIBAO, **more):
    return WrittenCircumstance(kind=kind, **{"from_on": date(2025, 1, 1), **more})


def add(resident, by="管家", now=MONDAY_9AM, **more):
    return actions.add_circumstance(resident=resident, written=written(**more), by=by, now=now)


def enrol(resident, benefit, by="管家", now=MONDAY_9AM, today=MONDAY, until=None):
    return actions.enrol(resident=resident, rule=benefit, until=until, by=by, today=today, now=now)


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
class TestAddCircumstance:
    def test_keeps_evidence_and_who_verified_it(self):
        row = add(a_resident(), evidence="低保证", number="320602001234")

        assert (row.verified_by, row.verified_at) == ("管家", MONDAY_9AM)
        assert (row.evidence, row.number_tail) == ("低保证", "1234")
        assert b"320602001234" not in bytes(row.number_sealed)

    def test_own_word_is_not_verified(self):
        row = add(a_resident(), is_verified=False)

        assert (row.verified_by, row.verified_at) == ("", None)

    def test_twice_is_refused_with_a_way_out(self):
        resident = a_resident()
        add(resident)

        with pytest.raises(actions.AlreadyRecorded, match="打开原来的记录"):
            add(resident, by="另一位")

    def test_again_after_it_ended(self):
        resident = a_resident()
        actions.end_circumstance(circumstance=add(resident), because="退出", by="t", now=MONDAY_9AM)

        add(resident, now=MONDAY_9AM + timedelta(days=1))

        assert resident.circumstances.count() == 2

    @pytest.mark.parametrize(
        ("more", "refusal"),
        [
            pytest.param({"until": date(2024, 1, 1)}, actions.WrongDates, id="ends before"),
            pytest.param({"level": 1}, actions.LevelDoesNotFit, id="dibao has no levels"),
            pytest.param(
                {"kind": CircumstanceKind.DISABLED, "level": 5},
                actions.LevelDoesNotFit,
                id="no fifth level",
            ),
        ],
    )
    def test_refuses_what_makes_no_sense(self, more, refusal):
        with pytest.raises(refusal):
            add(a_resident(), **more)

    def test_refuses_who_is_gone(self):
        forgotten = a_resident(forgotten_at=MONDAY_9AM)
        merged = a_resident(merged_into=a_resident("留下的"))

        for resident in (forgotten, merged):
            with pytest.raises(actions.PersonIsGone):
                add(resident)


@pytest.mark.django_db
class TestChangeCircumstance:
    def test_new_paper_keeps_who_verified_first(self):
        row = add(a_resident(), until=date(2026, 1, 1))

        changed = actions.change_circumstance(
            circumstance=row,
            revision=1,
            written=written(until=date(2027, 1, 1), number="9988776655"),
            by="另一位",
            now=MONDAY_9AM + timedelta(days=1),
        )

        assert (changed.until, changed.verified_by) == (date(2027, 1, 1), "管家")
        assert changed.number_tail == "6655"
        assert [version.by for version in history_of(changed)] == ["另一位", "管家"]

    def test_no_number_typed_keeps_the_one_on_file(self):
        row = add(a_resident(), number="1234567890")

        changed = actions.change_circumstance(
            circumstance=row, revision=1, written=written(evidence="新"), by="t", now=MONDAY_9AM
        )

        assert changed.number_tail == "7890"

    def test_second_of_two_is_told(self):
        row = add(a_resident())
        change = {"circumstance": row, "revision": 1, "by": "t", "now": MONDAY_9AM}
        actions.change_circumstance(**change, written=written(evidence="甲"))

        with pytest.raises(actions.ChangedMeanwhile):
            actions.change_circumstance(**change, written=written(evidence="乙"))

    def test_ended_is_ended(self):
        row = add(a_resident())
        end = {"because": "退出", "by": "t", "now": MONDAY_9AM}
        ended = actions.end_circumstance(circumstance=row, **end)

        with pytest.raises(actions.AlreadyEnded):
            actions.end_circumstance(circumstance=ended, **end)
        with pytest.raises(actions.AlreadyEnded):
            actions.end_circumstance(circumstance=row, **end)  # somebody else's older page
        with pytest.raises(actions.AlreadyEnded):
            actions.change_circumstance(
                circumstance=ended, revision=2, written=written(), by="t", now=MONDAY_9AM
            )


@pytest.mark.django_db
class TestLookAtNumber:
    def test_is_written_down_with_its_reason(self):
        resident = a_resident()
        row = add(resident, number="320602001234")
        steward = a_steward(resident.community)

        number = actions.look_at_number(
            circumstance=row, viewer=steward, reason="核对低保", now=MONDAY_9AM
        )

        assert number == "320602001234"
        (look,) = looks_at(resident.pk)
        assert (look.field, look.reason) == ("certificate_number", "核对低保")

    def test_nobody_looks_without_a_reason(self):
        resident = a_resident()
        row = add(resident, number="320602001234")

        with pytest.raises(actions.NoReason):
            actions.look_at_number(
                circumstance=row,
                viewer=a_steward(resident.community),
                reason=" ",
                now=MONDAY_9AM,
            )
        assert looks_at(resident.pk) == []

    def test_numbers_are_sealed_with_a_new_key(self, settings):
        resident = a_resident()
        row = add(resident, number="320602001234")
        settings.FIELD_KEYS = [("new", b"n" * 32), *settings.FIELD_KEYS]

        assert (actions.seal_anew(), actions.seal_anew()) == (1, 0)

        row.refresh_from_db()
        look = {"viewer": a_steward(resident.community), "reason": "核对", "now": MONDAY_9AM}
        assert actions.look_at_number(circumstance=row, **look) == "320602001234"


@pytest.mark.django_db
class TestEnrol:
    def test_keeps_the_version_under_which_it_was_decided(self):
        benefit = a_benefit()
        resident = a_resident(born_on=date(1940, 1, 1))

        row = enrol(resident, benefit)
        a_pack(a_written_rule(code="rule"), code=benefit.pack.code, over_version=1)

        row.refresh_from_db()
        assert row.rule.pack.version == 1
        assert row.key == f"{benefit.pack.code}/rule"

    def test_not_without_its_proofs(self):
        with pytest.raises(actions.NotEntitled):
            enrol(a_resident(), a_benefit())

    def test_not_twice(self):
        resident, benefit = a_resident(born_on=date(1940, 1, 1)), a_benefit()
        enrol(resident, benefit)

        with pytest.raises(actions.AlreadyEnrolled):
            enrol(resident, benefit, by="另一位")

    def test_again_the_day_after_it_ran_out(self):
        resident, benefit = a_resident(born_on=date(1940, 1, 1)), a_benefit()
        enrol(resident, benefit, until=MONDAY)

        with pytest.raises(actions.AlreadyEnrolled):
            enrol(resident, benefit, by="另一位")
        enrol(resident, benefit, by="另一位", today=MONDAY + timedelta(days=1))

        assert resident.enrolments.filter(ended_at=None).count() == 1

    def test_not_who_is_on_the_list_by_a_merged_duplicate(self):
        kept = a_resident(born_on=date(1940, 1, 1))
        duplicate = a_resident(born_on=date(1940, 1, 1), community=kept.community)
        benefit = a_benefit()
        enrol(duplicate, benefit)
        Resident.objects.filter(pk=duplicate.pk).update(merged_into=kept)

        with pytest.raises(actions.AlreadyEnrolled):
            enrol(kept, benefit, by="另一位")

    def test_ends_once(self):
        row = enrol(a_resident(born_on=date(1940, 1, 1)), a_benefit())

        actions.end_enrolment(enrolment=row, because="搬走", by="t", now=MONDAY_9AM)

        with pytest.raises(actions.AlreadyOff):
            actions.end_enrolment(enrolment=row, because="搬走", by="t", now=MONDAY_9AM)


@pytest.mark.django_db
class TestWipe:
    def test_leaves_counts_and_nothing_else(self):
        resident = a_resident(born_on=date(1940, 1, 1))
        row = add(resident, until=date(2026, 1, 1))
        benefit = a_benefit()
        enrol(resident, benefit)

        actions.wipe(resident=resident)
        actions.wipe(resident=resident)

        assert not Circumstance.objects.exists()
        assert not Enrolment.objects.exists()
        assert history_of(row) == []
        counts = ForgottenCount.objects.order_by("what").values_list("what", "year", "people")
        assert list(counts) == [
            ("circumstance:dibao", 2025, 1),
            (f"enrolment:{benefit.key}", 2026, 1),
        ]


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_one_circumstance_one_enrolment_one_version(self):
        resident = a_resident(born_on=date(1940, 1, 1))
        benefit = a_benefit()

        recorded = at_once(*(lambda by=by: add(resident, by=by) for by in ("甲", "乙")))
        listed = at_once(*(lambda by=by: enrol(resident, benefit, by=by) for by in ("甲", "乙")))
        versions = at_once(
            *(
                lambda by=by: actions.write_pack(
                    code="new", over_version=0, written=a_written_pack(), by=by, now=MONDAY_9AM
                )
                for by in ("甲", "乙")
            )
        )

        assert recorded == ["AlreadyRecorded", "done"]
        assert listed == ["AlreadyEnrolled", "done"]
        assert versions == ["NewerVersion", "done"]
        assert BenefitRule.objects.filter(pack__code="new").count() == 1
