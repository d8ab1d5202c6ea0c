"""What a resident has ordered here, as his own pages tell it: the dishes, the hour, the code."""

from collections.abc import Iterable, Iterator, Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fangcun.base.at_home import Door, bring
from fangcun.ledger.models import Commitment
from fangcun.ledger.queries.at_home import Code, Thing, tells
from fangcun.services.canteen.models import MealOrder, PackOrder, TableBooking
from fangcun.services.canteen.queries.dinners import table_words, with_tables
from fangcun.services.canteen.queries.festivals import pack_words, with_packs
from fangcun.services.canteen.queries.orders import with_lines
from fangcun.services.canteen.states import BookingState, Mode, OrderState

DOORS = (
    Door("meals:week", _("我的订餐"), _("看菜单，订、改、取消"), 20, covers=frozenset({"meals"})),
    Door("meals:festival", _("节日礼包"), _("预订、改时段、看取货码"), 21),
    Door("meals:dinners", _("年夜饭"), _("订桌、改人数、取消"), 22),
)
STANDS = frozenset({OrderState.ORDERED, BookingState.BOOKED})
GOOD = STANDS | {OrderState.SERVED, BookingState.SEATED}


def bring_home() -> None:
    bring(*DOORS)
    tells("canteen", tell=tell)


def tell(rows: Sequence[Commitment]) -> dict[int, Thing]:
    """Meals, gift packs and tables: one question for each kind, whatever the number of rows."""
    by_number = {row.pk: row for row in rows}
    told = dict(_meals(by_number))
    told |= dict(_packs(by_number.keys() - told.keys()))
    return told | dict(_tables(by_number.keys() - told.keys()))


def _meals(rows: dict[int, Commitment]) -> Iterator[tuple[int, Thing]]:
    orders = MealOrder.objects.filter(lines__commitment__in=list(rows)).distinct()
    for order in with_lines(orders):
        lines = list(order.lines.all())
        thing = _meal(order, next(rows[one.commitment_id] for one in lines if _is_in(one, rows)))
        yield from ((one.commitment_id, thing) for one in lines)


def _is_in(line: object, rows: dict[int, Commitment]) -> bool:
    return getattr(line, "commitment_id", None) in rows


def _meal(order: MealOrder, row: Commitment) -> Thing:
    """12:00 午餐 红烧肉×1、米饭×1."""
    dishes = str(_("、")).join(f"{one.item.dish}×{one.units}" for one in order.lines.all())
    is_fetched = order.state == OrderState.ORDERED and order.mode != Mode.DELIVERY
    return Thing(
        key=f"canteen:order:{order.pk}",
        on=order.served_on,
        words=_now("{meal}：{dishes}").format(meal=order.get_period_display(), dishes=dishes),
        starts_at=row.offer.starts_at if row.offer else None,
        ends_at=row.offer.ends_at if row.offer else None,
        place=str(order.kitchen),
        more=str(order.get_mode_display()),
        url=reverse("meals:order", args=[order.pk]),
        code=Code(_now("取餐码"), order.code, order.token) if is_fetched else None,
        standing=str(order.get_state_display()),
        tone=_tone(order.state),
        is_over=order.state not in STANDS,
    )


def _packs(numbers: Iterable[int]) -> Iterator[tuple[int, Thing]]:
    orders = PackOrder.objects.filter(lines__commitment__in=list(numbers)).distinct()
    for order in with_packs(orders):
        thing = _pack(order)
        yield from ((one.commitment_id, thing) for one in order.lines.all())


def _pack(order: PackOrder) -> Thing:
    is_open = order.state == OrderState.ORDERED
    scanned = reverse("canteen:packs_scanned", args=[order.token])
    return Thing(
        key=f"canteen:packs:{order.pk}",
        on=timezone.localdate(order.slot.starts_at),
        words=_now("取{sale}：{packs}").format(sale=order.sale, packs=pack_words(order)),
        starts_at=order.slot.starts_at,
        ends_at=order.slot.ends_at,
        place=str(order.sale.kitchen),
        url=reverse("meals:packs", args=[order.pk]),
        code=Code(_now("取货码"), order.code, scanned) if is_open else None,
        standing=str(order.get_state_display()),
        tone=_tone(order.state),
        is_over=not is_open,
    )


def _tables(numbers: Iterable[int]) -> Iterator[tuple[int, Thing]]:
    for booking in with_tables(TableBooking.objects.filter(commitment__in=list(numbers))):
        yield booking.commitment_id, _table(booking)


def _table(booking: TableBooking) -> Thing:
    seating, is_open = booking.seating, booking.state == BookingState.BOOKED
    party = _now("{count}人").format(count=booking.party_size)
    return Thing(
        key=f"canteen:table:{booking.pk}",
        on=timezone.localdate(seating.starts_at),
        words=f"{seating.name} {party}",
        starts_at=seating.starts_at,
        ends_at=seating.ends_at,
        place=str(seating.kitchen),
        more=table_words(booking),
        url=reverse("meals:table", args=[booking.pk]),
        code=Code(_now("订桌码"), booking.code) if is_open else None,
        standing=str(booking.get_state_display()),
        tone=_tone(booking.state),
        is_over=not is_open,
    )


def _tone(state: str) -> str:
    return "good" if state in GOOD else "warn" if state in _MISSED else ""


_MISSED = frozenset({OrderState.NOT_COLLECTED, BookingState.NO_SHOW})
