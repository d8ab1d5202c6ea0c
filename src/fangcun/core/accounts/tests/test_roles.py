"""Roles: what each may, for what it is held, who gives and ends it, and that an end is an end."""

import threading
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from fangcun.base.rights import Right
from fangcun.core.accounts import actions
from fangcun.core.accounts.actions import WrittenRole
from fangcun.core.accounts.models import RoleAssignment, User
from fangcun.core.accounts.states import PERSONAL, RIGHTS_OF, SCOPES_OF, Role, Scope
from fangcun.core.accounts.tests.cast import (
    a_cook,
    a_manager,
    a_person,
    a_steward,
    an_administrator,
    an_operator_manager,
    with_role,
)
from fangcun.core.operators.models import Contract, Operator
from fangcun.core.operators.tests.cast import a_contract, an_operator
from fangcun.core.places.models import Facility, Room
from fangcun.core.places.tests.cast import a_community, a_facility, a_room

TODAY = date(2026, 2, 9)


def afresh(user: User) -> User:
    """The same person at the next request."""
    return User.objects.get(pk=user.pk)


def end_early(contract: Contract, at: datetime) -> None:
    Contract.objects.filter(pk=contract.pk).update(ended_at=at, end_reason="换运营机构")


class TestRightsOfRoles:
    def test_every_role_has_rights_and_scopes(self):
        assert set(RIGHTS_OF) == set(Role) == set(SCOPES_OF)

    def test_the_district_sees_counts_not_persons(self):
        for role, scopes in SCOPES_OF.items():
            if Scope.DISTRICT in scopes:
                assert not RIGHTS_OF[role] & PERSONAL, role

    def test_whoever_manages_accounts_sees_no_resident(self):
        assert not RIGHTS_OF[Role.ADMINISTRATOR] & PERSONAL

    def test_whoever_audits_changes_nothing(self):
        assert all("read" in right or "see" in right for right in RIGHTS_OF[Role.AUDITOR])

    def test_operators_never_open_the_list_of_residents(self):
        for role in Role:
            if Scope.OPERATOR in SCOPES_OF[role]:
                assert Right.READ_PERSONS not in RIGHTS_OF[role]


@pytest.mark.django_db
class TestOperatorsAccess:
    def test_is_to_the_places_where_its_contracts_run(self):
        contract, elsewhere = a_contract(), a_facility()
        room = a_room(contract.facility)
        manager = an_operator_manager(contract.operator)

        assert list(manager.rows(Right.READ_FACILITIES, Facility.objects.all())) == [
            contract.facility
        ]
        assert list(manager.rows(Right.READ_FACILITIES, Room.objects.all())) == [room]
        assert not manager.may(Right.READ_FACILITIES, elsewhere)
        assert list(manager.rows(Right.READ_OPERATORS, Contract.objects.all())) == [contract]
        assert list(manager.rows(Right.READ_OPERATORS, Operator.objects.all())) == [
            contract.operator
        ]

    @pytest.mark.parametrize(
        "end",
        [
            pytest.param(
                {"ended_at": timezone.now(), "end_reason": "换运营机构"}, id="ended-this-minute"
            ),
            pytest.param({"ends_on": date(2026, 1, 2)}, id="run-out"),
            pytest.param({"starts_on": date(2099, 1, 1)}, id="not-begun"),
        ],
    )
    def test_ends_with_the_contract(self, end):
        contract = a_contract()
        manager = an_operator_manager(contract.operator)
        assert manager.may(Right.READ_FACILITIES)

        Contract.objects.filter(pk=contract.pk).update(**end)

        assert not any(afresh(manager).may(right) for right in Right)

    def test_lasts_until_the_minute_that_was_agreed(self):
        contract = a_contract()
        manager = an_operator_manager(contract.operator)
        tomorrow = timezone.now() + timedelta(days=1)
        end_early(contract, tomorrow)

        assert manager.may(Right.READ_FACILITIES, contract.facility)

    def test_another_contract_keeps_its_own_place_only(self):
        operator = an_operator()
        ended, runs = a_contract(operator), a_contract(operator)
        end_early(ended, timezone.now())
        manager = an_operator_manager(operator)

        assert list(manager.rows(Right.READ_FACILITIES, Facility.objects.all())) == [runs.facility]

    def test_a_cook_sent_by_an_operator_goes_with_it(self):
        contract = a_contract()
        cook = with_role(Role.CANTEEN, facility=contract.facility, operator=contract.operator)
        employed_here = a_cook(contract.facility)
        assert cook.may(Right.READ_FACILITIES, contract.facility)

        end_early(contract, timezone.now())

        assert not afresh(cook).may(Right.READ_FACILITIES)
        assert afresh(employed_here).may(Right.READ_FACILITIES, contract.facility)


def a_stewards_role(community, **more) -> WrittenRole:
    return WrittenRole(
        role=Role.STEWARD, scope=Scope.COMMUNITY, community=community, starts_on=TODAY, **more
    )


@pytest.mark.django_db
class TestAppoint:
    def test_holds_at_once_and_says_who_gave_it(self):
        community, administrator, colleague = a_community(), an_administrator(), a_person()

        given = actions.appoint(
            account=colleague,
            written=a_stewards_role(community),
            by=administrator,
            now=timezone.now(),
        )

        assert afresh(colleague).may(Right.TAKE_REQUESTS, given)
        assert "管理员" in given.given_by

    def test_a_secretary_gives_stewards_in_her_community_only(self):
        here, elsewhere = a_community(), a_community("乙社区")
        secretary = a_manager(here)
        now = timezone.now()

        actions.appoint(account=a_person(), written=a_stewards_role(here), by=secretary, now=now)

        with pytest.raises(actions.NotYoursToGive):
            actions.appoint(
                account=a_person(), written=a_stewards_role(elsewhere), by=secretary, now=now
            )
        with pytest.raises(actions.NotYoursToGive):
            actions.appoint(
                account=a_person(),
                written=a_stewards_role(here)._replace(role=Role.COMMUNITY_MANAGER),
                by=secretary,
                now=now,
            )

    def test_an_operators_manager_gives_roles_for_his_operator_only(self):
        contract, other = a_contract(), a_contract()
        manager, now = an_operator_manager(contract.operator), timezone.now()
        cook = WrittenRole(
            role=Role.CANTEEN, scope=Scope.OPERATOR, operator=contract.operator, starts_on=TODAY
        )

        actions.appoint(account=a_person(), written=cook, by=manager, now=now)

        for wrong in (
            cook._replace(operator=other.operator),
            cook._replace(scope=Scope.FACILITY, operator=None, facility=contract.facility),
        ):
            with pytest.raises(actions.NotYoursToGive):
                actions.appoint(account=a_person(), written=wrong, by=manager, now=now)

    def test_nobody_gives_himself_anything(self):
        administrator = an_administrator()

        with pytest.raises(actions.NotYoursToGive, match="自己"):
            actions.appoint(
                account=administrator,
                written=a_stewards_role(a_community()),
                by=administrator,
                now=timezone.now(),
            )

    def test_residents_hold_no_role(self):
        resident = actions.account_for_phone(phone="13800000000", display_name="陈桂英")

        with pytest.raises(actions.NotYoursToGive, match="居民"):
            actions.appoint(
                account=resident,
                written=a_stewards_role(a_community()),
                by=an_administrator(),
                now=timezone.now(),
            )

    def test_a_role_is_held_only_for_its_scopes(self):
        wrong = WrittenRole(role=Role.STEWARD, scope=Scope.DISTRICT, starts_on=TODAY)

        with pytest.raises(actions.NotForThisScope, match="社区"):
            actions.appoint(
                account=a_person(), written=wrong, by=an_administrator(), now=timezone.now()
            )

    def test_the_same_role_is_not_given_twice_but_again_once_it_ran_out(self):
        community, administrator, colleague = a_community(), an_administrator(), a_person()
        now = timezone.now()
        old = actions.appoint(
            account=colleague,
            written=a_stewards_role(community, ends_on=date(2099, 1, 1)),
            by=administrator,
            now=now,
        )
        with pytest.raises(actions.AlreadyHeld):
            actions.appoint(
                account=colleague, written=a_stewards_role(community), by=administrator, now=now
            )

        RoleAssignment.objects.filter(pk=old.pk).update(ends_on=TODAY)
        actions.appoint(
            account=colleague,
            written=a_stewards_role(community),
            by=administrator,
            now=now + timedelta(days=1),
        )

        assert colleague.assignments.count() == 2


@pytest.mark.django_db
class TestDismiss:
    def test_ends_access_this_minute(self):
        community = a_community()
        steward = a_steward(community)

        actions.dismiss(
            assignment=steward.assignments.get(), by=a_manager(community), now=timezone.now()
        )

        assert not any(afresh(steward).may(right) for right in Right)

    def test_is_refused_to_the_secretary_of_another_community(self):
        steward = a_steward(a_community())

        with pytest.raises(actions.NotYoursToGive):
            actions.dismiss(
                assignment=steward.assignments.get(),
                by=a_manager(a_community("乙社区")),
                now=timezone.now(),
            )


@pytest.mark.django_db(transaction=True)
class TestTwoAdministratorsAtOnce:
    def test_cannot_end_each_other(self):
        one, two = an_administrator(), an_administrator()
        ready, outcomes = threading.Barrier(2), []

        def end(by: User, other: User) -> None:
            try:
                row = other.assignments.get()
                ready.wait()
                actions.dismiss(assignment=row, by=by, now=timezone.now())
                outcomes.append("ended")
            except actions.NotYoursToGive:
                outcomes.append("refused")
            finally:
                connection.close()

        threads = [threading.Thread(target=end, args=pair) for pair in ((one, two), (two, one))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert sorted(outcomes) == ["ended", "refused"]
        assert RoleAssignment.objects.filter(ended_at=None).count() == 1
