"""Fields that the forms of this room share."""

from decimal import Decimal
from typing import Any

from django import forms

from fangcun.core.places.models.kept import LONGEST_TEXT

MOST_YUAN = 100_000
FEN_PER_YUAN = 100


def text_field(label: Any, **options: Any) -> forms.CharField:
    """One line of text."""
    return forms.CharField(label=label, **{"max_length": LONGEST_TEXT, **options})


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A day, picked or typed."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, **options)


def clock_field(label: Any, **options: Any) -> forms.TimeField:
    """A time of day."""
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(label=label, widget=widget, **options)


class YuanField(forms.DecimalField):
    """Money typed in yuan, kept in whole fen; 0 is free."""

    def __init__(self, **options: Any) -> None:
        fixed = {"min_value": 0, "max_value": MOST_YUAN, "decimal_places": 2}
        super().__init__(**{**fixed, **options})

    def clean(self, value: Any) -> Any:
        yuan = super().clean(value)
        return None if yuan is None else int(yuan * FEN_PER_YUAN)

    def prepare_value(self, value: Any) -> Any:
        """Fen of a row as yuan; what a person typed stays as he typed it."""
        return Decimal(value) / FEN_PER_YUAN if isinstance(value, int) else value
