"""A party comes, cancels, or does not come."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.dates import day_time
from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.core.notices.actions import tell
from fangcun.ledger import actions as ledger
from fangcun.ledger.actions import Delivered
from fangcun.services.canteen.actions.charging import ask_no_more, give_back
from fangcun.services.canteen.actions.dinners.ended import leave_tables, write_if_booked
from fangcun.services.canteen.models import TableBooking
from fangcun.services.canteen.queries.dinners import (
    is_its_day,
    seating_words,
    source_of,
    source_of_seating,
)
from fangcun.services.canteen.states import BookingState


@transaction.atomic
def cancel_booking(
    *, booking: TableBooking, by: User, now: datetime, why: str = ""
) -> TableBooking:
    """They do not come. In time the deposit goes back; later the desk alone, and it is kept."""
    write_if_booked(booking, {"state": BookingState.CANCELLED}, by, now)
    is_off = not booking.commitment.is_standing  # the whole dinner was called off before
    if not is_off:
        ledger.cancel(commitment=booking.commitment, note=why, by=by, now=now)
    leave_tables(booking, now)
    ask_no_more(source=source_of(booking))
    if is_off or now <= booking.seating.offer.cancel_until:
        give_back(source=source_of(booking), why=why or _("取消订桌"), by=by, now=now)
    return booking


class NotTheDay(Refusal):
    """Nobody sits down before the day of the dinner."""


@transaction.atomic
def seat_party(*, booking: TableBooking, by: User, now: datetime) -> TableBooking:
    """They are here: the promise is kept."""
    if not is_its_day(booking.seating, now=now):
        raise NotTheDay(
            _("{when}才开席，当天才能办理入座。").format(when=day_time(booking.seating.starts_at))
        )
    write_if_booked(booking, {"state": BookingState.SEATED}, by, now)
    seating = booking.seating
    given = Delivered.as_promised(
        booking.commitment,
        served_on=timezone.localdate(now),
        starts_at=seating.starts_at,
        ends_at=seating.ends_at,
        session=source_of_seating(seating),
    )
    ledger.keep(commitment=booking.commitment, delivered=given, by=by, now=now)
    return booking


@transaction.atomic
def no_show(*, booking: TableBooking, by: User, now: datetime) -> TableBooking:
    """They did not come: the table is free, the deposit is kept, and they are told."""
    write_if_booked(booking, {"state": BookingState.NO_SHOW}, by, now)
    ledger.mark_no_show(commitment=booking.commitment, by=by, now=now)
    leave_tables(booking, now)
    ask_no_more(source=source_of(booking))
    words = _("您订的{seating}没有到，桌位已让给别人。有疑问请与我们联系。").format(
        seating=seating_words(booking.seating)
    )
    tell(resident=booking.resident, words=words, source=source_of(booking), now=now)
    return booking
