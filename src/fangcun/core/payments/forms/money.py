"""Amounts, and keys by which a form that is sent twice is kept once."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms

MOST_YUAN = 100_000
LONGEST_WHY = 200


class FenField(forms.DecimalField):
    """An amount in yuan, as people say it; cleaned to whole fen."""

    def __init__(self, *, least: Decimal = Decimal("0.01"), **more: Any) -> None:
        super().__init__(min_value=least, max_value=MOST_YUAN, decimal_places=2, **more)

    def clean(self, value: Any) -> Any:
        yuan = super().clean(value)
        return None if yuan is None else int(yuan * 100)

    def prepare_value(self, value: Any) -> Any:
        """Fen come in from the row, what was typed comes back as it is."""
        return Decimal(value) / 100 if isinstance(value, int) else value


class OnceForm(forms.Form):
    """Pressed twice, it is done once."""

    written_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
