"""What dishes cost one person on one day."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from fangcun.core.entitlements.models import Circumstance
from fangcun.core.entitlements.queries import condition_in_words, facts_of, terms_from
from fangcun.core.entitlements.rules import Facts
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person
from fangcun.services.canteen.models import DishPrice, MenuItem, PriceClass
from fangcun.services.canteen.rules.prices import ClassPrice, price_for


class Priced(NamedTuple):
    """A price, and the class of people who pay it; none: everybody."""

    fen: int
    price_class: PriceClass | None


def prices_of(
    items: Sequence[MenuItem],
    *,
    resident: Resident | None,
    price_class: PriceClass | None = None,
    on: date,
) -> dict[int, Priced]:
    """The lowest price that somebody may have of each dish, by the number of the item.

    `price_class` is what the counter gave him, such as staff; by age and circumstances he gets
    what is on file. Items come with their dishes; one query, two for a known person.
    """
    classes: dict[int, PriceClass] = {}
    by_dish: dict[int, list[ClassPrice]] = defaultdict(list)
    rows = DishPrice.objects.filter(dish__in=[item.dish_id for item in items])
    for row in rows.select_related("price_class"):
        classes[row.price_class_id] = row.price_class
        by_dish[row.dish_id].append(_class_price(row))
    facts = facts_on(resident, on) if resident is not None and by_dish else None
    given = price_class.pk if price_class else None
    found: dict[int, Priced] = {}
    for item in items:
        price = price_for(
            standard_fen=item.dish.price_fen,
            classes=by_dish[item.dish_id],
            facts=facts,
            given=given,
        )
        known = None if price.class_id is None else classes[price.class_id]
        found[item.pk] = Priced(price.price_fen, known)
    return found


def _class_price(row: DishPrice) -> ClassPrice:
    one = row.price_class
    return ClassPrice(
        class_id=one.pk,
        position=one.position,
        price_fen=row.price_fen,
        terms=terms_from(one.conditions, []) if one.conditions else None,
    )


def facts_on(resident: Resident, on: date) -> Facts:
    """What is on file of a person, as rules read it: of the row he is kept under and of others."""
    held = Circumstance.objects.filter(resident__in=same_person(resident), ended_at=None)
    return facts_of(resident, held, on=on)


def classes_given_here() -> QuerySet[PriceClass]:
    """Classes that are said at the counter, such as staff: nobody is in one by himself."""
    return PriceClass.objects.filter(conditions={}).order_by("position", "pk")


class ShownClass(NamedTuple):
    """A class of people with its conditions in words; none: the counter says who is in it."""

    row: PriceClass
    words: str


def shown_classes() -> list[ShownClass]:
    """Every class in its order."""
    rows = PriceClass.objects.order_by("position", "pk")
    return [ShownClass(one, _in_words(one)) for one in rows]


def _in_words(one: PriceClass) -> str:
    if not one.conditions:
        return ""
    return condition_in_words(terms_from(one.conditions, []).condition)
