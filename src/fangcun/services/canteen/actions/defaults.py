"""What a district starts with: ingredients, prices. What is there stays as it is."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from fangcun.core.catalog.states import Standing
from fangcun.services.canteen.models import Ingredient, PriceClass
from fangcun.services.canteen.queries.defaults import (
    default_ingredients,
    default_price_classes,
)


@transaction.atomic
def load_default_ingredients(*, by: str, now: datetime) -> None:
    """Write the ingredients that are missing, with the allergens in them."""
    present = set(Ingredient.objects.values_list("name", flat=True))
    given = [Ingredient(**row) for row in default_ingredients()]
    new = Ingredient.objects.bulk_create([one for one in given if one.name not in present])
    versions: Any = Ingredient.history
    versions.bulk_history_create(new, default_user=by, default_date=now)


@transaction.atomic
def load_default_price_classes(*, by: str, now: datetime) -> None:
    """Write the classes of price that are missing."""
    present = set(PriceClass.objects.values_list("code", flat=True))
    given = [_class(row, position) for position, row in enumerate(default_price_classes())]
    new = PriceClass.objects.bulk_create([one for one in given if one.code not in present])
    versions: Any = PriceClass.history
    versions.bulk_history_create(new, default_user=by, default_date=now)


def _class(row: dict[str, Any], position: int) -> PriceClass:
    return PriceClass(
        code=row["code"],
        position=position,
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        conditions=row["conditions"],
        source=row["source"],
        checked_on=date.fromisoformat(row["checked_on"]),
        standing=Standing(row["standing"]),
    )
