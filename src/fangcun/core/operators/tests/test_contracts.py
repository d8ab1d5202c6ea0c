"""Contracts: no room is run twice, nothing is lost when an operator goes."""

from datetime import date, datetime, time, timedelta
from threading import Barrier, Thread
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone

from fangcun.base.rights import Right
from fangcun.core.accounts.tests.cast import an_operator_manager
from fangcun.core.catalog.tests.services import a_service
from fangcun.core.operators.actions import (
    NewContract,
    NotRunning,
    RoomElsewhere,
    RoomNotInContract,
    RoomsTaken,
    SameOperator,
    WrittenContract,
    WrittenLine,
    change_operator,
    correct_contract,
    drop_line,
    end_contract,
    promise_line,
    sign_contract,
)
from fangcun.core.operators.models import Contract, PromisedLine
from fangcun.core.operators.queries import operator_of, operators_by_facility, running_contracts
from fangcun.core.operators.states import Per
from fangcun.core.operators.tests.cast import an_operator
from fangcun.core.places.actions import ChangedMeanwhile
from fangcun.core.places.models import Facility
from fangcun.core.places.tests.cast import a_facility, a_room

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 2, 9, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY, TOMORROW = NOW.date(), NOW.date() + timedelta(days=1)
BY = {"by": "书记", "now": NOW}


def a_new(facility: Facility, **more) -> NewContract:
    fields = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}
    operator = more.pop("operator", None) or an_operator()
    return NewContract(operator=operator, facility=facility, **{**fields, **more})


def signed(facility: Facility | None = None, **more) -> Contract:
    return sign_contract(new=a_new(facility or a_facility(), **more), **BY)


class TestSignContract:
    def test_two_operators_share_a_facility_by_rooms(self):
        facility = a_facility()
        canteen, care = a_room(facility), a_room(facility)
        meals = signed(facility, rooms=(canteen,))
        nursing = signed(facility, rooms=(care,))

        assert operator_of(canteen, TODAY) == meals.operator
        assert operator_of(care, TODAY) == nursing.operator
        assert list(running_contracts(facility, TODAY)) == [meals, nursing]
        assert meals.rooms_named == canteen.name

    def test_who_runs_all_of_it_runs_every_room(self):
        contract = signed()

        assert operator_of(a_room(contract.facility), TODAY) == contract.operator
        assert operator_of(a_room(), TODAY) is None

    @pytest.mark.parametrize("is_whole", [True, False])
    def test_a_room_that_is_taken_is_refused(self, is_whole):
        room = a_room()
        signed(room.facility, rooms=() if is_whole else (room,))

        with pytest.raises(RoomsTaken):
            signed(room.facility, rooms=(room,) if is_whole else ())

    def test_terms_that_follow_each_other_do_not_clash(self):
        first = signed(ends_on=TODAY)

        signed(first.facility, starts_on=TOMORROW)

    def test_rooms_of_another_facility_are_refused(self):
        with pytest.raises(RoomElsewhere):
            signed(rooms=(a_room(),))


class TestCorrectContract:
    def test_extends_a_term_unless_another_has_begun(self):
        first = signed(ends_on=TODAY)
        signed(first.facility, starts_on=TOMORROW)
        longer = WrittenContract(starts_on=first.starts_on, ends_on=TOMORROW)

        with pytest.raises(RoomsTaken):
            correct_contract(contract=first, revision=1, written=longer, **BY)

    def test_keeps_history_of_its_rooms(self):
        contract = signed()
        room = a_room(contract.facility)
        written = WrittenContract(contract.starts_on, contract.ends_on, rooms=(room,))

        changed = correct_contract(contract=contract, revision=1, written=written, **BY)

        assert list(changed.rooms.all()) == [room]
        assert changed.history.filter(rooms_named=room.name).count() == 1


class TestChangeOperator:
    def change(self, old: Contract, **more) -> Contract:
        new = a_new(old.facility, **more)
        return change_operator(contract=old, revision=1, new=new, reason="考核不合格", **BY)

    def test_ends_the_old_this_minute_and_begins_the_new(self):
        old = signed()

        new = self.change(old)

        old.refresh_from_db()
        assert (old.ended_at, old.end_reason, new.follows) == (NOW, "考核不合格", old)
        assert list(running_contracts(old.facility, TODAY)) == [new]
        assert list(running_contracts(old.facility, date(2026, 2, 8))) == [old]

    def test_takes_the_same_promises_over(self):
        old = signed()
        written = WrittenLine(service=a_service(), quantity=4, per=Per.MONTH)
        line = promise_line(contract=old, written=written, **BY)

        new = self.change(old, lines=(WrittenLine.of(line),))

        assert [copy.service for copy in new.lines.all()] == [line.service]
        assert old.lines.count() == 1

    def test_shuts_the_old_operators_people_out_and_lets_the_new_ones_in(self):
        now = timezone.now()
        old = signed(starts_on=date(2020, 1, 1), ends_on=date(2099, 12, 31))
        leaving, coming = an_operator_manager(old.operator), an_operator()
        assert leaving.may(Right.RUN_FACILITIES, old.facility)

        new = a_new(old.facility, operator=coming, ends_on=date(2099, 12, 31))
        change_operator(contract=old, revision=1, new=new, reason="?", by="书记", now=now)

        gone = type(leaving).objects.get(pk=leaving.pk)
        assert not gone.may(Right.RUN_FACILITIES, old.facility)
        assert not gone.rows(Right.READ_OPERATORS, Contract.objects.all()).exists()
        assert an_operator_manager(coming).may(Right.RUN_FACILITIES, old.facility)

    def test_to_itself_is_refused(self):
        old = signed()

        with pytest.raises(SameOperator):
            self.change(old, operator=old.operator)

    def test_twice_is_refused(self):
        old = signed()
        self.change(old)

        with pytest.raises(NotRunning):
            self.change(old)
        assert Contract.objects.count() == 2

    def test_who_read_an_older_version_is_told(self):
        old = signed()
        written = WrittenContract(old.starts_on, old.ends_on, number="甲-2")
        correct_contract(contract=old, revision=1, written=written, **BY)

        with pytest.raises(ChangedMeanwhile):
            self.change(old)


class TestEndContract:
    def test_that_has_not_begun_is_refused(self):
        with pytest.raises(NotRunning):
            end_contract(contract=signed(starts_on=TOMORROW), revision=1, reason="?", **BY)


class TestPromisedLines:
    def test_twice_is_one_promise(self):
        contract = signed()
        written = WrittenLine(
            service=a_service(), quantity=2, per=Per.WEEK, weekday=0, starts=time(9), ends=time(11)
        )

        lines = [promise_line(contract=contract, written=written, **BY) for _time in range(2)]

        assert lines[0] == lines[1]

    def test_stay_within_the_rooms_of_the_contract(self):
        room = a_room()
        contract = signed(room.facility, rooms=(room,))

        with pytest.raises(RoomNotInContract):
            promise_line(
                contract=contract,
                written=WrittenLine(a_service(), 1, Per.WEEK, room=a_room(room.facility)),
                **BY,
            )

    def test_are_dropped_and_stay_on_record(self):
        written = WrittenLine(a_service(), 1, Per.WEEK)
        line = promise_line(contract=signed(), written=written, **BY)

        drop_line(line=line, revision=1, on=TODAY, why="双方协商", **BY)

        assert PromisedLine.objects.get().dropped_why == "双方协商"


class TestOperatorsByFacility:
    def test_is_one_query(self, django_assert_num_queries):
        contracts = [signed() for _number in range(3)]

        with django_assert_num_queries(1):
            running = operators_by_facility(Facility.objects.all(), TODAY)

        assert running == {one.facility_id: [one.operator] for one in contracts}


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_only_one_contract_gets_the_rooms(self):
        facility = a_facility()
        offers = [a_new(facility) for _number in range(2)]
        ready, refused = Barrier(2), []

        def sign(new: NewContract) -> None:
            ready.wait()
            try:
                sign_contract(new=new, **BY)
            except RoomsTaken as refusal:
                refused.append(refusal)
            finally:
                connection.close()

        threads = [Thread(target=sign, args=[new]) for new in offers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert (Contract.objects.count(), len(refused)) == (1, 1)
