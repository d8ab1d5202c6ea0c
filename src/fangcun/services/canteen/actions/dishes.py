"""Dishes and set meals: what is in them, what they cost whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.papers import HandedIn, keep_file
from fangcun.base.templatetags.look import yuan
from fangcun.core.places.actions.revised import write_revision
from fangcun.services.canteen.models import (
    Dish,
    DishIngredient,
    DishPrice,
    Ingredient,
    Kitchen,
    PriceClass,
)
from fangcun.services.canteen.rules.dishes import content_of, contradictions
from fangcun.services.canteen.states import Allergen, Trait


class NameTaken(Refusal):
    """The kitchen has another dish, or the district another ingredient, of this name."""


class ContradictsItself(Refusal):
    """A dish is not what it is called."""


class NotASetMeal(Refusal):
    """A set meal is made of single dishes of its own kitchen."""


class DoesNotCook(Refusal):
    """A meal point has no dishes of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDish:
    """What people write of a dish (with `ingredients`) or of a set meal (with `parts`)."""

    name: str
    price_fen: int
    description: str = ""
    traits: Sequence[str] = ()
    ingredients: Sequence[tuple[Ingredient, int]] = ()
    parts: Sequence[Dish] = ()
    prices: Mapping[PriceClass, int] = field(default_factory=dict)
    is_in_use: bool = True
    photo: HandedIn | None = None
    """A new one; None: what is there stays."""


@transaction.atomic
def write_dish(
    *, kitchen: Kitchen, written: WrittenDish, by: str, now: datetime, is_demo: bool = False
) -> Dish:
    """Put a dish on the list of a kitchen that cooks."""
    return _write(kitchen, written, is_set_meal=False, by=by, now=now, is_demo=is_demo)


@transaction.atomic
def write_set_meal(
    *, kitchen: Kitchen, written: WrittenDish, by: str, now: datetime, is_demo: bool = False
) -> Dish:
    """Put a set meal on the list: a price for several dishes together."""
    return _write(kitchen, written, is_set_meal=True, by=by, now=now, is_demo=is_demo)


@transaction.atomic
def change_dish(*, dish: Dish, revision: int, written: WrittenDish, by: str, now: datetime) -> Dish:
    """Correct a dish or a set meal; menus that are published keep the price they were sold at."""
    _must_make_sense(dish, written)
    values = _values(written)
    if written.photo is not None:
        values["photo"] = keep_file(written.photo)
    try:
        with transaction.atomic():
            changed = write_revision(row=dish, revision=revision, values=values, by=by, now=now)
    except IntegrityError as error:
        raise _taken(written.name) from error
    _write_rows(changed, written)
    return changed


@transaction.atomic
def write_ingredient(*, name: str, allergens: Sequence[str], by: str, now: datetime) -> Ingredient:
    """Put an ingredient on the district's list."""
    row = Ingredient(name=name, allergens=_in_order(allergens, Allergen))
    row._history_user, row._history_date = by, now  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise _taken(name) from error
    return row


@transaction.atomic
def change_ingredient(
    *, ingredient: Ingredient, revision: int, allergens: Sequence[str], by: str, now: datetime
) -> Ingredient:
    """Correct which allergens are in it: every dish made of it says so at once."""
    values = {"allergens": _in_order(allergens, Allergen)}
    return write_revision(row=ingredient, revision=revision, values=values, by=by, now=now)


def _write(
    kitchen: Kitchen,
    written: WrittenDish,
    *,
    is_set_meal: bool,
    by: str,
    now: datetime,
    is_demo: bool,
) -> Dish:
    dish = Dish(kitchen=kitchen, is_set_meal=is_set_meal, is_demo=is_demo, **_values(written))
    _must_make_sense(dish, written)
    if written.photo is not None:
        dish.photo = keep_file(written.photo)
    dish._history_user, dish._history_date = by, now  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            dish.save(force_insert=True)
    except IntegrityError as error:
        raise _taken(written.name) from error
    _write_rows(dish, written)
    return dish


def _must_make_sense(dish: Dish, written: WrittenDish) -> None:
    if not dish.kitchen.cooks:
        raise DoesNotCook(_("助餐点用供餐食堂的菜品，请在供餐食堂登记。"))
    if dish.is_set_meal:
        _must_be_made_of_single_dishes(dish, written)
        return
    allergens = [ingredient.allergens for ingredient, _grams in written.ingredients]
    content = content_of(ingredients=allergens, traits=written.traits)
    for trait, allergen in contradictions(content):
        raise ContradictsItself(
            _("用料里有{allergen}，不能标为“{trait}”。").format(
                allergen=Allergen(allergen).label, trait=Trait(trait).label
            )
        )


def _must_be_made_of_single_dishes(dish: Dish, written: WrittenDish) -> None:
    if not written.parts:
        raise NotASetMeal(_("套餐至少要有一样菜。"))
    for part in written.parts:
        if part.is_set_meal or part.kitchen_id != dish.kitchen_id:
            raise NotASetMeal(_("套餐只能由本食堂的单个菜品组成。"))


def _values(written: WrittenDish) -> dict[str, Any]:
    """The columns of the row; what is in it and what it costs also in words, for its history."""
    return {
        "name": written.name,
        "description": written.description,
        "price_fen": written.price_fen,
        "traits": _in_order(written.traits, Trait),
        "is_in_use": written.is_in_use,
        "content_written": _content_in_words(written),
        "prices_written": "；".join(
            f"{one.name_zh} {yuan(price)}元" for one, price in _prices_in_order(written)
        ),
    }


def _content_in_words(written: WrittenDish) -> str:
    if written.parts:
        return "、".join(part.name for part in written.parts)
    return "、".join(
        f"{one.name} {grams}克" if grams else one.name for one, grams in written.ingredients
    )


def _prices_in_order(written: WrittenDish) -> list[tuple[PriceClass, int]]:
    return sorted(written.prices.items(), key=lambda priced: priced[0].position)


def _write_rows(dish: Dish, written: WrittenDish) -> None:
    dish.ingredients.all().delete()
    DishIngredient.objects.bulk_create(
        DishIngredient(dish=dish, ingredient=one, grams=grams) for one, grams in written.ingredients
    )
    dish.prices.all().delete()
    DishPrice.objects.bulk_create(
        DishPrice(dish=dish, price_class=one, price_fen=price)
        for one, price in written.prices.items()
    )
    dish.parts.set(written.parts)


def _in_order(chosen: Sequence[str], choices: type[Allergen] | type[Trait]) -> list[str]:
    return [one.value for one in choices if one in chosen]


def _taken(name: str) -> NameTaken:
    return NameTaken(_("已经有“{name}”了，请换一个名称，或修改原来的。").format(name=name))
