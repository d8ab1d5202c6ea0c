"""Tables, seatings and bookings: who sees which."""

from fangcun.base.http import Staff, row_or_404
from fangcun.base.rights import Right
from fangcun.core.accounts.models import User
from fangcun.services.canteen.access.festivals import found, ones_own, seen
from fangcun.services.canteen.models import DiningTable, Seating, TableBooking
from fangcun.services.canteen.queries.dinners import with_tables


def table_or_404(*, staff: Staff, pk: int) -> DiningTable:
    rows = DiningTable.objects.select_related("kitchen__facility")
    return row_or_404(staff=staff, right=Right.RUN_CANTEEN, rows=rows, pk=pk)


def seating_or_404(*, staff: Staff, pk: int, right: Right = Right.ORDER_MEALS) -> Seating:
    rows = Seating.objects.select_related("kitchen__facility__community", "offer__operator")
    return row_or_404(staff=staff, right=right, rows=rows, pk=pk)


def booking_or_404(staff: Staff, pk: int) -> TableBooking:
    rows = with_tables(seen(staff, TableBooking.objects.all()))
    return found(rows.select_related("commitment").filter(pk=pk).first())


def booking_here_or_404(staff: Staff, right: Right, pk: int) -> TableBooking:
    """A party at a place where this person holds a right."""
    rows = with_tables(TableBooking.objects.all()).select_related("commitment")
    return row_or_404(staff=staff, right=right, rows=rows, pk=pk)


def own_booking_or_404(caller: User, pk: int) -> TableBooking:
    rows = with_tables(ones_own(caller, TableBooking.objects.all()))
    return found(rows.select_related("commitment").filter(pk=pk).first())
