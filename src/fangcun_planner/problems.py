"""What is wrong or odd in an input file: every problem with its place, value and reason."""

from dataclasses import dataclass
from enum import StrEnum

from fangcun_planner.text import Text

LONGEST_VALUE = 100  # characters of a wrong value that are shown


class Severity(StrEnum):
    """An error refuses the whole file; a warning asks somebody to look."""

    ERROR = "error"
    WARNING = "warning"


SEVERITY_NAMES = {
    Severity.ERROR: Text("错误", "Error"),
    Severity.WARNING: Text("提醒", "Warning"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong (ERROR) or odd (WARNING).

    Parameters
    ----------
    sheet
        Title of the sheet or name of the file, as the user knows it; empty for the whole input.
    row
        Row as the spreadsheet counts, the header included; None for a whole sheet.
    column
        Chinese name of the column; empty for a whole row.
    value
        What stands there, shortened.
    """

    sheet: str
    row: int | None
    column: str
    value: str
    severity: Severity
    reason: Text

    def __str__(self) -> str:
        row = "" if self.row is None else f"{self.row}"
        place = ":".join(part for part in (self.sheet, row, self.column) if part)
        return f"{place} [{self.value}] {self.reason}"


def shown(value: object) -> str:
    """A cell as text that any file can hold: short, and without broken characters."""
    text = "" if value is None else str(value)
    return text[:LONGEST_VALUE].encode("utf-8", "replace").decode("utf-8")
