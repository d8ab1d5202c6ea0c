"""The week's menu for the wall: A4, large type. Papers are Chinese."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import noto_cjk_sans_otc
import typst
from django.conf import settings
from django.utils import translation

from fangcun.base.templatetags.look import yuan
from fangcun.services.canteen.models import Kitchen
from fangcun.services.canteen.queries.menus import PublicMeal, days_of_week

WEEKDAYS = "一二三四五六日"


def week_menu(kitchen: Kitchen, *, monday: date, meals: Sequence[PublicMeal]) -> bytes:
    """What there is to eat from Monday to Sunday, what is in it, and what it costs."""
    with translation.override("zh-hans"):
        days = days_of_week(monday)
        facts = {
            "kitchen": kitchen.name,
            "place": kitchen.facility.name,
            "week": f"{days[0]:%-m月%-d日}至{days[-1]:%-m月%-d日}",
            "days": [told for day in days for told in _day(day, meals)],
            "phone": settings.DESK_PHONE,
            "is_demo": kitchen.is_demo,
        }
    return _pdf(facts)


def _day(day: date, meals: Sequence[PublicMeal]) -> Iterator[dict[str, Any]]:
    of_day = [meal for meal in meals if meal.menu.served_on == day]
    if of_day:
        yield {
            "day": f"{day:%-m月%-d日}",
            "weekday": f"星期{WEEKDAYS[day.weekday()]}",
            "meals": [_meal(meal) for meal in of_day],
        }


def _meal(meal: PublicMeal) -> dict[str, Any]:
    hours = meal.sitting
    return {
        "name": str(meal.menu.get_period_display()),
        "hours": f"{hours.starts_at:%H:%M}–{hours.ends_at:%H:%M}" if hours else "",
        "dishes": [
            {
                "name": one.item.dish.name,
                "price": f"{yuan(one.item.dish.price_fen)}元",
                "contains": "、".join(one.shown.allergens),
                "traits": "·".join(one.shown.traits),
            }
            for one in meal.items
            if not one.is_off
        ],
    }


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    """One compiler for the process, so that fonts are read once."""
    fonts = Path(str(noto_cjk_sans_otc.FONT_PATH)).parent
    return typst.Compiler(font_paths=[fonts], ignore_system_fonts=True)


def _pdf(facts: dict[str, Any]) -> bytes:
    folder = files("fangcun.services.canteen").joinpath("templates", "canteen")
    told = json.dumps(facts, ensure_ascii=False)
    made = _compiler().compile(
        input=folder.joinpath("week_menu.typ").read_bytes(),
        format="pdf",
        sys_inputs={"facts": told},
        timestamp=0,
    )
    if not isinstance(made, bytes):
        raise TypeError(f"typst gave {type(made).__name__} instead of a PDF")
    return made
