"""Thresholds of the figures: loaded once, changed by those who answer for them."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from fangcun.core.catalog.states import Standing
from fangcun.core.places.actions.revised import write_revision
from fangcun.ledger.models import Measure
from fangcun.ledger.rules import default_measures


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenMeasure:
    """What may be changed of a measure."""

    value: int
    source: str
    checked_on: date | None
    standing: Standing


@transaction.atomic
def load_measures(*, by: str, now: datetime) -> list[Measure]:
    """Write the measures that are not there yet; what people have changed stays."""
    present = set(Measure.objects.values_list("code", flat=True))
    new = [
        Measure(position=position, **asdict(given))
        for position, given in enumerate(default_measures())
        if given.code not in present
    ]
    Measure.objects.bulk_create(new)
    versions: Any = Measure.history
    versions.bulk_history_create(new, default_user=by, default_date=now)
    return new


@transaction.atomic
def change_measure(
    *, measure: Measure, revision: int, written: WrittenMeasure, by: str, now: datetime
) -> Measure:
    """Write a measure; every figure follows from the next look on."""
    return write_revision(row=measure, revision=revision, values=asdict(written), by=by, now=now)
