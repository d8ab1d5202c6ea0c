"""Tables: set, booked, moved, merged, cancelled, seated."""

from datetime import timedelta

import pytest

from fangcun.core.accounts.actions import account_for_phone
from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.notices.models import Notice
from fangcun.core.payments.models import Payment
from fangcun.core.payments.states import Method, PaymentState
from fangcun.core.people.tests.cast import MONDAY_9AM
from fangcun.ledger.actions import Refused, call_off
from fangcun.ledger.actions.deadlines import TooLate
from fangcun.ledger.models import ServiceRecord, UnmetNeed
from fangcun.ledger.states import CommitmentState
from fangcun.services.canteen.actions.charging import charge
from fangcun.services.canteen.actions.dinners import (
    BookingEnded,
    NoTables,
    NotTogether,
    SpotTaken,
    TableInUse,
    TableTaken,
    TooFewSeats,
    WrittenTable,
    add_table,
    book_table,
    cancel_booking,
    change_party,
    change_table,
    merge_tables,
    move_booking,
    no_show,
    open_seating,
    seat_party,
    split,
)
from fangcun.services.canteen.actions.dinners.seatings import NewSeating
from fangcun.services.canteen.models import Seating, TableBooking
from fangcun.services.canteen.queries.dinners import bill_of, plan_of, tables_at
from fangcun.services.canteen.states import BookingState
from fangcun.services.canteen.tests.cast import a_kitchen
from fangcun.services.canteen.tests.festivals_cast import (
    a_booking,
    a_new_booking,
    a_seating,
    service_named,
    some_tables,
)

pytestmark = pytest.mark.django_db

LATE = MONDAY_9AM + timedelta(days=2, hours=1)
DINNER = MONDAY_9AM + timedelta(days=3, hours=8)


def numbers(booking):
    return [table.number for table in tables_at(booking)]


def table(seating, number):
    return seating.kitchen.tables.get(number=number)


def taken(seating):
    return Seating.objects.select_related("offer").get(pk=seating.pk).offer.taken


class TestBookTable:
    def test_takes_the_smallest_that_fits_then_the_next(self):
        seating = a_seating()

        parties = [a_booking(seating, size) for size in (4, 2, 3)]

        assert [numbers(party) for party in parties] == [["1"], ["2"], ["3"]]
        assert taken(seating) == 3

    def test_puts_neighbours_together(self):
        seating = a_seating()

        party = a_booking(seating, 14)

        assert numbers(party) == ["1", "3"]
        assert taken(seating) == party.commitment.units == 2

    def test_says_kindly_that_nothing_is_left(self):
        seating = a_seating()
        a_booking(seating, 10)

        answer = book_table(booking=a_new_booking(seating, 9), by=a_person(), now=MONDAY_9AM)

        assert isinstance(answer, Refused)
        assert "9人" in answer.words
        assert answer.unmet == UnmetNeed.objects.get()

    def test_sent_twice_is_one_party(self):
        seating, by = a_seating(), a_person()
        wanted = a_new_booking(seating)

        first, second = (book_table(booking=wanted, by=by, now=MONDAY_9AM) for _try in range(2))

        assert first == second
        assert taken(seating) == 1

    def test_a_chosen_table_that_is_gone_is_not_given_twice(self):
        seating = a_seating()
        chosen = (table(seating, "3"),)
        a_booking(seating, tables=chosen)

        with pytest.raises(TableTaken):
            a_booking(seating, tables=chosen)
        assert taken(seating) == 1

    def test_chosen_tables_must_hold_the_party_side_by_side(self):
        seating = a_seating()

        with pytest.raises(TooFewSeats):
            a_booking(seating, 5, tables=(table(seating, "1"),))
        with pytest.raises(NotTogether):
            a_booking(seating, 12, tables=(table(seating, "2"), table(seating, "3")))

    def test_the_same_table_has_another_party_at_the_next_seating(self):
        kitchen = a_kitchen()
        early = a_seating(kitchen)
        late = a_seating(
            kitchen, starts_at=early.ends_at, ends_at=early.ends_at + timedelta(hours=2)
        )

        parties = [a_booking(one, tables=(table(one, "1"),)) for one in (early, late)]

        assert [numbers(party) for party in parties] == [["1"], ["1"]]


class TestMove:
    def test_moves_to_a_free_table(self):
        seating = a_seating()
        party = a_booking(seating)

        move_booking(booking=party, tables=[table(seating, "3")], by=a_person(), now=MONDAY_9AM)

        assert numbers(party) == ["3"]
        free = [place.table.number for place in plan_of(seating) if place.booking is None]
        assert free == ["1", "2"]

    def test_not_to_one_that_is_taken(self):
        seating = a_seating()
        party, other = a_booking(seating), a_booking(seating)

        with pytest.raises(TableTaken):
            move_booking(booking=party, tables=tables_at(other), by=a_person(), now=MONDAY_9AM)
        assert numbers(party) == ["1"]

    def test_merges_and_splits_and_counts_tables(self):
        seating, by = a_seating(), a_person()
        party = a_booking(seating)

        merge_tables(booking=party, table=table(seating, "2"), by=by, now=MONDAY_9AM)
        merged = numbers(party), taken(seating)
        split(booking=party, table=table(seating, "1"), by=by, now=MONDAY_9AM)

        assert merged == (["1", "2"], 2)
        assert (numbers(party), taken(seating)) == (["2"], 1)

    def test_a_party_that_grows_gets_a_larger_table(self):
        seating = a_seating()
        party = a_booking(seating, 4)

        change_party(booking=party, party_size=9, by=a_person(), now=MONDAY_9AM)

        assert numbers(party) == ["3"]

    def test_a_party_too_large_keeps_what_it_has(self):
        seating = a_seating()
        party = a_booking(seating, 4)

        with pytest.raises(TooFewSeats):
            change_party(booking=party, party_size=30, by=a_person(), now=MONDAY_9AM)

        assert TableBooking.objects.get(pk=party.pk).party_size == 4


class TestEnd:
    def test_in_time_the_deposit_goes_back(self):
        seating, by = a_seating(), a_person()
        party = a_booking(seating)
        charge(bill=bill_of(party), method=Method.CASH, by=by, now=MONDAY_9AM)

        cancel_booking(booking=party, by=by, now=MONDAY_9AM)

        assert Payment.objects.get().state == PaymentState.REFUNDED
        assert (numbers(party), taken(seating)) == ([], 0)
        with pytest.raises(BookingEnded):
            cancel_booking(booking=party, by=by, now=MONDAY_9AM)

    def test_too_late_only_the_desk_cancels_and_the_deposit_stays(self):
        seating, by = a_seating(), a_person()
        party = a_booking(seating)
        payment = charge(bill=bill_of(party), method=Method.CASH, by=by, now=MONDAY_9AM)
        caller = account_for_phone(phone="13800000077", display_name="陈桂英")

        with pytest.raises(TooLate):
            cancel_booking(booking=party, by=caller, now=LATE)
        cancel_booking(booking=party, by=by, why="生病", now=LATE)

        payment.refresh_from_db()
        assert payment.rest_fen == 20_000
        assert payment.amount_fen == 20_000

    def test_where_the_dinner_is_called_off_the_deposit_goes_back_however_late(self):
        seating, by = a_seating(), a_person()
        party = a_booking(seating)
        charge(bill=bill_of(party), method=Method.CASH, by=by, now=MONDAY_9AM)
        call_off(offer=seating.offer, why="停电", by=by, now=LATE)
        party.commitment.refresh_from_db()

        cancel_booking(booking=party, by=by, now=LATE)

        assert Payment.objects.get().state == PaymentState.REFUNDED

    def test_seated_is_kept(self):
        seating = a_seating()
        party = a_booking(seating)

        seat_party(booking=party, by=a_person(), now=DINNER)

        assert ServiceRecord.objects.get().units == 1
        assert TableBooking.objects.get(pk=party.pk).state == BookingState.SEATED

    def test_nobody_came(self):
        seating = a_seating()
        party = a_booking(seating)

        no_show(booking=party, by=a_person(), now=DINNER)

        party.commitment.refresh_from_db()
        assert party.commitment.state == CommitmentState.NO_SHOW
        assert numbers(party) == []
        assert Notice.objects.filter(resident=party.resident).exists()


class TestTables:
    def test_one_more_can_be_booked_at_once(self):
        seating = a_seating()
        new = WrittenTable(number="9", seats=4, column=9, row=9)

        add_table(kitchen=seating.kitchen, table=new, by=a_person(), now=MONDAY_9AM)

        assert Seating.objects.get(pk=seating.pk).offer.capacity == 4

    def test_two_do_not_stand_on_one_spot(self):
        kitchen = a_kitchen()
        some_tables(kitchen)

        with pytest.raises(SpotTaken):
            some_tables(kitchen, (7, 4, 1, 1))

    def test_one_that_is_booked_stays(self):
        seating = a_seating()
        a_booking(seating)
        gone = WrittenTable(number="1", seats=4, column=1, row=1, is_in_use=False)

        with pytest.raises(TableInUse):
            change_table(table=table(seating, "1"), changed=gone, by=a_person(), now=MONDAY_9AM)

    def test_no_seating_without_tables(self):
        service_named("new_year_dinner")
        seating = NewSeating(
            kitchen=a_kitchen(),
            name="年夜饭",
            starts_at=DINNER,
            ends_at=DINNER + timedelta(hours=2),
            books_from=MONDAY_9AM,
            books_until=LATE,
            cancel_until=LATE,
        )

        with pytest.raises(NoTables):
            open_seating(seating=seating, by=a_person(), now=MONDAY_9AM)
