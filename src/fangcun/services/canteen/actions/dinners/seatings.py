"""Tables of a kitchen, and the seatings at which they are booked."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import signature
from fangcun.core.accounts.models import User
from fangcun.core.catalog.models import ServiceKind
from fangcun.ledger import actions as ledger
from fangcun.ledger.actions import NewOffer
from fangcun.ledger.states import OfferState
from fangcun.services.canteen.models import BookedTable, DiningTable, Kitchen, Seating
from fangcun.services.canteen.queries.operators import who_runs

SERVICE = "new_year_dinner"


class SpotTaken(Refusal):
    """Two tables with one number, or on one spot."""


class TableInUse(Refusal):
    """A party has booked this table: it is moved first."""


class NoTables(Refusal):
    """Where there is no table, nobody can sit."""


class NoDinnerInCatalogue(Refusal):
    """The catalogue does not know what is to be booked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenTable:
    """A table: its number, its seats, where it stands."""

    number: str
    seats: int
    column: int
    row: int
    is_in_use: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSeating:
    """One sitting of a festive dinner."""

    kitchen: Kitchen
    name: str
    starts_at: datetime
    ends_at: datetime
    books_from: datetime
    books_until: datetime
    cancel_until: datetime
    deposit_fen: int = 0
    is_demo: bool = False


@transaction.atomic
def add_table(
    *, kitchen: Kitchen, table: WrittenTable, by: User, now: datetime, is_demo: bool = False
) -> DiningTable:
    """One more table in the room; seatings to come have it too."""
    made = DiningTable(kitchen=kitchen, is_demo=is_demo, **_columns(table))
    _write(made)
    _follow(kitchen, by, now)
    return made


@transaction.atomic
def change_table(*, table: DiningTable, changed: WrittenTable, by: User, now: datetime) -> None:
    """Another place, other seats, or not used any more: only if nobody has booked it."""
    ahead = BookedTable.objects.filter(table=table, left_at=None, ends_at__gt=now)
    fewer = not changed.is_in_use or changed.seats < table.seats
    if fewer and ahead.exists():
        raise TableInUse(_("{table}号桌已有人订，请先把他们换到别的桌。").format(table=table))
    for name, value in _columns(changed).items():
        setattr(table, name, value)
    _write(table)
    _follow(table.kitchen, by, now)


@transaction.atomic
def open_seating(*, seating: NewSeating, by: User, now: datetime) -> Seating:
    """Let tables be booked from then on: as many as stand in the room."""
    offer = ledger.open_offer(offer=_offer_of(seating), by=by, now=now)
    made = Seating(
        kitchen=seating.kitchen,
        name=seating.name.strip(),
        starts_at=seating.starts_at,
        ends_at=seating.ends_at,
        deposit_fen=seating.deposit_fen,
        offer=offer,
        is_demo=seating.is_demo,
    )
    Seating.objects.bulk_create([made])
    Seating.history.bulk_history_create([made], default_user=signature(by), default_date=now)
    return made


@transaction.atomic
def stop_seating(*, seating: Seating, by: User, now: datetime) -> Seating:
    """No more bookings; whoever has a table keeps it."""
    seating.offer = ledger.stop_offer(offer=seating.offer, by=by, now=now)
    return seating


@transaction.atomic
def reopen_seating(*, seating: Seating, by: User, now: datetime) -> Seating:
    seating.offer = ledger.reopen_offer(offer=seating.offer, by=by, now=now)
    return seating


def _columns(table: WrittenTable) -> dict[str, object]:
    names = ("number", "seats", "column", "row", "is_in_use")
    return {name: getattr(table, name) for name in names}


def _write(table: DiningTable) -> None:
    try:
        with transaction.atomic():
            table.save()
    except IntegrityError as error:
        raise SpotTaken(_("桌号或位置与别的桌重复，请改一个。")) from error


def _follow(kitchen: Kitchen, by: User, now: datetime) -> None:
    """Seatings to come offer as many tables as there are."""
    count = DiningTable.objects.filter(kitchen=kitchen, is_in_use=True).count()
    ahead = Seating.objects.filter(kitchen=kitchen, ends_at__gt=now).select_related("offer")
    for seating in ahead.order_by("offer_id"):
        offer = seating.offer
        if offer.state in (OfferState.OPEN, OfferState.STOPPED):
            changes = {"capacity": count}
            ledger.change_offer(
                offer=offer, revision=offer.revision, changes=changes, by=by, now=now
            )


def _offer_of(seating: NewSeating) -> NewOffer:
    kitchen = seating.kitchen
    service = ServiceKind.objects.filter(code=SERVICE).first()
    if service is None:
        raise NoDinnerInCatalogue(
            _("服务目录里没有年夜饭（{code}），请先添加。").format(code=SERVICE)
        )
    count = DiningTable.objects.filter(kitchen=kitchen, is_in_use=True).count()
    if count == 0:
        raise NoTables(_("{kitchen}还没有餐桌，请先画桌位图。").format(kitchen=kitchen))
    return NewOffer(
        service=service,
        title=seating.name.strip(),
        community=kitchen.facility.community,
        facility=kitchen.facility,
        operator=who_runs(kitchen, on=timezone.localdate(seating.starts_at)),
        source=f"canteen:kitchen:{kitchen.pk}",
        starts_at=seating.starts_at,
        ends_at=seating.ends_at,
        books_from=seating.books_from,
        books_until=seating.books_until,
        cancel_until=seating.cancel_until,
        capacity=count,
        price_fen=seating.deposit_fen,
        is_demo=seating.is_demo,
    )
