"""A folder of CSV and GeoJSON files as raw tables: one file per sheet, named like it."""

import csv
import io
from pathlib import Path

from fangcun_planner.files.found import MOST_BYTES, Found, numbered, sheet_called
from fangcun_planner.files.geojson import take_geojson
from fangcun_planner.files.schema import Sheet
from fangcun_planner.files.tables import RawTable
from fangcun_planner.text import Text

GEOJSON_ENDINGS = frozenset({".geojson", ".json"})
DELIMITERS = ",;\t"
BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),  # Excel's “Unicode text”
    (b"\xfe\xff", "utf-16"),
)


def open_folder(path: Path) -> Found:
    """Read every file of the folder that is named like a sheet."""
    found = Found()
    for file in sorted(path.iterdir()):
        ending = file.suffix.casefold()
        if file.name.startswith((".", "~")) or ending not in {".csv", *GEOJSON_ENDINGS}:
            continue
        sheet = sheet_called(file.stem)
        if ending in GEOJSON_ENDINGS:
            take_geojson(found, file, sheet)
        elif sheet is None:
            found.warn(file.name, Text("不认识的文件，没有读取", "unknown file, not read"))
        else:
            _take_csv(found, file, sheet)
    return found


def _take_csv(found: Found, file: Path, sheet: Sheet) -> None:
    text = _decoded(found, file)
    if text is None:
        return
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        found.error(file.name, Text(f"CSV格式有误：{error}", f"not a sound CSV file: {error}"))
        return
    found.add(sheet.key, RawTable(file.name, numbered(rows)))


def _decoded(found: Found, file: Path) -> str | None:
    """The file's text: UTF-8, Excel's Unicode text, or GBK as Chinese Excel saves it."""
    try:
        if file.stat().st_size > MOST_BYTES:
            found.error(file.name, Text("文件过大", "the file is too large"))
            return None
        content = file.read_bytes()
    except OSError as error:
        found.error(file.name, Text(f"无法读取：{error}", f"cannot be read: {error}"))
        return None
    marked = [name for mark, name in BYTE_ORDER_MARKS if content.startswith(mark)]
    for encoding in marked or ["utf-8", "gb18030"]:
        try:
            return content.decode(encoding).replace("\0", "")
        except UnicodeDecodeError:
            continue
    found.error(
        file.name,
        Text("文字编码无法识别，请另存为UTF-8", "unknown text encoding: save the file as UTF-8"),
    )
    return None


def _delimiter(text: str) -> str:
    """Whichever of the usual ones the first line has most of."""
    first = text.split("\n", 1)[0]
    return max(DELIMITERS, key=first.count)
