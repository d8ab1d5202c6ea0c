"""How a page looks to this visitor: large type, light or dark, phone number of the desk."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

ELDER_COOKIE = "fangcun_type"
THEME_COOKIE = "fangcun_theme"
CATALOGUE_PAGES = {"functions", "rules", "edit_rule"}
THEMES = ("auto", "light", "dark")


def page_look(request: HttpRequest) -> dict[str, Any]:
    """What every template may know."""
    theme = request.COOKIES.get(THEME_COOKIE, "auto")
    return {
        "is_elder_mode": request.COOKIES.get(ELDER_COOKIE) == "large",
        "theme": theme if theme in THEMES else "auto",
        "desk_phone": settings.DESK_PHONE,
        "section": _section(request),
    }


def _section(request: HttpRequest) -> str:
    """Which entry of the menu a page belongs to.

    Facilities, projects and the import live with the catalogue, which alone knows their
    functions; people look for them among the places.
    """
    match = request.resolver_match
    if match is None:
        return ""
    if match.app_name == "catalog" and match.url_name not in CATALOGUE_PAGES:
        return "places"
    return match.app_name
