"""What is found in a line, and what was known before reading it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

LONGEST_VALUE = 200
"""Characters that a field of a request holds; the line itself is always kept whole."""

FULL_WIDTH = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: " "}
LOOK_ALIKES = str.maketrans({"﹣": "-", "－": "-", "–": "-", "—": "-", "−": "-", "曰": "日"})


class PieceKind(StrEnum):
    """What a part of the line says."""

    DAY = "day"
    HALF = "half"
    CATEGORY = "category"
    SERVICE = "service"
    PLACE = "place"
    NAME = "name"
    PHONE = "phone"
    URGENT = "urgent"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the line, from `start` up to but without `end`, in characters."""

    kind: PieceKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """The words by which something with this code is recognised."""

    code: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the house knows before it reads: categories, services, estates and streets."""

    categories: tuple[Words, ...] = ()
    services: tuple[Words, ...] = ()
    estates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadLine:
    """What a line says; what it does not say for certain stays empty."""

    line: str
    wanted: str = ""
    wished_on: date | None = None
    wished_half: str = ""
    category: str = ""
    service: str = ""
    place: str = ""
    caller_name: str = ""
    caller_phone: str = ""
    is_urgent: bool = False
    channel: str = ""
    pieces: tuple[Piece, ...] = field(default=())


class Paper:
    """A line on the table: read again and again, with what is already claimed covered up.

    `text` has one character for each of the line, so that places in one are places in the other.
    """

    def __init__(self, line: str) -> None:
        self.line = line
        self.text = line.translate(FULL_WIDTH).translate(LOOK_ALIKES)
        self.pieces: list[Piece] = []

    def claim(self, kind: PieceKind, start: int, end: int) -> str:
        """Say what a part is, and cover it; gives the words that were there."""
        words = self.text[start:end]
        self.mark(kind, start, end)
        self.text = self.text[:start] + COVER * (end - start) + self.text[end:]
        return words

    def mark(self, kind: PieceKind, start: int, end: int) -> None:
        """Say what a part is, and leave it readable: it also belongs to the wanted words."""
        self.pieces.append(Piece(kind, start, end))

    def found(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        return pattern.finditer(self.text)


COVER = "\ue000"
"""Stands where something was claimed; a private character that the patterns take for a gap."""


@lru_cache(maxsize=64)
def any_of(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """One pattern for many words, the longest first."""
    known = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    if not known:
        return None
    return re.compile("|".join(re.escape(word) for word in known), re.IGNORECASE)
