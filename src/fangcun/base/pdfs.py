"""Papers made here, as PDF: one set of fonts on every machine, and never an empty box.

What people write holds signs that no font of a paper has. A smiley is printed as its name, a rare
character as its number, so that whoever reads the paper knows that something stood there.
"""

import json
import struct
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import emoji
import noto_cjk_sans_otc
import typst

NOT_DRAWN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
MOST_NUMBERS = 0x110000  # Unicode has no more
WIDE_MAP = 12  # the table of characters beyond the first 65,536: OpenType, "cmap", format 12

emoji.config.load_language("zh")  # papers are Chinese


def pdf_of(*, template: Traversable, facts: Mapping[str, Any]) -> bytes:
    """A paper: the template says how it looks, the facts what it says (`sys.inputs.facts`)."""
    told = json.dumps(printable(facts), ensure_ascii=False)
    made = _compiler().compile(
        input=template.read_bytes(), format="pdf", sys_inputs={"facts": told}, timestamp=0
    )
    if not isinstance(made, bytes):
        raise TypeError(f"typst gave {type(made).__name__} instead of a PDF")
    return made


def printable(told: Any) -> Any:
    """The same facts, with a name or a number for every sign that the font lacks."""
    if isinstance(told, str):
        return _with_numbers(emoji.replace_emoji(told, replace=_named))
    if isinstance(told, Mapping):
        return {name: printable(value) for name, value in told.items()}
    if isinstance(told, list | tuple):
        return [printable(value) for value in told]
    return told


def _named(signs: str, about: Mapping[str, str]) -> str:
    """〔米饭〕 for a bowl of rice; what the font can draw is drawn."""
    if all(_is_drawn(sign) for sign in signs):
        return signs
    name = about.get("zh") or about["en"]
    return f"〔{name.strip(':').replace('_', ' ')}〕"


def _with_numbers(words: str) -> str:
    return "".join(sign if _is_drawn(sign) else f"〔U+{ord(sign):04X}〕" for sign in words)


def _is_drawn(sign: str) -> bool:
    number, runs = ord(sign), _runs_of_font()
    place = bisect_right(runs, (number, MOST_NUMBERS)) - 1
    is_there = place >= 0 and number <= runs[place][1]
    return is_there or unicodedata.category(sign) in NOT_DRAWN


@lru_cache(maxsize=1)
def _runs_of_font() -> list[tuple[int, int]]:
    """The characters of the font, as runs from the first to the last of each."""
    with _font().open("rb") as file:
        font = file.read()
    start = struct.unpack_from(">I", font, 12)[0]  # the first font of the collection
    tables = struct.unpack_from(">H", font, start + 4)[0]
    for number in range(tables):
        name, _sum, at, _size = struct.unpack_from(">4sIII", font, start + 12 + 16 * number)
        if name == b"cmap":
            return _runs_of_map(font, at)
    raise ValueError("the font does not say which characters it has")


def _runs_of_map(font: bytes, at: int) -> list[tuple[int, int]]:
    maps = struct.unpack_from(">H", font, at + 2)[0]
    for number in range(maps):
        place = at + struct.unpack_from(">HHI", font, at + 4 + 8 * number)[2]
        if struct.unpack_from(">H", font, place)[0] == WIDE_MAP:
            count = struct.unpack_from(">I", font, place + 12)[0]
            runs = struct.iter_unpack(">III", font[place + 16 : place + 16 + 12 * count])
            return sorted((first, last) for first, last, _glyph in runs)
    raise ValueError("the font does not say which rare characters it has")


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    """One compiler for the process, so that fonts are read once."""
    return typst.Compiler(font_paths=[_font().parent], ignore_system_fonts=True)


def _font() -> Path:
    return Path(str(noto_cjk_sans_otc.FONT_PATH))
