"""The sentences of the site: collected by room, compiled, and checked that none is missing.

Chinese is the source; the English catalogue of a room lies in its ``locale/en/LC_MESSAGES``.
Usage: messages.py collect | compile | check
"""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SITE = Path(__file__).resolve().parents[1] / "src" / "fangcun"
KEYWORDS = {
    "_": None,
    "_now": None,  # where a file says most of its sentences later
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
CALL = re.compile(r"\b(?:_|n?gettext|p?gettext)\(")

Sentence = tuple[str | None, str | tuple[str, str], str]  # context, id (or ids), place


def rooms() -> list[Path]:
    """Every folder that keeps a catalogue: the apps, and the configuration."""
    return sorted({path.parent for path in SITE.rglob("apps.py")} | {SITE / "config"})


def sentences_of(room: Path) -> Iterator[Sentence]:
    """Every translatable sentence in a room's Python files and templates."""
    for path in sorted(room.rglob("*.py")):
        if "tests" not in path.parts and "migrations" not in path.parts:
            yield from _in_python(path.read_bytes(), path)
    for path in sorted([*room.rglob("*.html"), *room.rglob("*.txt")]):
        yield from _in_python(_as_python(path), path)


def _as_python(template: Path) -> bytes:
    """The translation calls of a template, one a line, as Python."""
    from django.utils.translation.template import templatize

    text = templatize(template.read_text(), origin=str(template))
    calls = []
    for found in CALL.finditer(text):
        end = _end_of_call(text, found.end())
        calls.append(text[found.start() : end].replace("\n", " ").replace("ugettext", "gettext"))
    return "\n".join(calls).encode()


def _end_of_call(text: str, position: int) -> int:
    quote, depth = "", 1
    while depth:
        letter = text[position]
        if quote:
            if letter == "\\":
                position += 1
            elif letter == quote:
                quote = ""
        elif letter in "\"'":
            quote = letter
        else:
            depth += {"(": 1, ")": -1}.get(letter, 0)
        position += 1
    return position


def _in_python(source: bytes, path: Path) -> Iterator[Sentence]:
    found = extract_python(BytesIO(source), list(KEYWORDS), [], {"encoding": "utf-8"})
    for line, function, arguments, _comments in found:
        words = arguments if isinstance(arguments, tuple) else (arguments,)
        if not words or not isinstance(words[0], str):
            continue
        place = f"{path.relative_to(SITE)}:{line}"
        if function.startswith("pgettext"):
            yield words[0], words[1], place
        elif function.startswith("ngettext"):
            yield None, (words[0], words[1]), place
        else:
            yield None, words[0], place


def catalogue_path(room: Path) -> Path:
    return room / "locale" / "en" / "LC_MESSAGES" / "django.po"


def read_catalogue(room: Path) -> Catalog:
    path = catalogue_path(room)
    if not path.exists():
        return Catalog(locale="en", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale="en")


def collect() -> int:
    """Write what is new into the catalogues and drop what is no longer said."""
    for room in rooms():
        old, new = read_catalogue(room), Catalog(locale="en", fuzzy=False)
        for context, words, place in sentences_of(room):
            was = old.get(words, context=context)
            new.add(
                words,
                was.string if was else None,
                context=context,
                locations=[(place.split(":")[0], None)],
            )
        path = catalogue_path(room)
        if not len(new):
            path.unlink(missing_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(
                file, new, width=100, sort_output=True, omit_header=False, include_lineno=False
            )
        _settle_header(path)
    return 0


def _settle_header(path: Path) -> None:
    """Leave out dates and tool names, so that a catalogue changes only when a sentence does."""
    lines = path.read_text().splitlines(keepends=True)
    kept = [
        line
        for line in lines
        if not line.startswith(
            (
                '"POT-Creation',
                '"PO-Revision',
                '"Generated-By',
                '"Last-Translator',
                '"Language-Team',
                '"Project-Id',
                '"Report-Msgid',
                "# ",
            )
        )
    ]
    path.write_text("".join(kept))


def compile_all() -> int:
    """Make the compiled catalogues that Django reads, where a source is newer."""
    for path in SITE.rglob("django.po"):
        compiled = path.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime:
            continue
        with path.open("rb") as source, compiled.open("wb") as target:
            write_mo(target, read_po(source, locale="en"))
    return 0


def missing() -> list[str]:
    """Sentences that the site says and that no English catalogue knows."""
    lacking = []
    for room in rooms():
        known = read_catalogue(room)
        for context, words, place in sentences_of(room):
            message = known.get(words, context=context)
            strings = message.string if message else ""
            if not all([strings] if isinstance(strings, str) else strings):
                lacking.append(f"{place}: {words}")
    return sorted(set(lacking))


def check() -> int:
    """Say every sentence without an English twin; 1 if there is one."""
    lacking = missing()
    print("\n".join(lacking) if lacking else "the English catalogue is complete")
    return 1 if lacking else 0


if __name__ == "__main__":
    import django
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    sys.exit({"collect": collect, "compile": compile_all, "check": check}[sys.argv[1]]())
