"""Words by which a person is found, and what somebody means who types into the one box.

Every word carries the sign of its kind, so that a room 1203 is no telephone 1203. Words are found
by their beginning where people type on (`*`), and whole where a beginning would find too much.
"""

import re
import unicodedata
from collections.abc import Iterable

from fangcun.core.people.rules.addresses import AddressParts, parse_address
from fangcun.core.people.rules.readings import (
    initials_words,
    name_words,
    pinyin_words,
    plain_name,
)

NAME, PINYIN, INITIALS, PHONE, LAST_DIGITS, CARD = "n", "y", "i", "p", "l", "c"
ESTATE, BUILDING, UNIT, ROOM = "e", "b", "u", "r"
LAST = 4  # digits of a telephone that people remember
MOST_WORDS = 6  # of one question; more are left out
LONGEST_WORD = 60

_LETTERS = re.compile(r"[a-z]+")
_HAN_NUMBER = re.compile(r"[0-9一二三四五六七八九十]+[a-z]?(号楼|栋|幢|座|单元|室|号)")
_DASHED = re.compile(r"[^0-9]*[0-9]{1,4}[a-z]?(-[0-9]{1,4}[a-z]?){1,2}")


def words_to_find_by(
    *,
    names: Iterable[str],
    phones: Iterable[str] = (),
    cards: Iterable[str] = (),
    addresses: Iterable[AddressParts] = (),
) -> list[str]:
    """Everything by which one person is found, sorted."""
    words: set[str] = set()
    for name in names:
        words |= {NAME + word for word in name_words(name)}
        words |= {PINYIN + word for word in pinyin_words(name)}
        words |= {INITIALS + word for word in initials_words(name)}
    for number in map(plain_number, phones):
        words |= {PHONE + number, LAST_DIGITS + number[-LAST:]}
    words |= {CARD + card.casefold() for card in cards if card}
    for address in addresses:
        words |= _address_words(address)
    return sorted(word[:LONGEST_WORD] for word in words)


def question(typed: str) -> str:
    """What was typed, as PostgreSQL's text search asks it; empty where nothing was meant.

    All words must be met; a word that may mean several things is met by any of them.
    """
    text = unicodedata.normalize("NFKC", typed).casefold().replace("\0", " ")
    parts = [part for part in text.split() if any(sign.isalnum() for sign in part)][:MOST_WORDS]
    asked = [_meaning(part[:LONGEST_WORD]) for part in _joined(parts)]
    return " & ".join(f"({meaning})" for meaning in asked if meaning)


def plain_number(number: str) -> str:
    """A telephone number as digits, without the country's code and without dashes."""
    digits = re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", number))
    return digits[2:] if len(digits) == 13 and digits.startswith("86") else digits


def _address_words(address: AddressParts) -> set[str]:
    estate, building, unit, room = (part.casefold() for part in address)
    given = ((ESTATE, estate), (BUILDING, building), (UNIT, unit), (ROOM, room))
    return {kind + part for kind, part in given if part}


def _joined(parts: list[str]) -> list[str]:
    """A telephone that was typed in groups (138 0000 5678) is one word."""
    if len(parts) > 1 and all(part.isdigit() for part in parts):
        number = "".join(parts)
        return [number] if len(number) >= 7 else parts
    return parts


def _meaning(word: str) -> str:
    if _HAN_NUMBER.search(word) or _DASHED.fullmatch(word):
        return _or(_as_address(word), _as_number(word))
    plain = plain_name(word)
    if not plain:
        return ""
    if _LETTERS.fullmatch(plain):
        return _or(_by(PINYIN, plain), _by(INITIALS, plain), _by(NAME, plain), _by(CARD, plain))
    if any(sign.isdigit() for sign in plain):
        return _or(_as_number(plain), _whole(CARD, word), _as_estate_and_number(word))
    return _or(_by(NAME, plain), _by(ESTATE, plain))


def _as_number(word: str) -> str:
    """Digits: the beginning of a telephone, its last four, a card, a room or a building."""
    digits = plain_number(word)
    if not digits or re.search(r"[^0-9+\-() ]", word):
        return ""
    return _or(
        _by(PHONE, digits) if len(digits) >= 3 else "",
        _whole(LAST_DIGITS, digits) if len(digits) == LAST else "",
        _by(CARD, digits) if len(digits) >= 3 else "",
        _whole(ROOM, digits.lstrip("0")) if "-" not in word and len(digits) <= 4 else "",
        _whole(BUILDING, digits.lstrip("0")) if "-" not in word and len(digits) <= 2 else "",
    )


def _as_address(word: str) -> str:
    parts = parse_address(word)
    asked = [
        _by(ESTATE, parts.estate.casefold()) if parts.estate else "",
        _whole(BUILDING, parts.building.casefold()) if parts.building else "",
        _whole(UNIT, parts.unit.casefold()) if parts.unit else "",
        _whole(ROOM, parts.room.casefold()) if parts.room else "",
    ]
    return " & ".join(filter(None, asked))


def _as_estate_and_number(word: str) -> str:
    """An estate with a number in or behind its name: 新村3期, 新村12."""
    estate, _, number = re.fullmatch(r"(.*?)(([0-9]*))", word).groups()  # type: ignore[union-attr]
    if not estate:
        return ""
    whole = _by(ESTATE, word)
    if not number:
        return whole
    behind = _or(_whole(BUILDING, number), _whole(ROOM, number))
    return f"({whole} | ({_by(ESTATE, estate)} & ({behind})))"


def _by(kind: str, beginning: str) -> str:
    return f"{_quoted(kind + beginning)}:*"


def _whole(kind: str, word: str) -> str:
    return _quoted(kind + word) if word else ""


def _or(*meanings: str) -> str:
    return " | ".join(
        f"({meaning})" if "&" in meaning else meaning for meaning in meanings if meaning
    )


def _quoted(word: str) -> str:
    """One lexeme of a tsquery."""
    plain = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{plain}'"
