"""A month of food safety as Excel: the days, and every record behind them."""

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.core.places.sheets import Cell, Table
from fangcun.services.canteen.queries.safety_month import SafetyMonth

WIDTH = 16


def month_sheet(month: SafetyMonth) -> bytes:
    """Five sheets; each prints on A4, its heading on every page."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for table in _tables(month):
            sheet = book.add_worksheet(table.title[:31])
            sheet.set_landscape()
            sheet.set_paper(9)  # A4
            sheet.fit_to_pages(1, 0)
            sheet.repeat_rows(0)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(table.columns) - 1, WIDTH)
            sheet.write_row(0, 0, table.columns, bold)
            for number, row in enumerate(table.rows, start=1):
                sheet.write_row(number, 0, row, wrapped)
    return content.getvalue()


def _tables(month: SafetyMonth) -> Iterator[Table]:
    yield Table(_("每日"), _day_columns(), _days(month))
    yield Table(_("留样"), _sample_columns(), _samples(month))
    yield Table(_("晨检"), _check_columns(), _checks(month))
    yield Table(_("温度"), [_("时间"), _("测温点"), "℃", _("测温人"), _("处理")], _readings(month))
    yield Table(_("助餐点交接"), _handover_columns(), _handovers(month))


def _day_columns() -> Sequence[str]:
    return [
        *(_("日期"), _("留样品种"), _("晨检人数"), _("不能上岗"), _("测温次数"), _("不符合")),
        _("还缺"),
    ]


def _days(month: SafetyMonth) -> Iterable[Sequence[Cell]]:
    for one in month.days:
        counts = (one.samples, one.checks, one.unfit, one.readings, one.outside)
        told = _("没有供餐") if one.is_closed else _("、").join(one.missing)
        yield [one.day.isoformat(), *counts, told]


def _sample_columns() -> Sequence[str]:
    kept = (_("留样时间"), _("留样人"), _("销毁时间"), _("销毁人"))
    return [_("日期"), _("餐次"), _("菜品"), _("克数"), *kept, _("说明")]


def _samples(month: SafetyMonth) -> Iterable[Sequence[Cell]]:
    for one in month.samples:
        yield [
            one.served_on.isoformat(),
            str(one.get_period_display()),
            one.dish.name,
            one.grams,
            _minute(one.kept_at),
            one.kept_by,
            _minute(one.thrown_at),
            one.thrown_by,
            one.words,
        ]


def _check_columns() -> Sequence[str]:
    return [_("日期"), _("姓名"), _("体温（℃）"), _("可以上岗"), _("检查人"), _("说明")]


def _checks(month: SafetyMonth) -> Iterable[Sequence[Cell]]:
    for one in month.checks:
        fit = _("是") if one.is_fit else _("否")
        degrees = one.tenths_celsius / 10
        yield [one.day.isoformat(), one.person, degrees, fit, one.checked_by, one.words]


def _readings(month: SafetyMonth) -> Iterable[Sequence[Cell]]:
    for one in month.readings:
        place = str(one.get_checkpoint_display())
        yield [_minute(one.taken_at), place, one.tenths_celsius / 10, one.taken_by, one.words]


def _handover_columns() -> Sequence[str]:
    return [_("日期"), _("餐次"), _("助餐点"), _("份数"), "℃", _("交出人"), _("接收人"), _("说明")]


def _handovers(month: SafetyMonth) -> Iterable[Sequence[Cell]]:
    for one in month.handovers:
        yield [
            one.served_on.isoformat(),
            str(one.get_period_display()),
            one.point.name,
            one.portions,
            one.tenths_celsius / 10,
            one.handed_by,
            one.received_by,
            one.words,
        ]


def _minute(when: datetime | None) -> str:
    return f"{timezone.localtime(when):%Y-%m-%d %H:%M}" if when else ""
