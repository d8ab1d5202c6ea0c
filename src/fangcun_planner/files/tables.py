"""A sheet as it was found, and the same sheet as rows of checked values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fangcun_planner.files.cells import Unreadable, is_empty, parse_cell
from fangcun_planner.files.schema import Column, Sheet, same_word
from fangcun_planner.problems import Problem, Severity, shown
from fangcun_planner.text import Text

MOST_ROWS = 200_000
HEADER_WITHIN = 10  # rows at the top among which the header is looked for, below any title


@dataclass(frozen=True, slots=True)
class RawTable:
    """A sheet as it was found: `rows` of cells with the numbers that the user sees."""

    title: str
    rows: Sequence[tuple[int, Sequence[object]]]


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its number in the file and its values by column key, defaults filled in."""

    row: int
    values: Mapping[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.values[key]

    def get(self, key: str) -> Any:
        """The value, or None where it is missing or wrong."""
        return self.values.get(key)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet that was read.

    Parameters
    ----------
    records
        Rows without errors.
    broken
        What could be read of the others, so that a reference to one of them is not called wrong.
    problems
        Everything that is wrong with single cells and columns.
    is_present
        False where the file had no such sheet.
    """

    sheet: Sheet
    title: str
    records: tuple[Record, ...] = ()
    broken: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_present: bool = True

    @property
    def rows(self) -> tuple[Record, ...]:
        """Sound and broken rows; the broken ones lack values."""
        return self.records + self.broken

    def problem(
        self, record: Record | None, key: str, value: object, severity: Severity, reason: Text
    ) -> Problem:
        """A problem in this sheet; `key` names a column or is empty."""
        return Problem(
            sheet=self.title,
            row=None if record is None else record.row,
            column=self.sheet.column(key).name.zh if key else "",
            value=shown(value),
            severity=severity,
            reason=reason,
        )


def missing_table(sheet: Sheet) -> Table:
    """The table of a sheet that the file does not have."""
    problems = []
    if sheet.is_required:
        reason = Text(
            f"缺少“{sheet.name.zh}”表：{sheet.help.zh}",
            f"the sheet “{sheet.name.en}” is missing: {sheet.help.en}",
        )
        problems.append(Problem(sheet.name.zh, None, "", "", Severity.ERROR, reason))
    return Table(sheet, sheet.name.zh, problems=tuple(problems), is_present=False)


def read_table(raw: RawTable, sheet: Sheet) -> Table:
    """Read every row of a sheet and say everything that is wrong with it."""
    problems: list[Problem] = []
    if len(raw.rows) > MOST_ROWS:
        reason = Text(f"超过{MOST_ROWS}行", f"more than {MOST_ROWS} rows")
        problem = Problem(raw.title, None, "", str(len(raw.rows)), Severity.ERROR, reason)
        return Table(sheet, raw.title, problems=(problem,))
    header = find_header(raw, sheet.columns)
    problems += _header_problems(raw, sheet, header)
    records: list[Record] = []
    broken: list[Record] = []
    for row, cells in raw.rows[header.after :]:
        if all(is_empty(cell) for cell in cells):
            continue
        values, wrong = _read_row(raw.title, row, cells, sheet.columns, header.place)
        problems += wrong
        is_whole = len(values) == len(sheet.columns)
        (records if is_whole else broken).append(Record(row, values))
    return Table(sheet, raw.title, tuple(records), tuple(broken), tuple(problems))


@dataclass(frozen=True, slots=True)
class Header:
    """Where the columns stand: `place` by key; rows start `after` so many rows."""

    row: int
    after: int
    place: Mapping[str, int]
    unknown: tuple[str, ...]
    twice: tuple[str, ...]


def find_header(raw: RawTable, columns: Sequence[Column]) -> Header:
    """The row near the top that names most columns; titles above it are skipped."""
    names = {same_word(word): c.key for c in columns for word in (c.key, c.name.en, c.name.zh)}
    headers = [
        _header(row, index, cells, names)
        for index, (row, cells) in enumerate(raw.rows[:HEADER_WITHIN], start=1)
    ]
    return max(headers, key=lambda header: len(header.place), default=Header(1, 0, {}, (), ()))


def _header(row: int, after: int, cells: Sequence[object], names: Mapping[str, str]) -> Header:
    place: dict[str, int] = {}
    unknown, twice = [], []
    for index, cell in enumerate(cells):
        if is_empty(cell):
            continue
        key = _column_key(cell, names)
        if key is None:
            unknown.append(shown(cell))
        elif key in place:
            twice.append(key)
        else:
            place[key] = index
    return Header(row, after, place, tuple(unknown), tuple(twice))


def _column_key(cell: object, names: Mapping[str, str]) -> str | None:
    """The column that a header cell names in any of its lines."""
    lines = [cell, *cell.splitlines()] if isinstance(cell, str) else []
    found = (names.get(same_word(line)) for line in lines)
    return next((key for key in found if key), None)


def _header_problems(raw: RawTable, sheet: Sheet, header: Header) -> Iterable[Problem]:
    for column in sheet.columns:
        if column.is_required and column.key not in header.place:
            reason = Text(
                f"缺少“{column.name.zh}”列：{column.help.zh}",
                f"the column “{column.name.en}” is missing: {column.help.en}",
            )
            yield Problem(raw.title, header.row, column.name.zh, "", Severity.ERROR, reason)
    for key in header.twice:
        name = sheet.column(key).name
        reason = Text("同一列出现两次", "the column is there twice")
        yield Problem(raw.title, header.row, name.zh, name.zh, Severity.ERROR, reason)
    for title in header.unknown if header.place else ():
        reason = Text("不认识的列，没有读取", "unknown column, not read")
        yield Problem(raw.title, header.row, title, title, Severity.WARNING, reason)


def _read_row(
    title: str,
    row: int,
    cells: Sequence[object],
    columns: Sequence[Column],
    place: Mapping[str, int],
) -> tuple[dict[str, Any], list[Problem]]:
    """The values of one row, without those that are missing or wrong, and what is wrong."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for column in columns:
        index = place.get(column.key)
        if index is None:
            if not column.is_required:
                values[column.key] = column.default
            continue
        cell = cells[index] if index < len(cells) else None
        try:
            values[column.key] = read_cell(cell, column)
        except Unreadable as wrong:
            problems.append(
                Problem(title, row, column.name.zh, shown(cell), Severity.ERROR, wrong.reason)
            )
    return values, problems


def read_cell(cell: object, column: Column) -> Any:
    """The value of a cell, its default where an optional one is empty."""
    if not is_empty(cell):
        return parse_cell(cell, column)
    if column.is_required:
        raise Unreadable("必填，不能空白", "must not be empty")
    return column.default
