"""How the planning room says and shows things in its pages."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import get_language

from fangcun.oversight.planning.rules.words import gap_in_words, gap_share
from fangcun_planner.text import Text

register = template.Library()
register.filter("gap_in_words", gap_in_words)
register.filter("gap_share", gap_share)


@register.filter
def said(text: Any) -> str:
    """A sentence of the planner in the language of the page."""
    if not text:
        return ""
    chinese, english = (text["zh"], text["en"]) if isinstance(text, Mapping) else text
    is_english = (get_language() or "").startswith("en")
    return str(english if is_english else chinese)


@register.filter
def named(names: Mapping[str, Any], code: str) -> str:
    """The name that belongs to a code, or the code where there is none."""
    name = names.get(code, code)
    return said(name) if isinstance(name, Text) else str(name)


@register.filter
def points(change: float) -> str:
    """A change of a share in percentage points, with its sign."""
    return f"{change * 100:+.1f}"
