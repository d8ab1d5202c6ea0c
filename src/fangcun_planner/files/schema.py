"""The words in which a sheet is described: columns, their kinds, and where they refer to.

Each sheet and column is described once, in `fangcun_planner.files.sheets`. Template, reader,
checks, help and drop-downs are all made from the description.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

from fangcun_planner.text import Text


class Kind(StrEnum):
    """What a cell may hold, and as what it is read."""

    TEXT = "text"  # str, as written
    CODE = "code"  # str, an identifier; what Excel did to it is undone
    COMMUNITY_CODE = "community_code"  # str of 12 digits
    WHOLE = "whole"  # int
    NUMBER = "number"  # float
    DEGREES = "degrees"  # float; whether it is a position is asked later, for both columns at once
    YUAN = "yuan"  # int, fen
    YES_NO = "yes_no"  # bool
    DATE = "date"  # datetime.date
    CHOICE = "choice"  # str, one of the column's choices
    REFERENCE = "reference"  # str, key (or unique name) of a row in another sheet
    REFERENCES = "references"  # tuple of such


NUMERIC = frozenset({Kind.WHOLE, Kind.NUMBER, Kind.DEGREES, Kind.YUAN})


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the words that a column allows."""

    value: str
    name: Text


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    Parameters
    ----------
    key
        Name in code; accepted as a header, as are both names.
    is_required
        The column must be there and every cell filled.
    default
        Value of an empty cell of an optional column, as read.
    least, most
        Limits of a number, both allowed; `most` limits the length of a text.
    refers_to
        Key of the sheet whose rows a reference names.
    """

    key: str
    name: Text
    kind: Kind
    help: Text
    unit: str = ""
    is_required: bool = True
    default: object = None
    least: float | None = None
    most: float | None = None
    choices: tuple[Choice, ...] = ()
    refers_to: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the workbook, one file of the folder.

    Parameters
    ----------
    is_required
        Without it there is no district; the others have defaults or may be empty.
    unique
        Columns that together name a row; no two rows may have the same.
    also_called
        Further titles under which the sheet is found.
    """

    key: str
    name: Text
    help: Text
    columns: tuple[Column, ...]
    is_required: bool = True
    unique: tuple[str, ...] = ()
    also_called: tuple[str, ...] = field(default=())

    def column(self, key: str) -> Column:
        """The column of that key."""
        return next(column for column in self.columns if column.key == key)


def same_word(text: str) -> str:
    """A form in which titles, headers and names are compared.

    Full-width letters, spaces, line breaks, capitals, marks of required columns and units in
    brackets make no difference.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"\(.*?\)|[\s*_]", "", folded)


def same_name(text: str) -> str:
    """A form in which the names of rows are compared: width, capitals and blanks do not count."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text).casefold())
