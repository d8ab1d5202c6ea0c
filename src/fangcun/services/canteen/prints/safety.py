"""A month of food safety as paper, for the folder and the inspector. Papers are Chinese."""

from importlib.resources import files
from typing import Any

from django.utils import translation

from fangcun.base.pdfs import pdf_of
from fangcun.services.canteen.queries.safety_month import DayTold, SafetyMonth, rule_words


def month_paper(month: SafetyMonth) -> bytes:
    """Every day a line; what is missing is said, not left out."""
    with translation.override("zh-hans"):
        facts = {
            "kitchen": month.kitchen.name,
            "month": f"{month.first:%Y年%-m月}",
            "days": [_day(one) for one in month.days],
            "rules": rule_words(month),
            "is_demo": month.kitchen.is_demo,
        }
    page = files("fangcun.services.canteen").joinpath("templates", "canteen", "safety_month.typ")
    return pdf_of(template=page, facts=facts)


def _day(one: DayTold) -> dict[str, Any]:
    return {
        **one._asdict(),
        "day": f"{one.day:%-m月%-d日}",
        "missing": "没有供餐" if one.is_closed else "、".join(one.missing),
    }
