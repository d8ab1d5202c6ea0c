"""Names and numbers of the ledger's pages."""

from django import template
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def breakdown_name(key: str) -> str:
    """How the table is broken down, as its tab says it."""
    names = {"service": _("服务项目"), "facility": _("设施"), "community": _("居民所在社区")}
    return names[key]


@register.filter
def page_of(kind: str) -> str:
    """The list of one kind of rows."""
    return reverse(f"ledger:{kind}")


@register.filter
def amount(number: float | None) -> str:
    """A count as it is, hours with one decimal."""
    if number is None:
        return "—"
    places = 0 if float(number).is_integer() else 1
    return formats.number_format(round(number, 1), decimal_pos=places, force_grouping=True)
