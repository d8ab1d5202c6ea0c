"""The kitchen sheet: how many of each dish, for whom, what goes in, what somebody must not eat."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from fangcun.core.people.models import Resident
from fangcun.ledger.states import CommitmentState
from fangcun.services.canteen.models import (
    Diet,
    Dish,
    DishIngredient,
    Kitchen,
    MealOrder,
    MenuItem,
    OrderLine,
    PrintedSheet,
)
from fangcun.services.canteen.queries.diets import clash_words, diets_of
from fangcun.services.canteen.queries.dishes import contents_of
from fangcun.services.canteen.queries.orders import COUNTED, with_lines
from fangcun.services.canteen.rules.diets import clashes
from fangcun.services.canteen.rules.dishes import Content
from fangcun.services.canteen.rules.meals import A_DAY
from fangcun.services.canteen.rules.prep import grams_needed, single_dishes
from fangcun.services.canteen.states import Allergen, Mode, Period, Trait

COOKED_FOR = (CommitmentState.OPEN, CommitmentState.HELD, CommitmentState.KEPT)


class Ahead(NamedTuple):
    """How many will eat: portions, orders, how many of these are brought to the door."""

    day: date
    portions: int
    orders: int
    deliveries: int


class Share(NamedTuple):
    """So many portions of a dish: of one way to have it, or of one place."""

    words: str
    portions: int


class Row(NamedTuple):
    """One dish: portions by the way they are had and by the place where they are had."""

    dish: Dish
    modes: list[Share]
    places: list[Share]
    total: int
    change: int | None
    """Since the sheet was last printed; None: it was not, or nothing has changed."""


class Cooked(NamedTuple):
    """A dish as it is cooked, set meals taken apart."""

    dish: Dish
    portions: int


class Need(NamedTuple):
    """So many grams of an ingredient."""

    ingredient: str
    grams: int

    @property
    def kilograms(self) -> str:
        return f"{self.grams / 1000:.2f}"


class Special(NamedTuple):
    """A meal that is cooked apart: what to leave out, and what it must be like."""

    order: MealOrder
    leaves_out: list[str]
    needs: list[str]
    clashes: list[str]
    """What he has ordered that does not suit him."""
    says_more: bool
    """There is something in his own words, which the desk knows; it may name an illness."""


@dataclass(frozen=True, slots=True)
class KitchenSheet:
    """Everything the kitchen needs to know of one meal."""

    kitchen: Kitchen
    day: date
    period: Period
    places: list[Kitchen]
    rows: list[Row]
    cooked: list[Cooked]
    needs: list[Need]
    without_grams: list[Dish]
    specials: list[Special]
    notes: list[MealOrder]
    printed: PrintedSheet | None

    @property
    def portions(self) -> int:
        return sum(row.total for row in self.rows)

    @property
    def modes(self) -> list[Mode]:
        return list(Mode)

    @property
    def has_changed(self) -> bool:
        return any(row.change for row in self.rows)

    @property
    def counts(self) -> dict[str, int]:
        """What a printed sheet remembers."""
        return {str(row.dish.pk): row.total for row in self.rows}


def places_of(kitchen: Kitchen) -> list[Kitchen]:
    """The kitchen and the meal points that it cooks for."""
    return [kitchen, *kitchen.meal_points.order_by("name", "pk")]


def lunches_ahead(kitchen: Kitchen, *, today: date) -> Ahead:
    """Tomorrow's lunches, of the kitchen and its meal points."""
    day = today + A_DAY
    orders = _orders(places_of(kitchen), day, Period.LUNCH)
    told = orders.aggregate(
        orders=Count("pk"), deliveries=Count("pk", filter=Q(mode=Mode.DELIVERY))
    )
    portions = _lines(places_of(kitchen), day, Period.LUNCH).aggregate(of=Sum("units", default=0))
    return Ahead(day, portions["of"], told["orders"], told["deliveries"])


def kitchen_sheet(
    *, kitchen: Kitchen, day: date, period: Period, before: datetime | None = None
) -> KitchenSheet:
    """One meal as the kitchen cooks it, with what has changed since the sheet was last printed.

    `before`: of the sheets that were printed earlier than this.
    """
    places = places_of(kitchen)
    printed = last_printed(kitchen=kitchen, day=day, period=period, before=before)
    rows = _rows(places, day, period, printed)
    orders = list(with_lines(_orders(places, day, period)).order_by("kitchen__name", "code", "pk"))
    cooked, needs, without_grams = _to_cook(rows)
    return KitchenSheet(
        kitchen=kitchen,
        day=day,
        period=period,
        places=places,
        rows=rows,
        cooked=cooked,
        needs=needs,
        without_grams=without_grams,
        specials=specials_among(orders, on=day),
        notes=[order for order in orders if order.note],
        printed=printed,
    )


def last_printed(
    *, kitchen: Kitchen, day: date, period: Period, before: datetime | None = None
) -> PrintedSheet | None:
    rows = PrintedSheet.objects.filter(kitchen=kitchen, served_on=day, period=period)
    if before is not None:
        rows = rows.filter(printed_at__lt=before)
    return rows.order_by("-printed_at", "-pk").first()


def specials_among(orders: Sequence[MealOrder], *, on: date) -> list[Special]:
    """Whose meals are cooked apart, among these orders; of people who agreed that it is known."""
    people = {order.resident.pk: order.resident for order in orders if order.resident}
    diets = diets_of(_kept(people.values()), on=on)
    if not diets:
        return []
    contents = contents_of(line.item.dish for order in orders for line in order.lines.all())
    found = []
    for order in orders:
        diet = diets.get(_number(order.resident)) if order.resident else None
        if diet is not None:
            found.append(_special(order, diet, contents))
    return found


def _special(order: MealOrder, diet: Diet, contents: dict[int, Content]) -> Special:
    unsuited = []
    for line in order.lines.all():
        content = contents[line.item.dish_id]
        clash = clashes(avoids=diet.avoids, needs=diet.needs, content=content)
        said = _("“{dish}”：{words}")
        unsuited += [said.format(dish=line.item.dish, words=one) for one in clash_words(clash)]
    return Special(
        order=order,
        leaves_out=[str(one.label) for one in Allergen if one in diet.avoids],
        needs=[str(one.label) for one in Trait if one in diet.needs],
        clashes=unsuited,
        says_more=bool(diet.words),
    )


def _kept(people: Iterable[Resident]) -> list[Resident]:
    numbers = {_number(one) for one in people}
    return list(Resident.objects.filter(pk__in=numbers))


def _number(resident: Resident) -> int:
    return resident.merged_into_id or resident.pk


def _orders(places: Sequence[Kitchen], day: date, period: Period) -> QuerySet[MealOrder]:
    return MealOrder.objects.filter(
        kitchen__in=places, served_on=day, period=period, state__in=COUNTED
    )


def _lines(places: Sequence[Kitchen], day: date, period: Period) -> QuerySet[OrderLine]:
    """What is cooked; a dish that was taken off the menu is not."""
    return OrderLine.objects.filter(
        order__kitchen__in=places,
        order__served_on=day,
        order__period=period,
        order__state__in=COUNTED,
        commitment__state__in=COOKED_FOR,
    )


def _rows(
    places: list[Kitchen], day: date, period: Period, printed: PrintedSheet | None
) -> list[Row]:
    modes: dict[tuple[int, str], int] = defaultdict(int)
    at: dict[tuple[int, int], int] = defaultdict(int)
    counted = _lines(places, day, period).values_list("item__dish", "order__mode", "order__kitchen")
    for dish, mode, place, units in counted.annotate(of=Sum("units")).order_by():
        modes[dish, mode] += units
        at[dish, place] += units
    rows = []
    for dish in _dishes(places, day, period):
        by_mode = [Share(str(mode.label), modes[dish.pk, mode]) for mode in Mode]
        by_place = [Share(place.name, at[dish.pk, place.pk]) for place in places]
        rows.append(_row(dish, by_mode, by_place, printed))
    return rows


def _row(dish: Dish, modes: list[Share], places: list[Share], printed: PrintedSheet | None) -> Row:
    total = sum(one.portions for one in modes)
    change = total - printed.counts.get(str(dish.pk), 0) if printed else None
    return Row(dish, modes, places, total, change or None)


def _dishes(places: Sequence[Kitchen], day: date, period: Period) -> list[Dish]:
    """Every dish of the published menus once, in the order of the kitchen's own."""
    items = MenuItem.objects.filter(
        menu__kitchen__in=places,
        menu__served_on=day,
        menu__period=period,
        menu__published_at__isnull=False,
    ).select_related("dish", "menu")
    own = places[0].pk
    ordered = sorted(items, key=lambda one: (one.menu.kitchen_id != own, one.position, one.pk))
    return list({item.dish_id: item.dish for item in ordered}.values())


def _to_cook(rows: Sequence[Row]) -> tuple[list[Cooked], list[Need], list[Dish]]:
    portions = {row.dish.pk: row.total for row in rows if row.total}
    parts, dishes = _parts(row.dish for row in rows)
    cooked = single_dishes(portions, parts=parts)
    written = DishIngredient.objects.filter(dish__in=cooked).order_by("dish", "pk")
    grams = list(written.values_list("dish", "ingredient__name", "grams"))
    needed = grams_needed(cooked, grams=grams)
    weighed = {dish for dish, _name, each in grams if each}
    return (
        [Cooked(dishes[one], count) for one, count in cooked.items()],
        [Need(name, needed[name]) for name in sorted(needed) if needed[name]],
        [dishes[one] for one in cooked if one not in weighed],
    )


def _parts(dishes: Iterable[Dish]) -> tuple[dict[int, list[int]], dict[int, Dish]]:
    """Of what dishes the set meals are made, and all the dishes by number."""
    known = {dish.pk: dish for dish in dishes}
    parts: dict[int, list[int]] = defaultdict(list)
    meals = [dish.pk for dish in known.values() if dish.is_set_meal]
    links = Dish.parts.through.objects.filter(from_dish__in=meals).select_related("to_dish")
    for link in links.order_by("pk"):
        parts[link.from_dish_id].append(link.to_dish_id)
        known.setdefault(link.to_dish_id, link.to_dish)
    return parts, known
