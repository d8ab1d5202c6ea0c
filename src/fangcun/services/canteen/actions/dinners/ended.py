"""A booking of a table leaves its first state once, and history says who did it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import signature
from fangcun.core.accounts.models import User
from fangcun.services.canteen.models import BookedTable, DiningTable, TableBooking
from fangcun.services.canteen.states import BookingState

TABLE_TAKEN = "no_table_is_given_to_two_parties"


class BookingEnded(Refusal):
    """The party is seated, has cancelled, or did not come."""


def write_if_booked(
    booking: TableBooking, values: Mapping[str, Any], by: User, now: datetime
) -> None:
    """Check and change in one statement: of two at once the second is refused."""
    rows = TableBooking.objects.filter(pk=booking.pk, state=BookingState.BOOKED)
    if not rows.update(**values, revision=F("revision") + 1):
        booking.refresh_from_db(fields=["state"])
        raise BookingEnded(
            _("{code}号{state}，不能再次办理。请刷新页面查看。").format(
                code=booking.code, state=booking.get_state_display()
            )
        )
    booking.refresh_from_db(fields=[*values, "revision"])
    keep_version(booking, by, now)


def keep_version(booking: TableBooking, by: User, now: datetime, *, is_new: bool = False) -> None:
    history: Any = TableBooking.history
    history.bulk_history_create(
        [booking], update=not is_new, default_user=signature(by), default_date=now
    )


def sit_down(booking: TableBooking, tables: Iterable[DiningTable]) -> None:
    """These tables are theirs; the database refuses one that somebody else has then."""
    seating = booking.seating
    in_order = sorted(tables, key=lambda table: table.pk)
    BookedTable.objects.bulk_create(
        BookedTable(
            booking=booking, table=table, starts_at=seating.starts_at, ends_at=seating.ends_at
        )
        for table in in_order
    )


def leave_tables(
    booking: TableBooking, now: datetime, *, only: Iterable[int] | None = None
) -> None:
    """Their tables are free for others, all or some."""
    rows = BookedTable.objects.filter(booking=booking, left_at=None)
    (rows if only is None else rows.filter(table__in=only)).update(left_at=now)
