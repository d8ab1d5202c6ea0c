"""The measures of today."""

from django.db.models import QuerySet

from fangcun.ledger.models import Measure
from fangcun.ledger.rules import default_measures


def all_measures() -> QuerySet[Measure]:
    return Measure.objects.order_by("position", "pk")


def measures() -> dict[str, int]:
    """Every measure by its code; what nobody has loaded yet has its default."""
    defaults = {measure.code: measure.value for measure in default_measures()}
    return {**defaults, **dict(Measure.objects.values_list("code", "value"))}
