"""Fields that the forms of this room share."""

from typing import Any

from django import forms

from fangcun.core.places.models.kept import LONGEST_TEXT


def text_field(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, **{"max_length": LONGEST_TEXT, **options})


def day_field(label: Any, **options: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, **options)


def clock_field(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(label=label, widget=widget, required=False)
