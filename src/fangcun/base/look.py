"""How a page looks to this visitor: large type, light or dark, the way through the house."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from fangcun.base.menu import Way, menu_of, section_of

ELDER_COOKIE = "fangcun_type"
THEME_COOKIE = "fangcun_theme"
THEMES = ("auto", "light", "dark")


def page_look(request: HttpRequest) -> dict[str, Any]:
    """What every template may know."""
    theme = request.COOKIES.get(THEME_COOKIE, "auto")
    match = request.resolver_match

    @cache
    def menu() -> list[Way]:
        return menu_of(request.user)

    return {
        "is_elder_mode": request.COOKIES.get(ELDER_COOKIE) == "large",
        "theme": theme if theme in THEMES else "auto",
        "desk_phone": settings.DESK_PHONE,
        "section": section_of(match.view_name) if match else "",
        "menu": menu,
    }
