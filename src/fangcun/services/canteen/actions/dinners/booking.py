"""A table is booked: the smallest that fits, or neighbours put together for a large party."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from secrets import token_urlsafe
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.core.people.models import Resident
from fangcun.ledger import actions as ledger
from fangcun.ledger.actions import Refused, Wish
from fangcun.ledger.actions.refused import Asker, refused
from fangcun.ledger.states import WhyNot
from fangcun.services.canteen.actions.dinners.ended import TABLE_TAKEN, keep_version, sit_down
from fangcun.services.canteen.actions.orders.whole import all_or_nothing, granted
from fangcun.services.canteen.models import DiningTable, Seating, TableBooking
from fangcun.services.canteen.queries.dinners import free_tables, source_of_seating, spot_of
from fangcun.services.canteen.rules.orders import code_for
from fangcun.services.canteen.rules.tables import seats_of, stand_together, tables_for
from fangcun.services.canteen.states import Channel

MOST_TRIES = 12
MOST_AT_A_PARTY = 100
ONE_CODE = "a_table_code_is_called_once"


class NobodyComes(Refusal):
    """A party is of at least one person, and of no more than a room holds."""


class TableTaken(Refusal):
    """Somebody else has this table then."""


class TooFewSeats(Refusal):
    """Not everybody of the party would have a chair."""


class NotTogether(Refusal):
    """Tables of one party stand side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBooking:
    """A party: how many, at which seating, who answers for it."""

    seating: Seating
    resident: Resident
    party_size: int
    channel: Channel
    written_key: UUID  # the same key twice writes once
    tables: tuple[DiningTable, ...] | None = None  # None: the best that is free
    note: str = ""
    is_demo: bool = False


@transaction.atomic
def book_table(*, booking: NewBooking, by: User, now: datetime) -> TableBooking | Refused:
    """Keep a table for a party. Of two at once at one table the second gets the next one."""
    if (there := _written(booking)) is not None:
        return there
    _party_or_refuse(booking.party_size)
    for _try in range(MOST_TRIES):
        tables = _tables_for(booking)
        if not tables:
            break
        try:
            return all_or_nothing(
                write=partial(_book, booking, tables, by, now),
                source=source_of_seating(booking.seating),
                by=by,
                now=now,
            )
        except IntegrityError as error:
            if (there := _written(booking)) is not None:
                return there
            _otherwise(booking, error)
    return _no_table(booking, by, now)


def fit_or_refuse(tables: Sequence[DiningTable], *, party_size: int) -> None:
    """Whether a party can sit at these tables."""
    spots = [spot_of(table) for table in tables]
    if seats_of(spots) < party_size:
        raise TooFewSeats(
            _("所选桌位共{seats}座，{party}人坐不下，请再加一桌。").format(
                seats=seats_of(spots), party=party_size
            )
        )
    if not stand_together(spots):
        raise NotTogether(_("拼桌要选相邻的桌。"))


def best_of(tables: Sequence[DiningTable], *, party_size: int) -> tuple[DiningTable, ...]:
    """The tables that fit best; none if none do."""
    by_key = {table.pk: table for table in tables}
    spots = tables_for(party_size=party_size, free=[spot_of(table) for table in tables])
    return tuple(by_key[spot.key] for spot in spots)


def _written(booking: NewBooking) -> TableBooking | None:
    return TableBooking.objects.filter(written_key=booking.written_key).first()


def _party_or_refuse(party_size: int) -> None:
    if not 1 <= party_size <= MOST_AT_A_PARTY:
        raise NobodyComes(_("请填写1到{most}之间的人数。").format(most=MOST_AT_A_PARTY))


def _tables_for(booking: NewBooking) -> tuple[DiningTable, ...]:
    if booking.tables is not None:
        here = [one for one in booking.tables if one.kitchen_id == booking.seating.kitchen_id]
        fit_or_refuse(here, party_size=booking.party_size)
        return booking.tables
    return best_of(free_tables(booking.seating), party_size=booking.party_size)


def _book(
    booking: NewBooking, tables: tuple[DiningTable, ...], by: User, now: datetime
) -> TableBooking:
    """Ask the ledger, write the booking, sit down; who is too late sits down nowhere."""
    wish = Wish(
        offer=booking.seating.offer,
        resident=booking.resident,
        units=len(tables),
        at_counter=booking.channel == Channel.COUNTER,
        source=source_of_seating(booking.seating),
        note=_("{party}人").format(party=booking.party_size),
        written_key=booking.written_key,
    )
    promise = granted(ledger.reserve(wish=wish, by=by, now=now))
    made = TableBooking(
        seating=booking.seating,
        resident_id=promise.resident_id or booking.resident.pk,
        party_size=booking.party_size,
        channel=booking.channel,
        code=code_for(number=booking.written_key.int, taken=_codes(booking.seating)),
        token=token_urlsafe(18),
        note=booking.note.strip(),
        commitment=promise,
        written_key=booking.written_key,
        booked_by=by,
        booked_at=now,
        is_demo=booking.is_demo,
    )
    TableBooking.objects.bulk_create([made])
    keep_version(made, by, now, is_new=True)
    sit_down(made, tables)
    return made


def _codes(seating: Seating) -> set[str]:
    """While the row of the offer is held nobody else of this seating gets a code."""
    return set(TableBooking.objects.filter(seating=seating).values_list("code", flat=True))


def _otherwise(booking: NewBooking, error: IntegrityError) -> None:
    """The table was taken a moment ago: another one, unless this very one was asked for."""
    if TABLE_TAKEN in str(error) and booking.tables is not None:
        raise TableTaken(_("这张桌刚刚被订走，请另选一张。")) from error
    if TABLE_TAKEN not in str(error) and ONE_CODE not in str(error):
        raise error


def _no_table(booking: NewBooking, by: User, now: datetime) -> Refused:
    """The need that was not met, and other seatings."""
    asker = Asker(
        offer=booking.seating.offer,
        resident=booking.resident,
        units=1,
        source=source_of_seating(booking.seating),
        written_key=booking.written_key,
    )
    words = _("没有坐得下{party}人的空桌。").format(party=booking.party_size)
    return refused(asker, WhyNot.FULL, words, by=by, now=now)
