"""Telephone numbers."""

import re

from fangcun.services.desk.rules.lines.pieces import Paper, PieceKind

LABEL = r"(?:(?:联系)?(?:电话|手机|号码|tel)号?(?:是|为)?\s?[::]?\s?)?"
GAP = r"[ -]?"
MOBILE = rf"(?:\+?86{GAP})?1[3-9](?:{GAP}\d){{9}}"
LANDLINE = r"(?:\(0\d{2,3}\)\s?|0\d{2,3}[ -]?)[2-9]\d{2,3}[ -]?\d{4}(?:[-转]\d{1,5})?"
LOCAL = r"(?!20\d\d(?:0[1-9]|1[0-2]))[2-9]\d{3}[ -]?\d{4}"
PHONE = re.compile(
    rf"{LABEL}(?P<number>(?<![\d+-])(?:{MOBILE}|{LANDLINE}|{LOCAL}))(?![\d]|[-]\d)", re.IGNORECASE
)
SEPARATORS = re.compile(r"[ ()]")


def claim_phone(paper: Paper) -> str:
    """The first number; a second one stays among the words, for the steward to see."""
    found = next(paper.found(PHONE), None)
    if found is None:
        return ""
    paper.claim(PieceKind.PHONE, found.start(), found.end())
    return plain_number(found["number"])


def plain_number(written: str) -> str:
    """138 1234-5678 as 13812345678; area code and extension keep their dash: 0513-85512345."""
    number = SEPARATORS.sub("", written)
    digits = number.replace("-", "").removeprefix("+")
    if len(digits) == 13 and digits.startswith("861"):
        return digits[2:]
    if not digits.startswith("0"):
        return digits
    return _with_area_code(written)


def _with_area_code(written: str) -> str:
    main, _sign, extension = written.partition("转")
    digits = re.sub(r"\D", "", main)
    code = 3 if digits[1] in "12" else 4
    number, rest = digits[code : code + 8], digits[code + 8 :]
    ending = extension or rest
    return f"{digits[:code]}-{number}" + (f"-{ending}" if ending else "")
