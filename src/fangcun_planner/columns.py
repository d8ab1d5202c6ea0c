"""Plain CSV files, column by column, fast, with everything that is wrong in them at once."""

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fangcun_planner.problems import Problem, Severity, shown
from fangcun_planner.text import Text

BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
LONGEST_FIELD = 100_000


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """A column of finite numbers from `least` to `most`; `optional` ones may be missing, as NaN."""

    name: str
    least: float
    most: float
    optional: bool = False


class Columns(NamedTuple):
    """What could be read.

    Parameters
    ----------
    row
        (N,) Number of each row as a spreadsheet shows it, the header being 1.
    text, number
        Columns by name, N values each.
    problems
        Everything wrong with the file; with any of them the values are not to be used.
    """

    row: Sequence[int]
    text: dict[str, Sequence[str]]
    number: dict[str, NDArray[np.float64]]
    problems: list[Problem]


def read_columns(path: Path, *, texts: Sequence[str], numbers: Sequence[NumberColumn]) -> Columns:
    """Read the named columns of a CSV file in UTF-8, UTF-16 or GB 18030; others are ignored.

    The first line names the columns. Fields are separated by commas, semicolons or tabs.
    """
    problems: list[Problem] = []
    rows = _rows_of(path, problems)
    place = _places(path, rows, [*texts, *(column.name for column in numbers)], numbers, problems)
    filled = [(row, cells) for row, cells in enumerate(rows[1:], start=2) if any(cells)]
    if rows and not filled and not problems:
        problems.append(problem_in(path, None, "", "", Text("没有数据行", "there are no rows")))
    numbered = [row for row, _ in filled]
    columns = Columns(numbered, {}, {}, problems)
    if problems:
        return columns
    for name in texts:
        columns.text[name] = [_cell(cells, place[name]).strip() for _, cells in filled]
        problems += _empty_texts(path, name, numbered, columns.text[name])
    for column in numbers:
        index = place.get(column.name, -1)
        cells = [_cell(row, index) for _, row in filled]
        values, wrong = _numbers(path, column, numbered, cells)
        columns.number[column.name] = values
        problems += wrong
    problems.sort(key=lambda problem: problem.row or 0)
    return columns


def repeated(path: Path, columns: Columns, name: str) -> list[Problem]:
    """A problem for every value of a text column that stands in an earlier row already."""
    values = columns.text[name]
    if len(set(values)) == len(values):
        return []
    first: dict[str, int] = {}
    problems = []
    for row, value in zip(columns.row, values, strict=True):
        earlier = first.setdefault(value, row)
        if earlier != row and value:
            reason = Text(f"与第{earlier}行重复", f"the same as in row {earlier}")
            problems.append(problem_in(path, row, name, value, reason))
    return problems


def _rows_of(path: Path, problems: list[Problem]) -> list[list[str]]:
    """All rows as text; what cannot be read is a problem."""
    text = _text_of(path, problems)
    if text is None:
        return []
    csv.field_size_limit(LONGEST_FIELD)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        reason = Text(f"不是有效的CSV文件：{error}", f"not a valid CSV file: {error}")
        problems.append(problem_in(path, None, "", "", reason))
        return []
    if not any(any(cells) for cells in rows):
        problems.append(problem_in(path, None, "", "", Text("文件是空的", "the file is empty")))
        return []
    return rows


def _text_of(path: Path, problems: list[Problem]) -> str | None:
    try:
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        reason = Text(f"无法打开文件：{why}", f"cannot open the file: {why}")
        problems.append(problem_in(path, None, "", "", reason))
        return None
    marked = [encoding for mark, encoding in BYTE_ORDER_MARKS if content.startswith(mark)]
    for encoding in marked or ["utf-8", "gb18030"]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    reason = Text(
        "文字编码既不是UTF-8也不是GB 18030（GBK），请另存为UTF-8",
        "the text is neither UTF-8 nor GB 18030 (GBK): save it as UTF-8",
    )
    problems.append(problem_in(path, None, "", "", reason))
    return None


def _delimiter(text: str) -> str:
    header = text.lstrip("\r\n").split("\n", 1)[0]
    return max(",;\t", key=header.count)


def _places(
    path: Path,
    rows: list[list[str]],
    names: Sequence[str],
    numbers: Sequence[NumberColumn],
    problems: list[Problem],
) -> dict[str, int]:
    """Where each column stands."""
    if not rows:
        return {}
    header = [cell.strip().casefold() for cell in rows[0]]
    optional = {column.name for column in numbers if column.optional}
    for name in names:
        if name not in header and name not in optional:
            reason = Text(
                f"缺少列“{name}”，需要的列：{'、'.join(names)}",
                f"the column “{name}” is missing; needed are {', '.join(names)}",
            )
            problems.append(problem_in(path, 1, name, "", reason))
        if header.count(name) > 1:
            reason = Text("同一列出现多次", "the column is there more than once")
            problems.append(problem_in(path, 1, name, name, reason))
    return {name: header.index(name) for name in names if name in header}


def _cell(cells: Sequence[str], index: int) -> str:
    return cells[index] if 0 <= index < len(cells) else ""


def _empty_texts(
    path: Path, name: str, rows: Sequence[int], values: Sequence[str]
) -> list[Problem]:
    reason = Text("不能为空", "must not be empty")
    return [
        problem_in(path, row, name, "", reason)
        for row, value in zip(rows, values, strict=True)
        if not value
    ]


def _numbers(
    path: Path, column: NumberColumn, rows: Sequence[int], cells: Sequence[str]
) -> tuple[NDArray[np.float64], list[Problem]]:
    """The numbers of a column. Whole columns are read at once, wrong ones again cell by cell."""
    try:
        values = np.array(list(map(float, cells)), np.float64)
    except ValueError:
        values = np.full(len(cells), np.nan)
    is_right = (values >= column.least) & (values <= column.most)
    if is_right.all() and not any("_" in cell for cell in cells):
        return values, []
    problems = []
    for place, (row, cell) in enumerate(zip(rows, cells, strict=True)):
        value, reason = _number(column, cell)
        values[place] = value
        if reason is not None:
            problems.append(problem_in(path, row, column.name, cell, reason))
    return values, problems


def _number(column: NumberColumn, cell: str) -> tuple[float, Text | None]:
    """The number in a cell, or why it is none."""
    if not cell.strip():
        return math.nan, None if column.optional else Text("不能为空", "must not be empty")
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
        return value, Text("应为数字，不带单位和文字", "must be a number, without unit or words")
    if "_" in cell:  # Python's own way of writing numbers
        return math.nan, Text("应为数字，不带单位和文字", "must be a number, without unit or words")
    if not math.isfinite(value):
        return math.nan, Text("应为有限的数字", "must be a finite number")
    if not column.least <= value <= column.most:
        return math.nan, Text(
            f"应在{column.least:g}到{column.most:g}之间",
            f"must lie between {column.least:g} and {column.most:g}",
        )
    return value, None


def problem_in(  # noqa: PLR0917 - the parts of a problem in their order
    path: Path,
    row: int | None,
    column: str,
    value: str,
    reason: Text,
    severity: Severity = Severity.ERROR,
) -> Problem:
    """A problem in a file; an error unless another severity is given."""
    return Problem(shown(path.name), row, column, shown(value), severity, reason)
