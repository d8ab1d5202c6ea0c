"""The Excel template: a sheet per table with help in every header, drop-downs, and a guide."""

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from fangcun_planner.district import District
from fangcun_planner.files.guide import write_guide
from fangcun_planner.files.outgoing import Cell, rows_to_write
from fangcun_planner.files.schema import NUMERIC, Column, Kind, Sheet
from fangcun_planner.files.sheets import PARAMETER_ROWS, SHEETS

ROWS_TO_FILL = 2000  # rows below the filled ones that already have drop-downs and formats
WIDEST = 40
TEXT_KINDS = frozenset({Kind.CODE, Kind.COMMUNITY_CODE, Kind.REFERENCE, Kind.REFERENCES})


def write_template(path: Path, district: District | None = None) -> None:
    """Write the workbook to fill in; with a district, filled in already."""
    path.write_bytes(template_bytes(district))


def template_bytes(district: District | None = None) -> bytes:
    """The workbook to fill in, for a download.

    Without a district the functions, modules and rules of the rule pack are there to be edited.
    """
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        formats = _formats(book)
        write_guide(book, formats)
        counts = {sheet.key: _write_sheet(book, sheet, district, formats) for sheet in SHEETS}
        for sheet in SHEETS:
            _add_drop_downs(book.get_worksheet_by_name(sheet.name.zh), sheet, counts)
    return content.getvalue()


def _formats(book: xlsxwriter.Workbook) -> dict[str, Any]:
    """Looks by name; identifiers are text, so that Excel leaves their digits alone."""
    head = {"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter", "align": "center"}
    return {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        "required": book.add_format({**head, "bg_color": "#CFE2F3"}),
        "optional": book.add_format({**head, "bg_color": "#EEEEEE"}),
        "text": book.add_format({"num_format": "@"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "plain": book.add_format(),
    }


def _write_sheet(
    book: xlsxwriter.Workbook, sheet: Sheet, district: District | None, formats: dict[str, Any]
) -> int:
    """Write header and rows; answers how many rows."""
    page = book.add_worksheet(sheet.name.zh)
    page.freeze_panes(1, 2 if len(sheet.columns) > 6 else 0)
    page.set_row(0, 48)
    for index, column in enumerate(sheet.columns):
        _write_header(page, index, column, formats)
    count = 0
    for count, row in enumerate(rows_to_write(sheet, district), start=1):
        _write_row(page, count, row, sheet.columns, formats)
    return count


def _write_header(page: Any, index: int, column: Column, formats: dict[str, Any]) -> None:
    look = formats["required" if column.is_required else "optional"]
    page.write_string(0, index, header_text(column), look)
    page.write_comment(0, index, help_text(column), {"x_scale": 2.2, "y_scale": 1.6})
    width = 50 if column.key in {"source", "note", "value"} and column.kind is Kind.TEXT else 15
    page.set_column(index, index, min(width, WIDEST), _cell_format(column, formats))


def header_text(column: Column) -> str:
    """Both names, the unit, and a star where the column must be filled."""
    unit = f"（{column.unit}）" if column.unit else ""
    star = "*" if column.is_required else ""
    return f"{column.name.zh}{unit}{star}\n{column.name.en}"


def help_text(column: Column) -> str:
    """What to fill in, in both languages."""
    must = "必填 Required" if column.is_required else "可空 Optional"
    return f"{column.help.zh}\n{column.help.en}\n[{must}]"


def _write_row(
    page: Any, row: int, cells: Sequence[Cell], columns: Sequence[Column], formats: dict[str, Any]
) -> None:
    for index, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        look = _cell_format(column, formats)
        if isinstance(cell, str):
            page.write_string(row, index, cell, look)
        elif isinstance(cell, date):
            page.write_datetime(row, index, cell, look)
        elif cell is not None:
            page.write_number(row, index, cell, look)


def _cell_format(column: Column, formats: dict[str, Any]) -> Any:
    if column.kind in TEXT_KINDS:
        return formats["text"]
    return formats["date" if column.kind is Kind.DATE else "plain"]


def _add_drop_downs(page: Any, sheet: Sheet, counts: dict[str, int]) -> None:
    if sheet.key == "parameters":
        for row, parameter in enumerate(PARAMETER_ROWS, start=1):
            _validate(page, (row, row), 1, parameter, counts)
        return
    last = counts[sheet.key] + ROWS_TO_FILL
    for index, column in enumerate(sheet.columns):
        _validate(page, (1, last), index, column, counts)


def _validate(
    page: Any, rows: tuple[int, int], index: int, column: Column, counts: dict[str, int]
) -> None:
    """Offer what may be chosen; numbers outside their limits are stopped when typed."""
    rule = _validation(column, counts)
    if rule is None:
        return
    messages = {
        "ignore_blank": True,
        "error_type": "warning",  # the reader decides; names are accepted where codes are offered
        "error_title": "请核对 Please check",
        "error_message": f"{column.help.zh}\n{column.help.en}"[:255],
    }
    page.data_validation(rows[0], index, rows[1], index, {**rule, **messages})


def _validation(column: Column, counts: dict[str, int]) -> dict[str, Any] | None:
    if column.kind is Kind.CHOICE:
        return {"validate": "list", "source": [choice.name.zh for choice in column.choices]}
    if column.kind is Kind.YES_NO:
        return {"validate": "list", "source": ["是", "否"]}
    if column.kind is Kind.REFERENCE:
        return {"validate": "list", "source": _range_of(column, counts)}
    if column.kind in NUMERIC and column.least is not None and column.most is not None:
        return {
            "validate": "integer" if column.kind is Kind.WHOLE else "decimal",
            "criteria": "between",
            "minimum": column.least,
            "maximum": column.most,
        }
    return None


def _range_of(column: Column, counts: dict[str, int]) -> str:
    """The cells that a reference may name: names of functions, keys of anything else."""
    target = next(sheet for sheet in SHEETS if sheet.key == column.refers_to)
    wanted = "name" if target.key == "functions" else target.unique[0]
    letter = xl_col_to_name([c.key for c in target.columns].index(wanted))
    last = counts[target.key] + 1 if counts[target.key] else ROWS_TO_FILL
    return f"='{target.name.zh}'!${letter}$2:${letter}${last}"
