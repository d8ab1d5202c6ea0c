from datetime import date

import pytest
from django.http import Http404

from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.audit.queries import looks_at
from fangcun.core.consent import access, actions, queries
from fangcun.core.consent.states import CircleAction, FieldGroup
from fangcun.core.consent.tests.cast import MONDAY, a_member, a_relative_of, a_written_member
from fangcun.core.people.models import Resident
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident
from fangcun.core.places.queries import history_of

pytestmark = pytest.mark.django_db
MEALS = FieldGroup.APPOINTMENTS


def may_see(user, resident, group=MEALS, on=MONDAY):
    return access.may_see(user=user, resident=resident, group=group, on=on)


class TestSeeing:
    def test_only_what_was_allowed(self):
        resident = a_resident()
        daughter = a_relative_of(resident, sees=[MEALS], does=[CircleAction.ORDER])

        assert may_see(daughter, resident)
        assert not may_see(daughter, resident, FieldGroup.HEALTH)
        do = {"user": daughter, "resident": resident, "on": MONDAY}
        assert access.may_do(**do, action=CircleAction.ORDER)
        assert not access.may_do(**do, action=CircleAction.BOOK)

    def test_only_whom_it_was_allowed_for(self):
        daughter = a_relative_of(a_resident())
        stranger = a_resident("别人")

        assert not may_see(daughter, stranger)
        assert stranger not in access.people_in_circle_of(daughter, on=MONDAY)

    @pytest.mark.parametrize(
        ("on", "holds"),
        [
            pytest.param(date(2026, 2, 8), False, id="the day before"),
            pytest.param(date(2026, 12, 31), True, id="last day"),
            pytest.param(date(2027, 1, 1), False, id="the day after"),
        ],
    )
    def test_until_a_day(self, on, holds):
        resident = a_resident()
        daughter = a_relative_of(resident)

        assert may_see(daughter, resident, on=on) == holds
        assert access.people_in_circle_of(daughter, on=on).exists() == holds

    def test_revoking_works_that_minute(self):
        resident = a_resident()
        daughter = a_relative_of(resident)
        waiting = access.people_in_circle_of(daughter, on=MONDAY)  # a list not read yet

        actions.revoke_member(member=resident.circle.get(), by="t", now=MONDAY_9AM)

        assert not waiting.exists()
        assert not may_see(daughter, resident)

    def test_closed_account_sees_nothing(self):
        resident = a_resident()
        daughter = a_relative_of(resident)
        type(daughter).objects.filter(pk=daughter.pk).update(is_active=False)

        assert not may_see(daughter, resident)

    def test_every_look_is_written_down(self):
        resident = a_resident()
        daughter = a_relative_of(resident)
        look = {"user": daughter, "resident": resident, "now": MONDAY_9AM}

        access.look_as_relative(**look, group=MEALS)
        with pytest.raises(Http404):
            access.look_as_relative(**look, group=FieldGroup.MONEY)

        assert [found.field for found in looks_at(resident.pk)] == [MEALS]

    def test_circle_of_a_merged_record_is_the_persons(self):
        kept = a_resident()
        duplicate = a_resident(community=kept.community)
        daughter = a_relative_of(duplicate)
        Resident.objects.filter(pk=duplicate.pk).update(merged_into=kept)

        assert may_see(daughter, kept)


class TestJoining:
    def test_by_the_proven_number_only(self):
        resident = a_resident()
        a_member(resident, phone="138-0000-1111")
        stranger, daughter = a_person(), a_person()

        assert actions.join_circles(user=stranger, phone="13800002222") == 0
        assert actions.join_circles(user=daughter, phone="+86 13800001111") == 1
        assert actions.join_circles(user=stranger, phone="13800001111") == 0

        assert may_see(daughter, resident)
        assert not may_see(stranger, resident)

    def test_new_number_is_a_new_person(self):
        resident = a_resident()
        daughter = a_relative_of(resident)

        actions.change_member(
            member=resident.circle.get(),
            revision=1,
            written=a_written_member(phone="13700000000"),
            by="t",
            now=MONDAY_9AM,
        )

        assert not may_see(daughter, resident)


class TestLettingIn:
    def test_once_for_a_number(self):
        resident = a_resident()
        a_member(resident)

        with pytest.raises(actions.AlreadyIn):
            a_member(resident, by="另一位", phone="138 0000 1111")

    def test_again_after_he_was_put_out(self):
        resident = a_resident()
        actions.revoke_member(member=a_member(resident), by="t", now=MONDAY_9AM)

        a_member(resident, by="另一位")

        assert queries.circle_of(resident).count() == 1

    @pytest.mark.parametrize(
        "more",
        [
            pytest.param({"sees": [], "does": []}, id="for nothing"),
            pytest.param({"until": date(2026, 2, 8)}, id="until yesterday"),
        ],
    )
    def test_refuses_what_makes_no_sense(self, more):
        with pytest.raises(actions.LetInForNothing):
            a_member(a_resident(), **more)

    def test_change_and_end_are_history(self):
        resident = a_resident()
        member = a_member(resident)

        change = {"member": member, "revision": 1, "by": "书记", "now": MONDAY_9AM}
        member = actions.change_member(
            **change, written=a_written_member(sees=[MEALS, FieldGroup.MONEY])
        )
        with pytest.raises(actions.ChangedMeanwhile):
            actions.change_member(**change, written=a_written_member(name="别名"))
        out = actions.revoke_member(member=member, by="管家", now=MONDAY_9AM)

        assert [version.by for version in history_of(out)] == ["管家", "书记", "test"]
        with pytest.raises(actions.AlreadyOut):
            actions.revoke_member(member=out, by="管家", now=MONDAY_9AM)
        with pytest.raises(actions.AlreadyOut):
            actions.change_member(
                member=out, revision=3, written=a_written_member(), by="t", now=MONDAY_9AM
            )


class TestOwnRows:
    def test_a_resident_gets_his_own_only(self):
        account = a_person()
        mine = a_member(a_resident(account=account))
        other = a_member(a_resident("别人"))

        assert access.own_member_or_404(account, mine.pk) == mine
        with pytest.raises(Http404):
            access.own_member_or_404(account, other.pk)
