"""Degrees as people read them."""

from django import template

register = template.Library()


@register.filter
def celsius(tenths: int | None) -> str:
    """365 → 36.5℃."""
    return "—" if tenths is None else f"{tenths / 10:.1f}℃"
