"""Festival sales: opened by the lunar calendar, stocked, stopped, opened again."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import signature
from fangcun.core.accounts.models import User
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.places.actions.revised import write_revision
from fangcun.ledger import actions as ledger
from fangcun.ledger.actions import NewOffer
from fangcun.ledger.states import OfferState
from fangcun.services.canteen.models import FestivalSale, Kitchen, PickupSlot, SaleItem
from fangcun.services.canteen.queries.festivals import items_of, slots_of, source_of_sale
from fangcun.services.canteen.queries.operators import who_runs
from fangcun.services.canteen.rules.festivals import Span

SERVICE = "gift_pack"


class NotInCatalogue(Refusal):
    """The catalogue does not know what is to be sold."""


class NothingForSale(Refusal):
    """A sale is of at least one pack, fetched in at least one slot."""


class NamedTwice(Refusal):
    """Two packs of one sale cannot have one name."""


class WrongWindow(Refusal):
    """Orders end after they begin, and before the last pack is fetched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPack:
    """What is in a bag, what it costs, how many there are."""

    name: str
    price_fen: int
    contents: str = ""
    stock: int | None = None  # None: as many as are ordered
    most_per_person: int | None = None
    most_per_household: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSale:
    """A sale for a festival: what, ordered from when until when, fetched when."""

    kitchen: Kitchen
    name: str
    festival_on: date
    orders_from: datetime
    orders_until: datetime
    packs: tuple[NewPack, ...]
    slots: tuple[Span, ...]
    slot_capacity: int
    gives_bag: bool = False
    is_demo: bool = False


@transaction.atomic
def open_sale(*, sale: NewSale, by: User, now: datetime) -> FestivalSale:
    """Let people order from then on; who asked for such packs before is told."""
    _possible_or_refuse(sale)
    made = FestivalSale(
        kitchen=sale.kitchen,
        name=sale.name.strip(),
        festival_on=sale.festival_on,
        orders_from=sale.orders_from,
        orders_until=sale.orders_until,
        gives_bag=sale.gives_bag,
        is_demo=sale.is_demo,
    )
    FestivalSale.objects.bulk_create([made])
    FestivalSale.history.bulk_history_create([made], default_user=signature(by), default_date=now)
    PickupSlot.objects.bulk_create(
        PickupSlot(sale=made, capacity=sale.slot_capacity, **span._asdict()) for span in sale.slots
    )
    for pack in sale.packs:
        add_pack(sale=made, pack=pack, by=by, now=now)
    return made


@transaction.atomic
def add_pack(*, sale: FestivalSale, pack: NewPack, by: User, now: datetime) -> SaleItem:
    """One more pack in a sale."""
    offer = ledger.open_offer(offer=_offer_of(sale, pack), by=by, now=now)
    item = SaleItem(
        sale=sale,
        name=pack.name.strip(),
        contents=pack.contents.strip(),
        position=len(items_of(sale)) + 1,
        offer=offer,
    )
    try:
        with transaction.atomic():
            SaleItem.objects.bulk_create([item])
    except IntegrityError as error:
        raise NamedTwice(_("已有“{name}”，请换一个名称。").format(name=item.name)) from error
    return item


@transaction.atomic
def change_sale(
    *,
    sale: FestivalSale,
    revision: int,
    name: str,
    orders_until: datetime,
    by: User,
    now: datetime,
) -> FestivalSale:
    """Another name, orders for longer or shorter; the packs follow."""
    if orders_until <= sale.orders_from:
        raise WrongWindow(_("截止预订要晚于开始预订。"))
    values = {"name": name.strip(), "orders_until": orders_until}
    written = write_revision(row=sale, revision=revision, values=values, by=signature(by), now=now)
    changes = {"books_until": orders_until, "cancel_until": orders_until}
    for item in items_of(written):
        if item.offer.state in (OfferState.OPEN, OfferState.STOPPED):
            ledger.change_offer(
                offer=item.offer, revision=item.offer.revision, changes=changes, by=by, now=now
            )
    return written


@transaction.atomic
def change_stock(
    *, item: SaleItem, revision: int, stock: int | None, by: User, now: datetime
) -> SaleItem:
    """More of a pack, or fewer; never fewer than are ordered. `revision` is that of the offer."""
    changed = {"capacity": stock}
    item.offer = ledger.change_offer(
        offer=item.offer, revision=revision, changes=changed, by=by, now=now
    )
    return item


@transaction.atomic
def stop_item(*, item: SaleItem, by: User, now: datetime) -> SaleItem:
    """No more orders of this pack; what was ordered is fetched as promised."""
    item.offer = ledger.stop_offer(offer=item.offer, by=by, now=now)
    return item


@transaction.atomic
def reopen_item(*, item: SaleItem, by: User, now: datetime) -> SaleItem:
    item.offer = ledger.reopen_offer(offer=item.offer, by=by, now=now)
    return item


@transaction.atomic
def stop_sale(*, sale: FestivalSale, by: User, now: datetime) -> FestivalSale:
    """No more orders of anything."""
    for item in _in_order(sale):
        if item.offer.state == OfferState.OPEN:
            stop_item(item=item, by=by, now=now)
    return sale


@transaction.atomic
def reopen_sale(*, sale: FestivalSale, by: User, now: datetime) -> FestivalSale:
    for item in _in_order(sale):
        if item.offer.state == OfferState.STOPPED:
            reopen_item(item=item, by=by, now=now)
    return sale


def _in_order(sale: FestivalSale) -> list[SaleItem]:
    """In the order in which everybody locks the offers."""
    return sorted(items_of(sale), key=lambda item: item.offer_id)


def _possible_or_refuse(sale: NewSale) -> None:
    if not sale.packs or not sale.slots or sale.slot_capacity < 1:
        raise NothingForSale(_("请至少填写一种礼包和一个取货时段。"))
    if sale.orders_until <= sale.orders_from:
        raise WrongWindow(_("截止预订要晚于开始预订。"))
    if sale.orders_until > sale.slots[-1].ends_at:
        raise WrongWindow(_("截止预订要早于最后一个取货时段结束。"))


def _offer_of(sale: FestivalSale, pack: NewPack) -> NewOffer:
    service = ServiceKind.objects.filter(code=SERVICE).first()
    if service is None:
        raise NotInCatalogue(_("服务目录里没有年货礼包（{code}），请先添加。").format(code=SERVICE))
    slots, kitchen = slots_of(sale), sale.kitchen
    return NewOffer(
        service=service,
        title=f"{sale.name} {pack.name.strip()}"[:200],
        community=kitchen.facility.community,
        facility=kitchen.facility,
        operator=who_runs(kitchen, on=slots[0].starts_at.date()),
        source=source_of_sale(sale),
        starts_at=slots[0].starts_at,
        ends_at=slots[-1].ends_at,
        books_from=sale.orders_from,
        books_until=sale.orders_until,
        cancel_until=sale.orders_until,
        capacity=pack.stock,
        price_fen=pack.price_fen,
        most_per_person=pack.most_per_person,
        most_per_household=pack.most_per_household,
        is_demo=sale.is_demo,
    )
