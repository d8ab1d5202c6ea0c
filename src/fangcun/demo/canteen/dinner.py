"""New Year's Eve: the tables of the room, two seatings, and who has booked."""

from datetime import time, timedelta

from fangcun.core.payments.states import Method
from fangcun.demo.canteen.month import Month, elders_of
from fangcun.demo.canteen.written import key, written
from fangcun.demo.days import moment
from fangcun.services.canteen.actions.charging import charge
from fangcun.services.canteen.actions.dinners import (
    NewBooking,
    NewSeating,
    WrittenTable,
    add_table,
    book_table,
    cancel_booking,
    open_seating,
)
from fangcun.services.canteen.models import Seating, TableBooking
from fangcun.services.canteen.queries.dinners import bill_of
from fangcun.services.canteen.rules.lunar import NEW_YEARS_EVE, next_festivals
from fangcun.services.canteen.states import Channel

FEN = 100
OPENED_AGO = timedelta(days=6)
CANCELLED = 2  # the party that has made other plans


def set_tables(month: Month) -> None:
    """The plan of the room, and the seatings of the next New Year's Eve."""
    opened_at = month.now - OPENED_AGO
    for number, seats, column, row in written()["dinner"]["tables"]:
        table = WrittenTable(number=number, seats=seats, column=column, row=row)
        add_table(kitchen=month.canteen, table=table, by=month.cook, now=opened_at, is_demo=True)
    for place, parties in enumerate(written()["dinner"]["parties"]):
        _book(month, _open(month, place), parties, first=place * 10)


def _open(month: Month, place: int) -> Seating:
    name, starts, ends = written()["dinner"]["seatings"][place]
    days = next_festivals(from_day=month.today)
    eve = next(one.day for one in days if one.festival == NEW_YEARS_EVE)
    opened_at = month.now - OPENED_AGO
    until = max(moment(eve - timedelta(days=2), time(18)), opened_at)
    seating = NewSeating(
        kitchen=month.canteen,
        name=name,
        starts_at=moment(eve, time.fromisoformat(starts)),
        ends_at=moment(eve, time.fromisoformat(ends)),
        books_from=opened_at,
        books_until=until,
        cancel_until=until,
        deposit_fen=written()["dinner"]["deposit_yuan"] * FEN,
        is_demo=True,
    )
    return open_seating(seating=seating, by=month.cook, now=opened_at)


def _book(month: Month, seating: Seating, parties: list[int], *, first: int) -> None:
    """The deposit is paid at the counter; one party cancels."""
    hosts = elders_of(month.canteen.facility.community, on=month.today)[first:]
    for place, (party_size, host) in enumerate(zip(parties, hosts, strict=False)):
        booking = NewBooking(
            seating=seating,
            resident=host,
            party_size=party_size,
            channel=Channel.COUNTER if place % 2 else Channel.PHONE,
            written_key=key("table", seating.name, host.pk),
            is_demo=True,
        )
        at = seating.offer.books_from + timedelta(hours=1 + 5 * place)
        made = book_table(booking=booking, by=month.steward, now=at)
        if not isinstance(made, TableBooking):
            continue
        if place % 2:
            charge(bill=bill_of(made), method=Method.CASH, by=month.cook, now=at)
        if place == CANCELLED:
            cancel_booking(booking=made, why="演示：儿子接去过年", by=month.steward, now=at)
