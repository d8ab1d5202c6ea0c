"""What a file turned out to hold: raw tables by sheet, and what could not be taken in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from fangcun_planner.files.schema import Sheet, same_word
from fangcun_planner.files.sheets import SHEETS
from fangcun_planner.files.tables import RawTable
from fangcun_planner.problems import Problem, Severity
from fangcun_planner.text import Text

MOST_BYTES = 100_000_000


@dataclass(slots=True)
class Found:
    """Raw tables by `Sheet.key`, filled while a file is opened; a second table of one sheet is
    a problem, not a surprise."""

    tables: dict[str, RawTable] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, key: str, table: RawTable) -> None:
        """Take in the table of one sheet."""
        if key in self.tables:
            first = self.tables[key].title
            self.error(
                table.title,
                Text(f"与“{first}”是同一张表", f"the same table as “{first}”"),
            )
        else:
            self.tables[key] = table

    def error(self, sheet: str, reason: Text) -> None:
        """Something that could not be taken in."""
        self.problems.append(Problem(sheet, None, "", "", Severity.ERROR, reason))

    def warn(self, sheet: str, reason: Text) -> None:
        """Something that was left aside."""
        self.problems.append(Problem(sheet, None, "", "", Severity.WARNING, reason))


def sheet_called(title: str) -> Sheet | None:
    """The sheet that a title or file name means, in any of its names."""
    word = same_word(title)
    return next((sheet for sheet in SHEETS if word in _words(sheet)), None)


def numbered(rows: Iterable[Sequence[object]]) -> list[tuple[int, Sequence[object]]]:
    """Rows with the numbers that a spreadsheet shows."""
    return list(enumerate(rows, start=1))


def _words(sheet: Sheet) -> set[str]:
    return {
        same_word(word)
        for word in (sheet.key, sheet.name.zh, sheet.name.en, *sheet.also_called, str(sheet.name))
    }
