"""An Excel workbook as raw tables; whatever the bytes, the answer is tables or problems."""

import re
import zipfile
import zlib
from pathlib import Path

from python_calamine import CalamineSheet, CalamineWorkbook

from fangcun_planner.files.found import MOST_BYTES, Found, numbered, sheet_called
from fangcun_planner.files.schema import same_word
from fangcun_planner.files.tables import RawTable
from fangcun_planner.text import Text

GUIDE_TITLE = Text("说明", "Guide")
MOST_UNPACKED_BYTES = 500_000_000
MOST_CELLS = 10_000_000  # of one sheet, the empty ones up to its last corner included

_CELL = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
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
    try:
        with CalamineWorkbook.from_path(path) as book:
            for title in book.sheet_names:
                _take_sheet(found, book, title)
    except BaseException as error:
        if not _is_about_the_file(error):
            raise
        found.error(path.name, _NOT_A_WORKBOOK)
    return found


def _take_sheet(found: Found, book: CalamineWorkbook, title: str) -> None:
    sheet = sheet_called(title)
    if sheet is not None:
        content = book.get_sheet_by_name(title)
        rows = content.to_python(skip_empty_area=False)
        found.add(sheet.key, RawTable(title, numbered(rows)))
        _warn_of_merged_cells(found, content)
    elif same_word(title) not in {same_word(GUIDE_TITLE.zh), same_word(str(GUIDE_TITLE))}:
        found.warn(title, Text("不认识的表，没有读取", "unknown sheet, not read"))


def _warn_of_merged_cells(found: Found, content: CalamineSheet) -> None:
    """Of merged cells only the first has a value; the others look filled and are empty."""
    if any(bottom > top for (top, _), (bottom, _) in content.merged_cell_ranges or ()):
        found.warn(
            content.name,
            Text(
                "有合并单元格：只有第一格有值，其余按空白读取，请取消合并后逐行填写",
                "merged cells: only the first has a value, the others read as empty; "
                "unmerge them and fill in every row",
            ),
        )


def _refusal(path: Path) -> Text | None:
    """Why the file is not even opened: too large, or not an archive of sheets.

    One stray cell in the last corner of a sheet makes a table of 17 thousand million cells, which
    no machine can hold; so the corners are looked up before anything is read.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            return Text("文件过大", "the file is too large")
        with zipfile.ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED_BYTES:
                return Text("文件解压后过大", "the file is too large when unpacked")
            return _far_cell(archive)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError):
        return _NOT_A_WORKBOOK
    except NotImplementedError:  # a compression that Excel does not use
        return _NOT_A_WORKBOOK


def _far_cell(archive: zipfile.ZipFile) -> Text | None:
    """A refusal naming the stray cell that blows a sheet up, if there is one."""
    for part in archive.namelist():
        if not part.casefold().startswith("xl/worksheets/sheet"):
            continue
        rows = columns = 1
        for letters, number in _CELL.findall(archive.read(part)):
            rows = max(rows, int(number))
            columns = max(columns, _column_number(letters))
        if rows * columns > MOST_CELLS:
            place = f"{rows} × {columns}"
            return Text(
                f"{part}有远处的单元格（{place}），请删除多余的行列",
                f"{part} has a far-away cell ({place}): delete the surplus rows and columns",
            )
    return None


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _is_about_the_file(error: BaseException) -> bool:
    """Whether the reader failed at the bytes: its own errors, and its panics, which are not
    even `Exception`s."""
    return isinstance(error, Exception) or type(error).__name__ == "PanicException"
