"""Fields of forms as pages show them, each with the keyboard that its answer needs."""

from django import forms, template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()

KEYBOARDS: tuple[tuple[type[forms.Field], str], ...] = (
    (forms.DecimalField, "decimal"),
    (forms.FloatField, "decimal"),
    (forms.IntegerField, "numeric"),
)
"""What a telephone shows for the kinds of numbers; a form that knows better says so itself."""


@register.filter
def typed(field: BoundField) -> SafeString:
    """The box of a field; a telephone shows figures where figures are asked for."""
    knows_better = "inputmode" in field.field.widget.attrs
    return field.as_widget(attrs={} if knows_better else _keyboard(field))


@register.filter
def is_tick(field: BoundField) -> bool:
    """Whether the field is one box to tick: its words stand beside it, not above."""
    return isinstance(field.field.widget, forms.CheckboxInput)


def _keyboard(field: BoundField) -> dict[str, str | bool]:
    if getattr(field.field.widget, "input_type", "") not in {"text", "number"}:
        return {}
    kinds = (words for kind, words in KEYBOARDS if isinstance(field.field, kind))
    found = next(kinds, "tel" if "phone" in field.name else "")
    return {"inputmode": found} if found else {}
