"""What is in dishes, whom they suit, and what they cost whom."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Prefetch, Q, QuerySet

from fangcun.services.canteen.models import (
    Dish,
    DishIngredient,
    DishPrice,
    Ingredient,
    Kitchen,
    PriceClass,
)
from fangcun.services.canteen.rules.dishes import NOTHING_KNOWN, Content, content_of, whole_of
from fangcun.services.canteen.states import Allergen, Trait


class ShownDish(NamedTuple):
    """A dish as people choose it: what is in it, what it is like, who pays what."""

    dish: Dish
    allergens: list[str]
    traits: list[str]
    prices: list[DishPrice]
    parts: list[Dish]


def cooking_kitchen(kitchen: Kitchen) -> Kitchen:
    """Whose dishes are served here: of the kitchen itself, or of the one that supplies it."""
    return kitchen.supplied_by or kitchen


def dishes_of(kitchen: Kitchen) -> QuerySet[Dish]:
    """Every dish that is served at a kitchen; set meals first, those out of use last."""
    rows = Dish.objects.filter(kitchen=cooking_kitchen(kitchen))
    return rows.order_by("-is_in_use", "-is_set_meal", "name", "pk")


def dishes_in_use(kitchen: Kitchen) -> QuerySet[Dish]:
    """What may be put on a menu."""
    return dishes_of(kitchen).filter(is_in_use=True)


def contents_of(dishes: Iterable[Dish]) -> dict[int, Content]:
    """What is in each of these dishes, by its number: set meals by their parts; three queries."""
    wanted = list(dishes)
    parts = _parts_by_meal(wanted)
    singles = {one.pk: one for one in wanted if not one.is_set_meal}
    singles |= {part.pk: part for of_one in parts.values() for part in of_one}
    allergens = _allergens_by_dish(singles)
    single = {
        key: content_of(ingredients=allergens[key], traits=dish.traits)
        for key, dish in singles.items()
    }
    return {
        dish.pk: whole_of([single[part.pk] for part in parts[dish.pk]])
        if dish.is_set_meal
        else single.get(dish.pk, NOTHING_KNOWN)
        for dish in wanted
    }


def shown_dishes(dishes: Iterable[Dish]) -> dict[int, ShownDish]:
    """Everything a page says of these dishes, by number; five queries for any number of them."""
    wanted = list({dish.pk: dish for dish in dishes}.values())
    contents, parts = contents_of(wanted), _parts_by_meal(wanted)
    prices: dict[int, list[DishPrice]] = defaultdict(list)
    rows = DishPrice.objects.filter(dish__in=wanted).select_related("price_class")
    for price in rows.order_by("price_class__position", "pk"):
        prices[price.dish_id].append(price)
    return {
        dish.pk: ShownDish(
            dish=dish,
            allergens=allergen_words(contents[dish.pk]),
            traits=trait_words(contents[dish.pk]),
            prices=prices[dish.pk],
            parts=parts[dish.pk],
        )
        for dish in wanted
    }


def allergen_words(content: Content) -> list[str]:
    """Allergens as people read them, in the order of the standard."""
    return [str(one.label) for one in Allergen if one in content.allergens]


def trait_words(content: Content) -> list[str]:
    return [str(one.label) for one in Trait if one in content.traits]


def ingredients() -> QuerySet[Ingredient]:
    return Ingredient.objects.order_by("name", "pk")


def with_ingredients(rows: QuerySet[Dish]) -> QuerySet[Dish]:
    """Dishes with their ingredients in the order in which they were written."""
    written = DishIngredient.objects.select_related("ingredient").order_by("pk")
    return rows.prefetch_related(Prefetch("ingredients", queryset=written))


def price_classes() -> QuerySet[PriceClass]:
    """Who pays prices of their own, in the order of the table."""
    return PriceClass.objects.order_by("position", "pk")


def _parts_by_meal(dishes: Iterable[Dish]) -> dict[int, list[Dish]]:
    meals = [dish.pk for dish in dishes if dish.is_set_meal]
    parts: dict[int, list[Dish]] = defaultdict(list)
    if not meals:
        return parts
    links = Dish.parts.through.objects.filter(from_dish__in=meals)
    for link in links.select_related("to_dish").order_by("pk"):
        parts[link.from_dish_id].append(link.to_dish)
    return parts


def _allergens_by_dish(dishes: Iterable[int]) -> dict[int, list[list[str]]]:
    found: dict[int, list[list[str]]] = defaultdict(list)
    rows = DishIngredient.objects.filter(Q(dish__in=list(dishes)))
    for dish, allergens in rows.values_list("dish", "ingredient__allergens"):
        found[dish].append(allergens)
    return found
