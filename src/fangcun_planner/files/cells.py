"""One cell: what a person or Excel wrote, as the value that its column asks for."""

import math
import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from fangcun_planner.files.schema import Choice, Column, Kind
from fangcun_planner.text import Text

LONGEST_TEXT = 200
FEN_PER_YUAN = 100

YES = frozenset({"是", "有", "对", "√", "true", "yes", "y", "1"})
NO = frozenset({"否", "无", "没有", "错", "×", "false", "no", "n", "0"})

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028\u2029\ufeff\ud800-\udfff]+")
_NUMBER = re.compile(r"[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})([eE][+-]?\d{1,3})?")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_WHOLE_AS_FLOAT = re.compile(r"(\d+)\.0+")
_SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_FAILED_FORMULA = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!)")
_SEPARATORS = re.compile(r"[\s、,;/|]+")


class Unreadable(ValueError):
    """The cell does not hold what its column asks for; `reason` says what is wrong."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.reason = Text(zh, en)


def is_empty(cell: object) -> bool:
    """Nothing there, or nothing but blanks."""
    return cell is None or (isinstance(cell, str) and not _plain(cell))


def parse_cell(cell: object, column: Column) -> Any:
    """The value of a filled cell as its column's kind; Unreadable if it is none."""
    if isinstance(cell, str) and _FAILED_FORMULA.fullmatch(cell):
        raise Unreadable("公式出错，请改为数值", "the formula failed: put the value in its place")
    return _PARSERS[column.kind](cell, column)


def _text(cell: object, column: Column) -> str:
    text = _as_written(cell)
    if text[:2] in {"'=", "'+", "'-", "'@"}:
        text = text[1:]  # the mark that keeps spreadsheets from taking it for a formula
    longest = int(column.most or LONGEST_TEXT)
    if len(text) > longest:
        raise Unreadable(f"文字过长，最多{longest}字", f"too long: at most {longest} characters")
    return text


def _code(cell: object, column: Column) -> str:
    text = unicodedata.normalize("NFKC", _text(cell, column))
    whole = _WHOLE_AS_FLOAT.fullmatch(text)
    return whole.group(1) if whole else text


def _community_code(cell: object, column: Column) -> str:
    text = _code(cell, column)
    if _SCIENTIFIC.fullmatch(text):
        raise Unreadable(
            "代码被改成了科学计数，请把单元格设为文本后重新填写",
            "the code was turned into scientific notation: format the cell as text, enter it again",
        )
    if not re.fullmatch(r"[0-9]{12}", text):
        raise Unreadable("社区代码应为12位数字", "a community code has 12 digits")
    return text


def _number(cell: object, column: Column) -> float:
    number = _finite(cell)
    if column.least is not None and number < column.least:
        raise Unreadable(f"不得小于{column.least:g}", f"must be at least {column.least:g}")
    if column.most is not None and number > column.most:
        raise Unreadable(f"不得大于{column.most:g}", f"must be at most {column.most:g}")
    return number


def _whole(cell: object, column: Column) -> int:
    number = _number(cell, column)
    if number != math.floor(number):
        raise Unreadable("应为整数", "must be a whole number")
    return int(number)


def _yuan(cell: object, column: Column) -> int:
    return round(_number(cell, column) * FEN_PER_YUAN)


def _yes_no(cell: object, _: Column) -> bool:
    word = _word(int(cell) if isinstance(cell, float) and cell in {0.0, 1.0} else cell)
    if word in YES:
        return True
    if word in NO:
        return False
    raise Unreadable("应填“是”或“否”", "must be yes or no")


def _date(cell: object, _: Column) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    match = _DATE.fullmatch(_plain(cell).split("T")[0].split(" ")[0]) if _is_text(cell) else None
    try:
        return date(*map(int, match.groups())) if match else _no_date()
    except ValueError:
        return _no_date()


def _no_date() -> date:
    raise Unreadable("应为日期，如2026-11-24", "must be a date, like 2026-11-24") from None


def _choice(cell: object, column: Column) -> str:
    word = _word(cell)
    for choice in column.choices:
        if word in {_word(choice.value), _word(choice.name.zh), _word(choice.name.en)}:
            return choice.value
    allowed = column.choices
    raise Unreadable(
        "应为下列之一：" + "、".join(_both(choice).zh for choice in allowed),
        "must be one of: " + ", ".join(_both(choice).en for choice in allowed),
    )


def _both(choice: Choice) -> Text:
    """How a choice is shown to people: by its own names, or by its value where that is one."""
    return Text(choice.value, choice.value) if choice.name.zh == choice.value else choice.name


def _references(cell: object, column: Column) -> tuple[str, ...]:
    parts = cell if isinstance(cell, list) else _SEPARATORS.split(_code(cell, column))
    return tuple(dict.fromkeys(_code(part, column) for part in parts if not is_empty(part)))


def _as_written(cell: object) -> str:
    """The text of a cell; what Excel made of an identifier is undone or refused."""
    if isinstance(cell, str):
        return _UNPRINTABLE.sub(" ", cell).strip()
    if isinstance(cell, date):  # "3-1" becomes the third of January when typed into Excel
        raise Unreadable(
            "被改成了日期，请把单元格设为文本后重新填写",
            "it was turned into a date: format the cell as text and enter it again",
        )
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise Unreadable("应为文字", "must be text")
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return str(int(cell))
    return _short(cell)


def _short(number: float) -> str:
    """A number as text; absurdly long whole numbers, which Python will not print, in short."""
    return str(number) if abs(number) < 10**40 else "1e40"


def _finite(cell: object) -> float:
    if isinstance(cell, bool) or not (isinstance(cell, int | float | str)):
        raise Unreadable("应为数字", "must be a number")
    try:
        number = _number_in(cell) if isinstance(cell, str) else float(cell)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise Unreadable("应为有限的数字", "must be a finite number")
    return number


def _number_in(text: str) -> float:
    plain = _plain(text)
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    percent = plain.endswith("%")
    plain = plain.removesuffix("%").strip()
    if not _NUMBER.fullmatch(plain):
        raise Unreadable("应为数字，不带单位和文字", "must be a number, without unit or words")
    return float(plain) / 100 if percent else float(plain)


def _is_text(cell: object) -> bool:
    return isinstance(cell, str)


def _word(cell: object) -> str:
    return _plain(cell).casefold()


def _plain(cell: object) -> str:
    """Half-width, without blanks at the ends: how codes, numbers and choices are compared."""
    text = cell if isinstance(cell, str) else str(cell) if isinstance(cell, bool | int) else ""
    return unicodedata.normalize("NFKC", _UNPRINTABLE.sub(" ", text)).strip()


_PARSERS: dict[Kind, Callable[[object, Column], Any]] = {
    Kind.TEXT: _text,
    Kind.CODE: _code,
    Kind.COMMUNITY_CODE: _community_code,
    Kind.WHOLE: _whole,
    Kind.NUMBER: _number,
    Kind.DEGREES: _number,
    Kind.YUAN: _yuan,
    Kind.YES_NO: _yes_no,
    Kind.DATE: _date,
    Kind.CHOICE: _choice,
    Kind.REFERENCE: _code,
    Kind.REFERENCES: _references,
}
