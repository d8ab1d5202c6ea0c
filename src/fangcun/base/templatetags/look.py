"""Numbers as people read them."""

from decimal import Decimal

from django import template
from django.utils import formats, timezone
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def today_in_words() -> str:
    """11月24日 星期二."""
    return formats.date_format(timezone.localdate(), _("n月j日 l"))


@register.filter
def yuan(fen: int | None) -> str:
    """Whole fen as yuan: 1234500 → 12,345；cents only where there are any."""
    if fen is None:
        return "—"
    amount = Decimal(fen) / 100
    places = 0 if amount == amount.to_integral_value() else 2
    return formats.number_format(amount, decimal_pos=places, use_l10n=True, force_grouping=True)


@register.filter
def wan(fen: int | None) -> str:
    """Whole fen as ten thousands of yuan 万元, one decimal."""
    if fen is None:
        return "—"
    return formats.number_format(Decimal(fen) / 1_000_000, decimal_pos=1, force_grouping=True)


@register.filter
def share(part: float | None) -> str:
    """A share of 0 to 1 as per cent, one decimal."""
    return "—" if part is None else f"{part * 100:.1f}%"


@register.filter
def whole(number: float | None) -> str:
    """A count or a measure without decimals, with thousands."""
    if number is None:
        return "—"
    return formats.number_format(round(number), decimal_pos=0, force_grouping=True)
