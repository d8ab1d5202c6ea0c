"""An Excel workbook as raw tables; whatever the bytes, the answer is tables or problems."""

import zipfile
import zlib
from pathlib import Path
from typing import NamedTuple

from python_calamine import CalamineWorkbook

from fangcun_planner.files.archive import error_cells, far_cell, unpacks_too_large
from fangcun_planner.files.found import MOST_BYTES, Found, numbered, sheet_called
from fangcun_planner.files.schema import same_word
from fangcun_planner.files.tables import RawTable
from fangcun_planner.text import Text

GUIDE_TITLE = Text("说明", "Guide")

_NOT_A_WORKBOOK = Text(
    "不是完好的Excel工作簿（.xlsx），请另存为.xlsx后重试",
    "not a sound Excel workbook (.xlsx): save it as .xlsx and try again",
)


def open_workbook(path: Path) -> Found:
    """Read the sheets that belong to a district; others are left aside with a warning."""
    found = Found()
    refusal = _refusal(path)
    if refusal is not None:
        found.error(path.name, refusal)
        return found
    contents = _contents(path)
    if contents is None:
        found.error(path.name, _NOT_A_WORKBOOK)
        return found
    for title, content in contents.items():
        _take_sheet(found, title, content)
    return found


class Content(NamedTuple):
    """What one sheet holds; nothing is read of sheets that are none of ours."""

    rows: list[list[object]]
    has_merged_rows: bool


def _contents(path: Path) -> dict[str, Content] | None:
    """All sheets by title, failed formulas shown, or None where the bytes defeat the reader."""
    contents = _calculated(path)
    if contents is None:
        return None
    with zipfile.ZipFile(path) as archive:
        for cell in error_cells(archive):
            rows = contents[cell.title].rows if cell.title in contents else []
            if cell.row <= len(rows) and cell.column <= len(rows[cell.row - 1]):
                rows[cell.row - 1][cell.column - 1] = cell.value
    return contents


def _calculated(path: Path) -> dict[str, Content] | None:
    """All sheets by title as the reader sees them: failed formulas as empty."""
    try:
        with CalamineWorkbook.from_path(path) as book:
            return {title: _content(book, title) for title in book.sheet_names}
    except BaseException as error:
        # The reader's panics are not even `Exception`s; Ctrl-C must still get through.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            return None
        raise


def _content(book: CalamineWorkbook, title: str) -> Content:
    if sheet_called(title) is None:
        return Content([], has_merged_rows=False)
    page = book.get_sheet_by_name(title)
    merged = page.merged_cell_ranges or ()
    rows: list[list[object]] = [list(row) for row in page.to_python(skip_empty_area=False)]
    return Content(rows, any(bottom > top for (top, _), (bottom, _) in merged))


def _take_sheet(found: Found, title: str, content: Content) -> None:
    sheet = sheet_called(title)
    if sheet is not None:
        found.add(sheet.key, RawTable(title, numbered(content.rows)))
        if content.has_merged_rows:
            found.warn(title, _MERGED)
    elif same_word(title) not in {same_word(GUIDE_TITLE.zh), same_word(str(GUIDE_TITLE))}:
        found.warn(title, Text("不认识的表，没有读取", "unknown sheet, not read"))


_MERGED = Text(
    "有合并单元格：只有第一格有值，其余按空白读取，请取消合并后逐行填写",
    "merged cells: only the first has a value, the others read as empty; "
    "unmerge them and fill in every row",
)


def _refusal(path: Path) -> Text | None:
    """Why the file is not even opened: too large, or no archive of sheets."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return Text("文件过大", "the file is too large")
        with zipfile.ZipFile(path) as archive:
            if unpacks_too_large(archive):
                return Text("文件解压后过大", "the file is too large when unpacked")
            return far_cell(archive)
    except (OSError, EOFError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error):
        # also NotImplementedError, a RuntimeError: a compression that Excel does not use
        return _NOT_A_WORKBOOK
