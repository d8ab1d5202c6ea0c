"""The measures of today."""

from django.db.models import QuerySet

from fangcun.core.catalog.queries import smallest_shown
from fangcun.core.catalog.rules import SMALL_CELL
from fangcun.ledger.models import Measure
from fangcun.ledger.rules import default_measures


def all_measures() -> QuerySet[Measure]:
    return Measure.objects.order_by("position", "pk")


def measures() -> dict[str, int]:
    """Every measure by its code; what nobody has loaded yet has its default.

    How few is too few is a rule of the catalogue: rooms below the ledger go by it, too.
    """
    defaults = {measure.code: measure.value for measure in default_measures()}
    kept = dict(Measure.objects.values_list("code", "value"))
    return {**defaults, **kept, SMALL_CELL: smallest_shown()}
