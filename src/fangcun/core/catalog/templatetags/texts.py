"""The planner's two-language sentences, in the language of the page."""

from django import template
from django.utils.translation import get_language

from fangcun_planner.text import Text

register = template.Library()


@register.filter
def spoken(text: Text) -> str:
    """The sentence in the visitor's language."""
    return text.en if (get_language() or "").startswith("en") else text.zh
