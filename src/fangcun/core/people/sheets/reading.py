"""An uploaded file as rows of text; whatever the bytes, there are rows or a sentence why not."""

import csv
import io
import re
import zipfile
import zlib
from datetime import date, datetime
from pathlib import Path

from django.utils.translation import gettext as _
from python_calamine import CalamineSheet, CalamineWorkbook

from fangcun.base.errors import Refusal
from fangcun.core.people.sheets.columns import headings_of
from fangcun_planner.files.archive import error_cells, far_cell, unpacks_too_large

MOST_ROWS = 20_000
MOST_PRECISE = 999_999_999_999_999  # Excel keeps 15 digits of a number
LOST = "#LOST"  # a number whose last digits Excel has thrown away


class CannotRead(Refusal):
    """The file is not a table that can be read."""


def rows_of(path: Path) -> list[list[str]]:
    """Every row of the table as text, empty ones too, so that row numbers are those on screen."""
    rows = _csv_rows(path.read_bytes()) if path.suffix == ".csv" else _excel_rows(path)
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) > MOST_ROWS:
        raise CannotRead(_("超过20000行，请拆分成几个文件"))
    return rows


def _csv_rows(content: bytes) -> list[list[str]]:
    text = _decoded(content)
    comma = max(",;\t", key=text[:2_000].count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=comma))
    except csv.Error as error:
        raise CannotRead(_("不是完好的CSV文件，请用Excel另存为.xlsx后重试")) from error
    return [[cell.strip() for cell in row] for row in rows]


def _decoded(content: bytes) -> str:
    """UTF-8, what Excel writes in China, or UTF-16; never a page of question marks."""
    is_wide = content[:2] in {b"\xff\xfe", b"\xfe\xff"}
    for code in ["utf-16"] if is_wide else ["utf-8-sig", "gb18030"]:
        try:
            text = content.decode(code)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise CannotRead(_("看不懂文件的编码，请用Excel另存为.xlsx后重试"))


def _excel_rows(path: Path) -> list[list[str]]:
    _refuse_odd_archive(path)
    try:
        with CalamineWorkbook.from_path(path) as book:
            sheets = {
                title: _sheet_rows(book.get_sheet_by_name(title)) for title in book.sheet_names
            }
        with zipfile.ZipFile(path) as archive:
            _show_failed_formulas(archive, sheets)
    except BaseException as error:
        # the reader's panics are not even `Exception`s; Ctrl-C must still get through
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise _not_a_workbook() from error
        raise
    with_names = [rows for rows in sheets.values() if headings_of(rows) is not None]
    return with_names[0] if with_names else next(iter(sheets.values()), [])


def _refuse_odd_archive(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            if unpacks_too_large(archive):
                raise CannotRead(_("文件解压后过大"))
            if far_cell(archive) is not None:
                raise CannotRead(_("表格里有很远的单元格，请删除多余的行和列后重试"))
    except (OSError, EOFError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error) as error:
        raise _not_a_workbook() from error


def _not_a_workbook() -> CannotRead:
    return CannotRead(_("不是完好的Excel文件（.xlsx），请另存后重试"))


def _sheet_rows(sheet: CalamineSheet) -> list[list[str]]:
    """Cells as text; what is merged stands in every cell of the merged area."""
    rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if top >= len(rows) or left >= len(rows[top]):
            continue
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [rows[top][left]] * len(row[left : right + 1])
    return rows


def _show_failed_formulas(archive: zipfile.ZipFile, sheets: dict[str, list[list[str]]]) -> None:
    """#REF! and the like, which the reader takes for empty."""
    for cell in error_cells(archive):
        rows = sheets.get(cell.title, [])
        if cell.row <= len(rows) and cell.column <= len(rows[cell.row - 1]):
            rows[cell.row - 1][cell.column - 1] = cell.value


def _text(cell: object) -> str:
    """A cell as people read it on screen."""
    if isinstance(cell, bool) or cell is None:
        return ""
    if isinstance(cell, int | float):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return re.sub(r"[ \t\r\f\v]+", " ", str(cell)).strip()


def _number(cell: float) -> str:
    if abs(cell) > MOST_PRECISE:
        return LOST
    return str(int(cell)) if float(cell).is_integer() else str(cell)
