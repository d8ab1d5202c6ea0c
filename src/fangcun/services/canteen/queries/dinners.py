"""Seatings, their table plan, who sits where."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person
from fangcun.services.canteen.models import (
    BookedTable,
    DiningTable,
    Kitchen,
    Seating,
    TableBooking,
)
from fangcun.services.canteen.queries.bills import Bill
from fangcun.services.canteen.rules.tables import Spot
from fangcun.services.canteen.states import BookingState

COMING = (BookingState.BOOKED, BookingState.SEATED)


class Place(NamedTuple):
    """A table of the plan, and who has it at this seating."""

    table: DiningTable
    booking: TableBooking | None


def source_of(booking: TableBooking) -> str:
    """How the till calls this booking."""
    return f"canteen:table:{booking.pk}"


def source_of_seating(seating: Seating) -> str:
    return f"canteen:seating:{seating.pk}"


def tables_of(kitchen: Kitchen) -> QuerySet[DiningTable]:
    """Every table, those in use first, as they stand."""
    return DiningTable.objects.filter(kitchen=kitchen).order_by("-is_in_use", "row", "column", "pk")


def seatings_of(kitchen: Kitchen) -> QuerySet[Seating]:
    """Every seating of a kitchen, the latest first."""
    rows = Seating.objects.filter(kitchen=kitchen).select_related("offer")
    coming = Count("bookings", filter=Q(bookings__state__in=COMING))
    return rows.annotate(parties=coming).order_by("-starts_at", "-pk")


def seatings_to_book(resident: Resident, *, now: datetime) -> QuerySet[Seating]:
    """What can be booked now or soon, his own community's first."""
    rows = Seating.objects.filter(offer__books_until__gt=now, kitchen__is_in_use=True)
    here = Q(kitchen__facility__community=resident.community_id)
    rows = rows.select_related("kitchen__facility__community", "offer").annotate(is_near=here)
    return rows.order_by("-is_near", "starts_at", "pk")


def free_tables(seating: Seating, *, beside: TableBooking | None = None) -> list[DiningTable]:
    """Tables that nobody has at that time; those of the booking `beside` count as free."""
    taken = BookedTable.objects.filter(
        left_at=None,
        starts_at__lt=seating.ends_at,
        ends_at__gt=seating.starts_at,
        table__kitchen=seating.kitchen_id,
    )
    if beside is not None:
        taken = taken.exclude(booking=beside)
    rows = DiningTable.objects.filter(kitchen=seating.kitchen_id, is_in_use=True)
    return list(rows.exclude(pk__in=taken.values("table")).order_by("row", "column", "pk"))


def spot_of(table: DiningTable) -> Spot:
    return Spot(table.pk, table.seats, table.column, table.row)


def plan_of(seating: Seating) -> list[Place]:
    """Every table as it stands, with its party."""
    booked = {
        one.table_id: booking
        for booking in bookings_of(seating).filter(state__in=COMING)
        for one in booking.tables.all()
    }
    rows = tables_of(seating.kitchen).filter(Q(is_in_use=True) | Q(pk__in=booked))
    return [Place(table, booked.get(table.pk)) for table in rows]


def with_tables(bookings: QuerySet[TableBooking]) -> QuerySet[TableBooking]:
    """What a page shows of a booking: who, which seating, at which tables."""
    has = BookedTable.objects.filter(left_at=None).select_related("table")
    shown = bookings.select_related(
        "seating__kitchen__facility__community",
        "seating__offer__operator",
        "resident__community",
        "resident__address",
    )
    in_order = has.order_by("table__row", "table__column", "pk")
    return shown.prefetch_related(Prefetch("tables", queryset=in_order))


def bookings_of(seating: Seating) -> QuerySet[TableBooking]:
    """Every party of a seating, those that come first, then by code."""
    return with_tables(TableBooking.objects.filter(seating=seating)).order_by("state", "code")


def tables_booked_by(resident: Resident) -> QuerySet[TableBooking]:
    """What one person booked, the newest first."""
    rows = TableBooking.objects.filter(resident__in=same_person(resident))
    return with_tables(rows).order_by("-booked_at", "-pk")


def tables_at(booking: TableBooking) -> list[DiningTable]:
    """Where the party sits now."""
    rows = DiningTable.objects.filter(booked__booking=booking, booked__left_at=None)
    return list(rows.order_by("row", "column", "pk"))


def table_words(booking: TableBooking) -> str:
    """3号桌、4号桌; after it ended: no table."""
    names = [_("{number}号桌").format(number=one.table.number) for one in booking.tables.all()]
    return str(_("、")).join(names)


def is_its_day(seating: Seating, *, now: datetime) -> bool:
    """Parties come on the day of the dinner, not before."""
    return timezone.localdate(seating.starts_at) <= timezone.localdate(now)


def seating_words(seating: Seating) -> str:
    """年夜饭 2月16日 17:00."""
    starts_at = timezone.localtime(seating.starts_at)
    return f"{seating.name} {date_format(starts_at, _('n月j日 H:i'))}"


def bill_of(booking: TableBooking) -> Bill:
    """The deposit, for every table of the party."""
    seating = booking.seating
    count = len(tables_at(booking))
    return Bill(
        source=source_of(booking),
        words=_("{seating} 订金").format(seating=seating_words(seating))[:150],
        amount_fen=seating.deposit_fen * count,
        resident=booking.resident,
        facility=seating.kitchen.facility,
        operator=seating.offer.operator,
        written_key=booking.written_key,
    )
