"""The ways through the residents' pages, and their codes as pictures."""

from typing import Any, NamedTuple

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString

from fangcun.base.at_home import Door, doors
from fangcun.base.qr import qr_svg
from fangcun.ledger.queries.at_home import Code

register = template.Library()


class Way(NamedTuple):
    """A door as a page shows it."""

    door: Door
    url: str
    is_here: bool


@register.simple_tag(takes_context=True)
def main_ways(context: dict[str, Any]) -> list[Way]:
    """The row at the top of every page."""
    return [_way(door, context) for door in doors() if door.is_main]


@register.simple_tag(takes_context=True)
def other_ways(context: dict[str, Any]) -> list[Way]:
    """The large doors of the first page: what is not at its top already."""
    return [_way(door, context) for door in doors() if not door.is_main]


@register.simple_tag(takes_context=True)
def code_picture(context: dict[str, Any], code: Code) -> SafeString:
    """What the code says, to be scanned; a path becomes an address that a telephone opens."""
    request: HttpRequest = context["request"]
    said = code.scanned
    return qr_svg(request.build_absolute_uri(said) if said.startswith("/") else said)


def _way(door: Door, context: dict[str, Any]) -> Way:
    request: HttpRequest = context["request"]
    match = request.resolver_match
    return Way(door, reverse(door.page), bool(match and door.leads_to(match.view_name)))
