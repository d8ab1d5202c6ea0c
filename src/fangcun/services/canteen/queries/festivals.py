"""Festival sales as pages show them: what is left, who fetches when, who has which code."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, F, Prefetch, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person, who_shows
from fangcun.ledger.states import CommitmentState
from fangcun.services.canteen.models import (
    FestivalSale,
    Kitchen,
    PackLine,
    PackOrder,
    PickupSlot,
    SaleItem,
)
from fangcun.services.canteen.queries.bills import Bill
from fangcun.services.canteen.states import OrderState

WANTED = (OrderState.ORDERED, OrderState.SERVED)


class PackCount(NamedTuple):
    """One pack of a sale: how many are ordered, fetched, left (None: as many as are wanted)."""

    item: SaleItem
    ordered: int
    fetched: int

    @property
    def left(self) -> int | None:
        return self.item.offer.left


class SlotCount(NamedTuple):
    """One slot: how many come, how many have been."""

    slot: PickupSlot
    expected: int
    fetched: int


def source_of(order: PackOrder) -> str:
    """How the ledger and the till call this order."""
    return f"canteen:packs:{order.pk}"


def source_of_sale(sale: FestivalSale) -> str:
    return f"canteen:sale:{sale.pk}"


def whose_bag(resident: Resident) -> str:
    """To whom one bag is given: the household; who lives in none on file is his own."""
    if resident.household_id is not None:
        return f"household:{resident.household_id}"
    return f"resident:{resident.pk}"


def sales_of(kitchen: Kitchen) -> QuerySet[FestivalSale]:
    """Every sale of a kitchen, the latest festival first."""
    rows = FestivalSale.objects.filter(kitchen=kitchen)
    wanted = Count("orders", filter=Q(orders__state__in=WANTED))
    return rows.annotate(order_count=wanted).order_by("-festival_on", "-pk")


def sales_to_order(resident: Resident, *, now: datetime) -> QuerySet[FestivalSale]:
    """What can be ordered now or soon, his own community's first."""
    rows = FestivalSale.objects.filter(orders_until__gt=now, kitchen__is_in_use=True)
    here = Q(kitchen__facility__community=resident.community_id)
    rows = rows.select_related("kitchen__facility__community").annotate(is_near=here)
    return rows.prefetch_related(Prefetch("items", queryset=_items())).order_by(
        "-is_near", "festival_on", "pk"
    )


def packs_to_order(sale: int) -> list[SaleItem]:
    """The packs of a sale by its number, with all that ordering asks of it; none: no such sale."""
    rows = _items().select_related("offer", "sale__kitchen")
    return list(rows.filter(sale=sale, sale__kitchen__is_in_use=True))


def items_of(sale: FestivalSale) -> list[SaleItem]:
    """The packs of a sale in order, each with its offer."""
    return list(_items().filter(sale=sale))


def slots_of(sale: FestivalSale) -> list[PickupSlot]:
    return list(PickupSlot.objects.filter(sale=sale).order_by("starts_at"))


def free_slots(sale: FestivalSale, *, now: datetime, beside: int | None = None) -> list[PickupSlot]:
    """Slots in which somebody can still come; the one `beside` is his own and always among them."""
    has_room = Q(taken__lt=F("capacity"), ends_at__gt=now) | Q(pk=beside)
    return list(PickupSlot.objects.filter(has_room, sale=sale).order_by("starts_at"))


def slot_in_words(slot: PickupSlot) -> str:
    """2月10日 周二 09:00–09:30."""
    starts_at, ends_at = timezone.localtime(slot.starts_at), timezone.localtime(slot.ends_at)
    day = f"{date_format(starts_at, _('n月j日'))} {_weekday(starts_at.weekday())}"
    return f"{day} {starts_at:%H:%M}–{ends_at:%H:%M}"


in_words_where_shown = lazy(slot_in_words, str)
"""For lists of choices: a form that is sent needs no words for the slots it did not choose."""


def counts_of_packs(sale: FestivalSale) -> list[PackCount]:
    """What was ordered and fetched of every pack."""
    wanted = Q(lines__order__state__in=WANTED)
    fetched = Q(lines__order__state=OrderState.SERVED)
    rows = _items().filter(sale=sale)
    counted = rows.annotate(
        ordered=Sum("lines__units", filter=wanted, default=0),
        fetched=Sum("lines__units", filter=fetched, default=0),
    )
    return [PackCount(item, item.ordered, item.fetched) for item in counted]


def counts_of_slots(sale: FestivalSale) -> list[SlotCount]:
    rows = PickupSlot.objects.filter(sale=sale).annotate(
        expected=Count("orders", filter=Q(orders__state=OrderState.ORDERED)),
        fetched=Count("orders", filter=Q(orders__state=OrderState.SERVED)),
    )
    in_order = rows.order_by("starts_at")
    return [SlotCount(slot, slot.expected, slot.fetched) for slot in in_order]


def with_packs(orders: QuerySet[PackOrder]) -> QuerySet[PackOrder]:
    """What a page shows of an order: who, which sale, when, every pack."""
    lines = PackLine.objects.select_related("item__offer").order_by("item__position", "pk")
    shown = orders.select_related(
        "sale__kitchen__facility__community", "resident__address", "resident__community", "slot"
    )
    return shown.prefetch_related(Prefetch("lines", queryset=lines))


def orders_of_sale(sale: FestivalSale) -> QuerySet[PackOrder]:
    """Every order of a sale by the time of fetching, then by code."""
    return with_packs(PackOrder.objects.filter(sale=sale)).order_by("slot__starts_at", "code")


def orders_to_fetch(sale: FestivalSale, *, slot: PickupSlot | None = None) -> list[PackOrder]:
    """Who comes in a slot, or at all."""
    rows = orders_of_sale(sale).filter(state=OrderState.ORDERED)
    return list(rows if slot is None else rows.filter(slot=slot))


def packs_of(resident: Resident) -> QuerySet[PackOrder]:
    """What one person ordered, the newest first."""
    rows = PackOrder.objects.filter(resident__in=same_person(resident))
    return with_packs(rows).order_by("-ordered_at", "-pk")


def found_at_pickup(words: str, *, among: QuerySet[PackOrder]) -> list[PackOrder]:
    """Orders by what is said or shown: the code, the QR code, a card, a name."""
    said = words.strip().rstrip("/").rpartition("/")[2]
    digits = "".join(said.split())
    if not said:
        return []
    by_sign = Q(token=said) | Q(code=digits) | who_shows(said, path="resident__")
    meant = by_sign | Q(resident__name=said) | Q(resident__phones__number=digits)
    return list(with_packs(among.filter(meant)).distinct().order_by("state", "code")[:20])


def bill_of(order: PackOrder) -> Bill:
    """What the packs cost, to be paid once for the whole order; without those called off."""
    rows = order.lines.select_related("item__offer__operator", "commitment").order_by("pk")
    lines = list(rows)
    off = [one for one in lines if one.commitment.state == CommitmentState.GIVEN_UP]
    return Bill(
        source=source_of(order),
        words=f"{order.sale.name} {pack_words(order)}"[:150],
        amount_fen=order.price_fen - sum(one.price_fen * one.units for one in off),
        resident=order.resident,
        facility=order.sale.kitchen.facility,
        operator=lines[0].item.offer.operator,
        written_key=order.written_key,
    )


def pack_words(order: PackOrder) -> str:
    """588元礼包×1、388元礼包×2."""
    lines: Sequence[PackLine] = list(order.lines.all())
    return _("、").join(f"{line.item.name}×{line.units}" for line in lines)


def _items() -> QuerySet[SaleItem]:
    return SaleItem.objects.select_related("offer", "sale").order_by("position", "pk")


def _weekday(number: int) -> str:
    names = (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"))
    return str(names[number])
