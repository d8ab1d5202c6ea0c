"""A workbook's archive, looked at before it is read: corners, sizes, cells that are errors."""

import re
import zipfile
from collections.abc import Iterable
from typing import NamedTuple
from xml.etree import ElementTree

from fangcun_planner.text import Text

MOST_UNPACKED_BYTES = 500_000_000
MOST_CELLS = 10_000_000  # of one sheet, the empty ones up to its last corner included

_CELL = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_ERROR = re.compile(
    rb"""<c\b(?=[^>]*\bt=["']e["'])[^>]*\br=["']([A-Z]{1,3})([0-9]{1,7})["'][^>]*>"""
    rb"""(?:<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)?(?:<v>([^<]{0,20})</v>)?"""
)
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class ErrorCell(NamedTuple):
    """A cell whose formula failed; readers would take it for empty."""

    title: str
    row: int  # from 1
    column: int  # from 1
    value: str


def far_cell(archive: zipfile.ZipFile) -> Text | None:
    """A refusal of a sheet that one stray cell blows up, if there is one.

    A cell in the last corner of a sheet makes a table of 17 thousand million cells, which no
    machine can hold.
    """
    for part in _sheet_parts(archive):
        rows = columns = 1
        for letters, number in _CELL.findall(archive.read(part)):
            rows = max(rows, int(number))
            columns = max(columns, _column_number(letters))
        if rows * columns > MOST_CELLS:
            place = f"{rows} × {columns}"
            return Text(
                f"{part}有远处的单元格（{place}），请删除多余的行列",
                f"{part} has a far-away cell ({place}): delete the surplus rows and columns",
            )
    return None


def unpacks_too_large(archive: zipfile.ZipFile) -> bool:
    """Whether the parts together are larger than any district."""
    return sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED_BYTES


def error_cells(archive: zipfile.ZipFile) -> Iterable[ErrorCell]:
    """Every cell that shows #N/A, #REF! and the like."""
    titles = _titles(archive)
    for part in _sheet_parts(archive):
        for letters, number, value in _ERROR.findall(archive.read(part)):
            yield ErrorCell(
                title=titles.get(part, part),
                row=int(number),
                column=_column_number(letters),
                value=value.decode("utf-8", "replace"),
            )


def _sheet_parts(archive: zipfile.ZipFile) -> list[str]:
    return [part for part in archive.namelist() if part.startswith("xl/worksheets/sheet")]


def _titles(archive: zipfile.ZipFile) -> dict[str, str]:
    """Title of a sheet by the name of its part; empty where the archive does not tell."""
    try:
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
    except (KeyError, ElementTree.ParseError):
        return {}
    part = {
        relation.get("Id"): "xl/" + relation.get("Target", "").removeprefix("/xl/")
        for relation in relations
    }
    sheets = (element for element in book.iter() if element.tag.endswith("}sheet"))
    return {part.get(s.get(_RELATION), ""): s.get("name", "") for s in sheets}


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
