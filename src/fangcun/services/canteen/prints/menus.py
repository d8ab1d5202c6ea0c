"""The week's menu for the wall: A4, large type. Papers are Chinese."""

from collections.abc import Iterator, Sequence
from datetime import date
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.utils import translation

from fangcun.base.pdfs import pdf_of
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
    template = files("fangcun.services.canteen").joinpath("templates", "canteen", "week_menu.typ")
    return pdf_of(template=template, facts=facts)


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
                "price": _price(one.item.dish.price_fen),
                "contains": "、".join(one.shown.allergens),
                "traits": "·".join(one.shown.traits),
            }
            for one in meal.items
            if not one.is_off
        ],
    }


def _price(fen: int) -> str:
    return f"{yuan(fen)}元" if fen else "免费"
