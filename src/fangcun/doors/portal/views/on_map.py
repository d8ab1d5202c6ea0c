"""What a map of surroundings draws: the same places as the list, and what it says of them."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from fangcun.core.places.models import Community
from fangcun.doors.portal.queries.near import Hit, Near, Sought, Spot
from fangcun.doors.portal.queries.near.walks import straight_reach
from fangcun.doors.portal.queries.near.words import opening_in_words, way_in_words


def on_map(found: Near, sought: Sought) -> dict[str, Any]:
    """Places with their positions, and where the visitor is."""
    hits = [*((hit, True) for hit in found.open), *((hit, False) for hit in found.closed)]
    if found.beyond is not None:
        hits.append((found.beyond, found.beyond.opening.is_open))
    return {
        "places": [_feature(hit, is_open, sought.day) for hit, is_open in hits],
        "here": _here(sought.spot) if sought.spot else None,
        "reach": straight_reach(sought.within_m) if sought.spot else None,
        "more": _("查看详情"),
    }


def community_areas() -> list[dict[str, Any]]:
    """Names and sketched outlines of the communities, and nothing else of them."""
    rows = Community.objects.exclude(cell=None).order_by("code")
    return [
        {"type": "Feature", "geometry": cell, "properties": {"name": name}}
        for name, cell in rows.values_list("name", "cell")
    ]


def _feature(hit: Hit, is_open: bool, day: date) -> dict[str, Any]:
    one = hit.facility
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [one.lon, one.lat]},
        "properties": {
            "name": one.name,
            "url": reverse("portal:facility", args=[one.pk]),
            "is_open": is_open,
            "hours": opening_in_words(hit.opening, today=day),
            "way": way_in_words(hit.way) if hit.way else "",
        },
    }


def _here(spot: Spot) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [spot.at.lon, spot.at.lat]},
        "properties": {"name": spot.words},
    }
