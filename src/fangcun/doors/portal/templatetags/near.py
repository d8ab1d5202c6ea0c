"""What lists of places say of each: open until when, how far, which way."""

from datetime import date

from django import template
from django.utils import timezone

from fangcun.doors.portal.queries.near.search import Way
from fangcun.doors.portal.queries.near.words import (
    direction_in_words,
    opening_in_words,
    way_in_words,
)
from fangcun.doors.portal.rules.openness import Opening

register = template.Library()


@register.filter
def opening_words(opening: Opening, day: date | None = None) -> str:
    return opening_in_words(opening, today=day or timezone.localdate())


@register.filter
def way_words(way: Way) -> str:
    return way_in_words(way)


@register.filter
def direction_words(way: Way) -> str:
    return direction_in_words(way)
