"""The settlement of a month as Excel: totals to sign, every meal, differences."""

import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from fangcun.base.masking import mask_name
from fangcun.services.canteen.models import MealOrder, SubsidyRule
from fangcun.services.canteen.queries.meal_rows import MealRow, MovedRow
from fangcun.services.canteen.queries.settlement import Line, Settlement
from fangcun.services.canteen.rules.subsidies import Parts

Asks = Callable[[MealOrder], bool]
Cell = str | int | float | None
FEN_PER_YUAN = 100
A4 = 9  # as Excel counts papers
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
MONEY = "#,##0.00"


def settlement_sheet(
    told: Settlement,
    *,
    meals: Iterable[MealRow],
    late: Iterable[MovedRow],
    may_name: Asks,
    may_name_in_full: Asks,
) -> bytes:
    """Three sheets, each printed on A4 across; names as the reader may see and take them along."""

    def name(order: MealOrder) -> str:
        if order.resident is None or not may_name(order):
            return ""
        whole = order.resident.name
        return whole if may_name_in_full(order) else mask_name(whole)

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, OPTIONS) as book:
        paper = _Paper(book)
        _totals(paper.sheet(_("合计")), told)
        _meals(paper.sheet(_("每一餐")), meals, name)
        _differences(paper.sheet(_("差额")), late, name)
    return content.getvalue()


class _Paper:
    """Sheets that look alike when they are printed."""

    def __init__(self, book: Any) -> None:
        self._book = book
        shaded = {"bold": True, "bg_color": "#E8E8E8", "border": 1, "text_wrap": True}
        self.head = book.add_format(shaded)
        self.text = book.add_format({"border": 1})
        self.money = book.add_format({"border": 1, "num_format": MONEY})
        self.large = book.add_format({"bold": True, "font_size": 16})
        self.plain = book.add_format({"font_size": 12})

    def sheet(self, name: str) -> "_Sheet":
        sheet = self._book.add_worksheet(name)
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.set_footer("&C&P / &N")
        return _Sheet(sheet, self)


class _Sheet:
    """One sheet, written from above to below."""

    def __init__(self, sheet: Any, paper: _Paper) -> None:
        self._sheet, self._paper, self._row = sheet, paper, 0

    def title(self, words: str) -> None:
        self._sheet.write_string(self._row, 0, words, self._paper.large)
        self._row += 1

    def line(self, words: str = "") -> None:
        self._sheet.write_string(self._row, 0, words, self._paper.plain)
        self._row += 1

    def table(
        self, columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, widths: Sequence[int]
    ) -> None:
        """Headings that come again on every page, and the rows below them."""
        self._sheet.write_row(self._row, 0, columns, self._paper.head)
        self._sheet.repeat_rows(self._row)
        for number, width in enumerate(widths):
            self._sheet.set_column(number, number, width)
        self._row += 1
        for row in rows:
            self._write(row)

    def _write(self, row: Sequence[Cell]) -> None:
        for column, cell in enumerate(row):
            form = self._paper.money if isinstance(cell, float) else self._paper.text
            self._sheet.write(self._row, column, cell, form)
        self._row += 1


def _totals(sheet: _Sheet, told: Settlement) -> None:
    sheet.title(_("{operator}助餐月结算单").format(operator=told.operator))
    sheet.line(_("结算月份：{month}").format(month=told.month))
    sheet.line()
    columns = [_("食堂"), _("餐次"), _("取餐方式"), _("价格类别"), _("餐数"), *_money_columns()]
    total = [_("合计"), "", "", "", told.meals, *_money(told.parts)]
    sheet.table(
        columns,
        [*map(_line, told.lines), total, *_late_lines(told)],
        widths=(24, 10, 12, 18, 10, 14, 14, 14, 14, 14),
    )
    sheet.line()
    for one in told.paid:
        sheet.line(
            _("个人支付·{method}：收{taken}元，退{refunded}元，净收{kept}元").format(
                method=one.method.label,
                taken=_yuan(one.taken_fen),
                refunded=_yuan(one.refunded_fen),
                kept=_yuan(one.kept_fen),
            )
        )
    sheet.line(_("个人未付：{owed}元").format(owed=_yuan(told.owed_fen)))
    sheet.line()
    sheet.line(_("运营机构（签章）：＿＿＿＿＿＿＿＿　　日期：＿＿＿＿＿＿"))
    sheet.line()
    sheet.line(_("社区（签章）：＿＿＿＿＿＿＿＿　　日期：＿＿＿＿＿＿"))
    sheet.line()
    sheet.line(_("街道（签章）：＿＿＿＿＿＿＿＿　　日期：＿＿＿＿＿＿"))


def _late_lines(told: Settlement) -> list[list[Cell]]:
    """Differences of earlier months are lines of their own, and then the sum of all."""
    if not told.late:
        return []
    lines: list[list[Cell]] = [
        [
            str(one.kitchen),
            _("补{month}差额").format(month=one.month),
            "",
            "",
            one.meals,
            *_money(one.parts),
        ]
        for one in told.late
    ]
    return [*lines, [_("本月应结"), "", "", "", "", *_money(told.due)]]


def _line(line: Line) -> list[Cell]:
    shown: list[Cell] = [
        str(line.kitchen),
        str(line.period.label),
        str(line.mode.label),
        str(line.price_class or _("标准价")),
    ]
    if line.is_hidden:
        return [*shown, *["—"] * 6]
    return [*shown, line.meals, *_money(line.parts)]


def _meals(sheet: _Sheet, rows: Iterable[MealRow], name: Callable[[MealOrder], str]) -> None:
    columns = [_("日期"), _("食堂"), _("餐次"), _("取餐码"), _("居民"), _("取餐方式")]
    sheet.table(
        [*columns, _("价格类别"), *_money_columns(), _("规则")],
        (
            [
                *_meal(row.order, name),
                str(row.order.get_mode_display()),
                str(row.order.price_class or _("标准价")),
                *_money(row.parts),
                _rule(row.rule),
            ]
            for row in rows
        ),
        widths=(12, 20, 8, 10, 12, 10, 16, 11, 11, 11, 11, 11, 36),
    )


def _differences(sheet: _Sheet, rows: Iterable[MovedRow], name: Callable[[MealOrder], str]) -> None:
    columns = [_("日期"), _("食堂"), _("餐次"), _("取餐码"), _("居民")]
    sheet.table(
        [*columns, _("原规则"), _("新规则"), *_money_columns()[1:]],
        (
            [*_meal(row.order, name), _rule(row.old_rule), _rule(row.rule), *_money(row.parts)[1:]]
            for row in rows
        ),
        widths=(12, 20, 8, 10, 12, 36, 36, 11, 11, 11, 11),
    )


def _meal(order: MealOrder, name: Callable[[MealOrder], str]) -> list[Cell]:
    return [
        order.served_on.isoformat(),
        str(order.kitchen),
        str(order.get_period_display()),
        order.code,
        name(order),
    ]


def _rule(rule: SubsidyRule | None) -> str:
    if rule is None:
        return _("没有补贴")
    return _("{pack}第{version}版·{rule}").format(
        pack=rule.pack, version=rule.pack.version, rule=rule
    )


def _money_columns() -> list[str]:
    return [
        _("价格（元）"),
        _("区承担（元）"),
        _("街道承担（元）"),
        _("机构承担（元）"),
        _("个人承担（元）"),
    ]


def _money(parts: Parts) -> list[Cell]:
    return [fen / FEN_PER_YUAN for fen in (parts.price_fen, *parts)]


def _yuan(fen: int) -> str:
    return f"{fen / FEN_PER_YUAN:,.2f}"
