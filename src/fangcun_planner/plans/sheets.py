"""plan.xlsx: the plan as a workbook to sort, print and send on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from fangcun_planner.plans.facts import PlanFacts
from fangcun_planner.plans.plan import DistrictPlan
from fangcun_planner.plans.sheet_rows import (
    Column,
    Rows,
    building_rows,
    community_rows,
    function_rows,
    measure_rows,
    overview_rows,
    rule_rows,
    space_rows,
)

COFFEE, CREAM, LINE = "#6B4A32", "#F6EFE6", "#D9CBB8"
FONT = "Microsoft YaHei"
NUMBER_FORMATS = {
    "text": "@",
    "count": "#,##0",
    "area": "#,##0.0",
    "share": "0.0%",
    "money": '#,##0.00" 元"',
    "metres": "#,##0",
    "degrees": "0.000000",
    "number": "General",
}


@dataclass(frozen=True, slots=True)
class _Formats:
    header: Format
    body: dict[str, Format]
    wrapped: Format


def write_sheets(plan: DistrictPlan, facts: PlanFacts, path: Path) -> None:
    """Write plan.xlsx: overview, sites, communities, functions, buildings, rules and sources."""
    sheets: Sequence[tuple[str, Sequence[Column], Iterable[Rows]]] = (
        ("总览", *overview_rows(plan, facts)),
        ("选址", *space_rows(plan, facts)),
        ("社区", *community_rows(plan, facts)),
        ("功能", *function_rows(facts)),
        ("可达性", *measure_rows(facts)),
        ("楼栋", *building_rows(plan, facts)),
        ("规则与来源", *rule_rows(plan)),
    )
    # strings_to_*: a name that looks like a formula or a link stays a name
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(path, options) as workbook:
        workbook.set_properties({"title": f"{facts.district} 布点方案", "author": "方寸 Fangcun"})
        formats = _formats(workbook)
        for name, columns, rows in sheets:
            _write(workbook.add_worksheet(name), columns, rows, formats)


def _formats(workbook: xlsxwriter.Workbook) -> _Formats:
    base = {"font_name": FONT, "font_size": 10, "valign": "top", "bottom": 1, "bottom_color": LINE}
    header = {
        **base,
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": COFFEE,
        "text_wrap": True,
        "valign": "vcenter",
    }
    return _Formats(
        header=workbook.add_format(header),
        body={
            kind: workbook.add_format({**base, "num_format": number_format})
            for kind, number_format in NUMBER_FORMATS.items()
        },
        wrapped=workbook.add_format({**base, "text_wrap": True}),
    )


def _write(
    sheet: Worksheet, columns: Sequence[Column], rows: Iterable[Rows], formats: _Formats
) -> None:
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, f"{column.name.zh}\n{column.name.en}", formats.header)
    sheet.set_row(0, 34)
    last = 0
    for last, row in enumerate(rows, start=1):
        for at, (column, value) in enumerate(zip(columns, row, strict=True)):
            style = formats.wrapped if column.kind == "sentence" else formats.body[column.kind]
            if value is None:
                sheet.write_blank(last, at, None, style)
            elif isinstance(value, str):
                sheet.write_string(last, at, value, style)
            else:
                sheet.write_number(last, at, value, style)
    _dress(sheet, columns, last)


def _dress(sheet: Worksheet, columns: Sequence[Column], last: int) -> None:
    """Frozen header, filter, and a print-out that fits the width of A4 landscape."""
    sheet.freeze_panes(1, 1)
    if last:
        sheet.autofilter(0, 0, last, len(columns) - 1)
    sheet.hide_gridlines(2)
    sheet.set_tab_color(COFFEE)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L方寸 Fangcun&C&A&R&P / &N")
