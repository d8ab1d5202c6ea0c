"""A party moves to another table, gets one more, gives one up, grows or shrinks."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fangcun.core.accounts.models import User
from fangcun.ledger import actions as ledger
from fangcun.ledger.actions import Refused
from fangcun.ledger.actions.deadlines import refuse_if_late
from fangcun.services.canteen.actions.dinners.booking import (
    NobodyComes,
    TableTaken,
    TooFewSeats,
    best_of,
    fit_or_refuse,
)
from fangcun.services.canteen.actions.dinners.ended import (
    TABLE_TAKEN,
    leave_tables,
    sit_down,
    write_if_booked,
)
from fangcun.services.canteen.actions.orders.whole import all_or_nothing, granted
from fangcun.services.canteen.models import DiningTable, TableBooking
from fangcun.services.canteen.queries.dinners import free_tables, source_of, tables_at


@transaction.atomic
def move_booking(
    *, booking: TableBooking, tables: Sequence[DiningTable], by: User, now: datetime
) -> TableBooking | Refused:
    """They sit at these tables instead."""
    fit_or_refuse(tables, party_size=booking.party_size)
    return _sit_at(booking, tables, by, now)


@transaction.atomic
def merge_tables(
    *, booking: TableBooking, table: DiningTable, by: User, now: datetime
) -> TableBooking | Refused:
    """One more table, put beside theirs."""
    return move_booking(booking=booking, tables=[*tables_at(booking), table], by=by, now=now)


@transaction.atomic
def split(
    *, booking: TableBooking, table: DiningTable, by: User, now: datetime
) -> TableBooking | Refused:
    """One table fewer; whoever comes must still have a chair."""
    rest = [one for one in tables_at(booking) if one.pk != table.pk]
    return move_booking(booking=booking, tables=rest, by=by, now=now)


@transaction.atomic
def change_party(
    *, booking: TableBooking, party_size: int, by: User, now: datetime, why: str = ""
) -> TableBooking | Refused:
    """More people or fewer: they stay where they sit if they can, else they get another table.

    Fewer people keep their table; the desk moves them if it needs the chairs.
    """
    if party_size < 1:
        raise NobodyComes(_("人数至少为1；不来了请取消。"))
    refuse_if_late(booking.seating.offer, note=why, by=by, now=now)
    write_if_booked(booking, {"party_size": party_size}, by, now)
    now_at = tables_at(booking)
    if sum(table.seats for table in now_at) >= party_size:
        return booking
    tables = best_of(free_tables(booking.seating, beside=booking), party_size=party_size)
    if not tables:
        raise TooFewSeats(
            _("没有坐得下{party}人的空桌，原来的桌位还为您保留。").format(party=party_size)
        )
    return _sit_at(booking, tables, by, now)


def _sit_at(
    booking: TableBooking, tables: Sequence[DiningTable], by: User, now: datetime
) -> TableBooking | Refused:
    try:
        return all_or_nothing(
            write=lambda: _change_tables(booking, tables, by, now),
            source=source_of(booking),
            by=by,
            now=now,
        )
    except IntegrityError as error:
        if TABLE_TAKEN not in str(error):
            raise
        raise TableTaken(_("这张桌已被别人订走，请另选一张。")) from error


def _change_tables(
    booking: TableBooking, tables: Sequence[DiningTable], by: User, now: datetime
) -> TableBooking:
    """The booking, then the offer, then the tables: in this order for everybody."""
    write_if_booked(booking, {"party_size": booking.party_size}, by, now)
    before, after = {one.pk for one in tables_at(booking)}, {one.pk for one in tables}
    if len(before) != len(after):
        promise = ledger.change_units(
            commitment=booking.commitment, units=len(after), note=_("换桌"), by=by, now=now
        )
        granted(promise)
    _lock(before | after)
    leave_tables(booking, now, only=before - after)
    sit_down(booking, [table for table in tables if table.pk not in before])
    return booking


def _lock(tables: set[int]) -> None:
    """Two parties that change places wait for each other in one order."""
    rows = DiningTable.objects.select_for_update(no_key=True).filter(pk__in=tables)
    list(rows.order_by("pk").values_list("pk", flat=True))
