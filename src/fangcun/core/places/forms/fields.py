"""Fields that several forms of the house share: dates, clocks, hours, money, a reason."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import time
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fangcun.core.places.models.kept import LONGEST_TEXT

MOST_YUAN = 9_999_999_999
SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*(?:-|–|—|~|〜|至|到)\s*(\d{1,2}):(\d{2})")
BETWEEN_SPANS = re.compile(r"[\s、,;和及]*")

Spans = Sequence[tuple[time, time]]


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A day, picked or typed."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, **options)


def clock_field(label: Any, **options: Any) -> forms.TimeField:
    """A time of day."""
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(label=label, widget=widget, **options)


def text_field(label: Any, **options: Any) -> forms.CharField:
    """One line of text."""
    return forms.CharField(label=label, **{"max_length": LONGEST_TEXT, **options})


class YuanField(forms.DecimalField):
    """Money typed in yuan, kept in whole fen."""

    def __init__(self, **options: Any) -> None:
        fixed = {"max_value": MOST_YUAN, "decimal_places": 2}
        super().__init__(**{"min_value": 0, **fixed, **options})

    def clean(self, value: Any) -> Any:
        yuan = super().clean(value)
        return None if yuan is None else int(yuan * 100)

    def prepare_value(self, value: Any) -> Any:
        """Fen of a row as yuan; what a person typed stays as he typed it."""
        return Decimal(value) / 100 if isinstance(value, int) else value


class HoursField(forms.CharField):
    """Spans of a day, as people write them: 8:00-11:30、13:30-17:00. Empty: closed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=100, **options)

    def clean(self, value: Any) -> Any:
        text = unicodedata.normalize("NFKC", super().clean(value))
        spans, rest = SPAN.findall(text), SPAN.sub("", text)
        if not BETWEEN_SPANS.fullmatch(rest):
            raise forms.ValidationError(_not_hours())
        return [(_clock(*span[:2]), _clock(*span[2:])) for span in spans]

    def prepare_value(self, value: Any) -> Any:
        if value is None or isinstance(value, str):
            return value
        return "、".join(f"{opens:%H:%M}-{_end(closes)}" for opens, closes in value)


class ConfirmForm(forms.Form):
    """Nothing to fill in: pressing the button says it."""


class WhyForm(forms.Form):
    """A reason, for what is taken back."""

    why = text_field(_("原因"))


def _clock(hour: str, minute: str) -> time:
    """24:00 is the midnight at the end of the day."""
    if (hour, minute) == ("24", "00"):
        return time()
    try:
        return time(int(hour), int(minute))
    except ValueError as error:
        raise forms.ValidationError(_not_hours()) from error


def _end(closes: time) -> str:
    return "24:00" if closes == time() else f"{closes:%H:%M}"


def _not_hours() -> str:
    return gettext("看不懂这个时间，请写成8:00-11:30、13:30-17:00这样；不开放请留空。")
