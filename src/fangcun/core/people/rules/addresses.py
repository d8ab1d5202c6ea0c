"""Addresses as people say them, taken apart and put together."""

import re
import unicodedata
from typing import NamedTuple


class AddressParts(NamedTuple):
    """Estate, building, unit and room; what is not known is empty."""

    estate: str = ""
    building: str = ""
    unit: str = ""
    room: str = ""


_NUMBER = r"[0-9]+[A-Za-z]?|[A-Za-z][0-9]{0,3}|[一二三四五六七八九十]{1,3}"
_SAID = re.compile(
    rf"^(?P<estate>.*?)"
    rf"(?:(?P<building>{_NUMBER})(?P<mark>号楼|栋|幢|座|号|#))?"
    rf"(?:(?P<unit>{_NUMBER})(?:单元|门|梯))?"
    rf"(?:(?P<room>{_NUMBER})(?:室|房|号|户)?)?$"
)
_DASHED = re.compile(
    rf"^(?P<estate>.*?[^0-9A-Za-z\-]|)(?P<building>{_NUMBER})"
    rf"-(?:(?P<unit>{_NUMBER})-)?(?P<room>{_NUMBER})(?:室|房|号)?$"
)
_STREETS = ("路", "街", "道", "巷", "里")  # 88号 of a street is a courtyard, not a building
_DIGITS = {sign: number for number, sign in enumerate("一二三四五六七八九", start=1)}


def parse_address(said: str) -> AddressParts:
    """Parts of 新村12号楼1单元301室, 12幢301, 12-301 or 12-1-301; the rest is the estate.

    A bare number is a room, as people write it behind a building.
    """
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", said))
    text = re.sub(r"[—–－~～_/]", "-", text)
    found = _DASHED.match(text) or _SAID.match(text)
    if found is None:
        return AddressParts(estate=text)
    building, unit, room = (_plain(found[part]) for part in ("building", "unit", "room"))
    estate = found["estate"]
    if estate.endswith(_STREETS) and found.groupdict().get("mark") == "号":
        return AddressParts(f"{estate}{building}号", "", unit, room)
    return AddressParts(estate, building, unit, room)


def address_text(parts: AddressParts) -> str:
    """The parts as one line: 新村12号楼1单元301室."""
    building = _with(parts.building, "座" if parts.building.isalpha() else "号楼")
    unit = _with(parts.unit, "单元")
    room = _with(parts.room, "室")
    return f"{parts.estate}{building}{unit}{room}"


def _with(part: str, word: str) -> str:
    return f"{part}{word}" if part and part[-1].isascii() and part[-1].isalnum() else part


def _plain(number: str | None) -> str:
    """12 for 十二, 3 for 03, A for a."""
    if not number:
        return ""
    if number[0] in "一二三四五六七八九十":
        return str(_chinese(number))
    return number.lstrip("0").upper() or "0"


def _chinese(number: str) -> int:
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return int("".join(str(_DIGITS[sign]) for sign in number))
    return 10 * (_DIGITS.get(tens, 1) if tens else 1) + _DIGITS.get(ones, 0)
