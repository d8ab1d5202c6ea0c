"""Papers of the kitchen: the sheet for the wall, labels for the boxes. Papers are Chinese."""

from collections.abc import Mapping, Sequence
from datetime import date
from importlib.resources import files
from typing import Any

from django.utils import timezone, translation

from fangcun.base.pdfs import pdf_of
from fangcun.services.canteen.models import Kitchen, PrintedSheet
from fangcun.services.canteen.prints.menus import WEEKDAYS
from fangcun.services.canteen.queries.kitchen_sheet import KitchenSheet, Row, Special
from fangcun.services.canteen.queries.labels import Label, dishes_in_words
from fangcun.services.canteen.states import Period


def sheet_paper(sheet: KitchenSheet, printed: PrintedSheet) -> bytes:
    """One meal as the kitchen cooks it, on A4."""
    with translation.override("zh-hans"):
        facts = {
            "kitchen": sheet.kitchen.name,
            "meal": meal_in_words(sheet.day, sheet.period),
            "portions": sheet.portions,
            "printed": f"{_when(printed)} {printed.printed_by}",
            "before": _before(sheet),
            "modes": [str(mode.label) for mode in sheet.modes],
            "places": [place.name for place in sheet.places] if len(sheet.places) > 1 else [],
            "rows": [_row(row) for row in sheet.rows],
            "cooked": [[str(one.dish), one.portions] for one in sheet.cooked],
            "needs": [[one.ingredient, one.kilograms] for one in sheet.needs],
            "without_grams": "、".join(str(one) for one in sheet.without_grams),
            "specials": [_special(one, sheet) for one in sheet.specials],
            "notes": [[order.code, order.note] for order in sheet.notes],
            "is_demo": sheet.kitchen.is_demo,
        }
    return pdf_of(template=_template("sheet.typ"), facts=facts)


def label_sheet(kitchen: Kitchen, day: date, period: Period, labels: Sequence[Label]) -> bytes:
    """Three by eight labels on A4."""
    return _labels("a4", kitchen, day, period, labels)


def label_roll(kitchen: Kitchen, day: date, period: Period, labels: Sequence[Label]) -> bytes:
    """Each label a page of 60 by 40 millimetres."""
    return _labels("roll", kitchen, day, period, labels)


def meal_in_words(day: date, period: str) -> str:
    """2月10日 星期二 午餐."""
    return f"{day:%-m月%-d日} 星期{WEEKDAYS[day.weekday()]} {Period(period).label}"


def _labels(
    form: str, kitchen: Kitchen, day: date, period: Period, labels: Sequence[Label]
) -> bytes:
    with translation.override("zh-hans"):
        facts: Mapping[str, Any] = {
            "form": form,
            "kitchen": kitchen.name,
            "meal": f"{day:%-m月%-d日}{period.label}",
            "labels": [_label(one) for one in labels],
            "is_demo": kitchen.is_demo,
        }
    return pdf_of(template=_template("labels.typ"), facts=facts)


def _label(one: Label) -> dict[str, Any]:
    marks = [{"shape": mark.shape, "words": mark.words} for mark in one.marks]
    return {**one._asdict(), "marks": marks}


def _before(sheet: KitchenSheet) -> str:
    if sheet.printed is None:
        return ""
    return _when(sheet.printed)


def _when(printed: PrintedSheet) -> str:
    return f"{timezone.localtime(printed.printed_at):%-m月%-d日 %H:%M}"


def _row(row: Row) -> dict[str, Any]:
    change = "" if row.change is None else f"{row.change:+d}"
    return {
        "dish": str(row.dish),
        "modes": [one.portions for one in row.modes],
        "places": [one.portions for one in row.places],
        "total": row.total,
        "change": change,
    }


def _special(one: Special, sheet: KitchenSheet) -> dict[str, Any]:
    more = ["另有说明，请问社区管家"] if one.says_more else []
    return {
        "code": one.order.code,
        "place": one.order.kitchen.name if len(sheet.places) > 1 else "",
        "dishes": dishes_in_words(one.order),
        "leaves_out": "、".join(one.leaves_out),
        "needs": "、".join([*one.needs, *more]),
        "clashes": "；".join(one.clashes),
    }


def _template(name: str) -> Any:
    return files("fangcun.services.canteen").joinpath("templates", "canteen", name)
