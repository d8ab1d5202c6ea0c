"""How a page looks to this visitor: large type, light or dark, phone number of the desk."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

ELDER_COOKIE = "fangcun_type"
THEME_COOKIE = "fangcun_theme"
THEMES = ("auto", "light", "dark")


def page_look(request: HttpRequest) -> dict[str, Any]:
    """What every template may know."""
    theme = request.COOKIES.get(THEME_COOKIE, "auto")
    return {
        "is_elder_mode": request.COOKIES.get(ELDER_COOKIE) == "large",
        "theme": theme if theme in THEMES else "auto",
        "desk_phone": settings.DESK_PHONE,
    }
