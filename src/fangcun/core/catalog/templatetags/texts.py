"""The planner's two-language sentences, in the language of the page."""

from django import template
from django.utils import formats
from django.utils.translation import get_language

from fangcun_planner.text import Text

register = template.Library()


@register.filter
def spoken(text: Text) -> str:
    """The sentence in the visitor's language."""
    return text.en if (get_language() or "").startswith("en") else text.zh


@register.filter
def plain(value: float) -> str:
    """A number with only the decimals that it has, thousands apart."""
    if value == int(value):
        return formats.number_format(int(value), force_grouping=True)
    return f"{value:g}"
