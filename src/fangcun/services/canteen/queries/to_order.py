"""What there is to order, as a page shows it to one person."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.templatetags.look import yuan
from fangcun.core.people.models import Resident
from fangcun.ledger.queries.alternatives import Alternative
from fangcun.ledger.queries.figures import metres_between
from fangcun.ledger.states import OfferState
from fangcun.services.canteen.models import Kitchen, MealTime, Menu, MenuItem, PriceClass
from fangcun.services.canteen.queries.diets import warnings_for
from fangcun.services.canteen.queries.priced import prices_of
from fangcun.services.canteen.states import Period

MOST_NEAR = 6


class Dish(NamedTuple):
    """One dish of a menu: what it costs this person, how many are left, what speaks against it."""

    item: MenuItem
    price_fen: int
    price_class: PriceClass | None
    warnings: tuple[str, ...]

    @property
    def left(self) -> int | None:
        return self.item.offer.left if self.item.offer else 0

    @property
    def is_open(self) -> bool:
        offer = self.item.offer
        return offer is not None and offer.state == OfferState.OPEN and offer.left != 0

    def __str__(self) -> str:
        """In one line of a list."""
        left = "" if self.left is None else _(" · 剩{left}份").format(left=self.left)
        warnings = "".join(f" · {words}" for words in self.warnings)
        price = _("{price}元").format(price=yuan(self.price_fen))
        return f"{self.item.dish} {price}{left}{warnings}"

    def can_be_booked(self, now: datetime) -> bool:
        """Ahead of the meal; at the counter it is had as long as it is there."""
        offer = self.item.offer
        return self.is_open and offer is not None and offer.books_from <= now <= offer.books_until


class Near(NamedTuple):
    """A canteen or meal point, and how far it is from home, if anybody knows."""

    kitchen: Kitchen
    metres: int | None


def menus_to_order(*, kitchen: Kitchen, since: date, until: date) -> QuerySet[Menu]:
    """The published menus of some days, with their dishes, meal by meal."""
    items = (
        MenuItem.objects.filter(offer__isnull=False)
        .select_related("menu__kitchen__facility__community", "dish", "offer")
        .order_by("position", "pk")
    )
    menus = Menu.objects.filter(
        kitchen=kitchen, served_on__range=(since, until), published_at__isnull=False
    )
    return (
        menus.select_related("kitchen__facility__community")
        .prefetch_related(Prefetch("items", queryset=items))
        .order_by("served_on", "pk")
    )


def menu_numbered(number: int) -> Menu:
    """The menu that a background job was asked to look at."""
    return Menu.objects.select_related("kitchen").get(pk=number)


def dishes_for(
    items: Sequence[MenuItem],
    *,
    resident: Resident | None,
    on: date,
    price_class: PriceClass | None = None,
) -> list[Dish]:
    """These dishes with his prices and his warnings."""
    prices = prices_of(items, resident=resident, price_class=price_class, on=on)
    warnings = warnings_for(resident=resident, items=items, on=on) if resident else {}
    return [Dish(item, *prices[item.pk], tuple(warnings.get(item.pk, ()))) for item in items]


def meal_now(*, kitchen: Kitchen, now: datetime) -> str:
    """The meal that is served, or comes next today; one with a menu before one without."""
    local = timezone.localtime(now)
    times = MealTime.objects.filter(kitchen=kitchen, is_offered=True).order_by("serves_from", "pk")
    menus = Menu.objects.filter(
        kitchen=kitchen, served_on=local.date(), published_at__isnull=False
    ).values_list("period", flat=True)
    has_menu = set(menus)
    meals = [(one.period in has_menu, local.time() < one.serves_until, one.period) for one in times]
    best = max(meals, key=lambda meal: meal[:2], default=(False, False, Period.LUNCH))
    return str(best[2])


def kitchens_near(resident: Resident) -> list[Near]:
    """Where he can eat, his own community's first, then by the way from home."""
    kitchens = Kitchen.objects.filter(is_in_use=True).select_related("facility__community")
    found = [Near(one, _metres(resident, one)) for one in kitchens.order_by("name", "pk")]
    return sorted(found, key=lambda near: _place(resident, near))[:MOST_NEAR]


def menus_of(alternatives: Iterable[Alternative]) -> list[tuple[MenuItem, Alternative]]:
    """The dishes that could be had instead, with when and where."""
    by_offer = {one.offer.pk: one for one in alternatives}
    items = MenuItem.objects.filter(offer__in=by_offer).select_related("menu__kitchen", "dish")
    found = {item.offer_id: item for item in items}
    return [(found[key], one) for key, one in by_offer.items() if key in found]


def _place(resident: Resident, near: Near) -> tuple[bool, float, str]:
    is_elsewhere = near.kitchen.facility.community_id != resident.community_id
    return is_elsewhere, near.metres if near.metres is not None else float("inf"), near.kitchen.name


def _metres(resident: Resident, kitchen: Kitchen) -> int | None:
    building = resident.address.on_map if resident.address else None
    where = kitchen.facility
    if building is None or where.lon is None or where.lat is None:
        return None
    return round(metres_between(building.lon, building.lat, where.lon, where.lat))
