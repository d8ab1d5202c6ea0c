"""Reading what was uploaded; whatever the bytes, the answer is a result or what is wrong."""

import shutil
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from fangcun_planner.district import District, StreetNetwork
from fangcun_planner.files import Problem, ReadResult, Severity, read_district
from fangcun_planner.files.folder import open_folder
from fangcun_planner.files.sheets import SHEETS
from fangcun_planner.files.streets_in import streets_of
from fangcun_planner.files.tables import missing_table, read_table
from fangcun_planner.geo.crs import Crs
from fangcun_planner.text import Text
from fangcun_planner.walking.osm import BadStreets, Box, read_streets

TABLE_ENDINGS = frozenset({".csv", ".geojson", ".json"})

MOST_PARTS = 200
MOST_UNPACKED_BYTES = 500_000_000
UTF8_NAMES = 0x800  # bit of a zip entry's flags
MARGIN_DEGREES = 0.02  # streets are kept some 2 km beyond the outermost place


@dataclass(frozen=True, slots=True)
class Upload:
    """Files kept between looking at them and importing them."""

    district: Path | None
    district_name: str  # as the visitor knows it
    streets: Path | None
    streets_name: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the files say, and everything that is wrong or odd in them."""

    district: District | None
    streets: StreetNetwork | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if p.severity is Severity.WARNING)


def read_upload(upload: Upload, *, present: District | None) -> Reading:
    """Read both files; streets outside the new or the `present` district are left out."""
    result = ReadResult(None, ())
    if upload.district is not None:
        result = _read_district(upload.district)
    around = result.district or present
    if upload.streets is None:
        return Reading(result.district, None, result.problems)
    streets, problems = _read_streets(upload.streets, bbox=_box(around) if around else None)
    return Reading(result.district, streets, (*result.problems, *problems))


def _read_district(path: Path) -> ReadResult:
    if path.suffix.casefold() != ".zip":
        return read_district(path)
    with TemporaryDirectory() as folder:
        refusal = _unpack(path, Path(folder))
        if refusal is None:
            return read_district(Path(folder))
    return ReadResult(None, (Problem("", None, "", "", Severity.ERROR, refusal),))


def _unpack(path: Path, folder: Path) -> Text | None:
    """Lay the tables of an archive side by side, whatever its folders; say why if it cannot be."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [part for part in archive.infolist() if _is_table(part)]
            if not parts:
                return Text(
                    "压缩包里没有CSV或GeoJSON文件", "the archive holds no CSV or GeoJSON file"
                )
            if len({_name_of(part) for part in parts}) < len(parts):
                return Text(
                    "压缩包里有同名文件，不知道该读哪一个",
                    "the archive holds two files of one name: which one is meant?",
                )
            if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > MOST_UNPACKED_BYTES:
                return Text("压缩包解压后过大", "the archive is too large when unpacked")
            for part in parts:
                with archive.open(part) as packed, (folder / _name_of(part)).open("wb") as plain:
                    shutil.copyfileobj(packed, plain)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError):
        return Text("不是完好的压缩包（.zip）", "not a sound archive (.zip)")
    except NotImplementedError:
        return Text(
            "压缩方式不支持，请重新压缩为普通.zip", "unknown compression: pack a plain .zip"
        )
    return None


def _is_table(part: zipfile.ZipInfo) -> bool:
    name = _name_of(part)
    is_hidden = name.startswith(".") or "__MACOSX" in part.filename
    return not part.is_dir() and not is_hidden and Path(name).suffix.casefold() in TABLE_ENDINGS


def _name_of(part: zipfile.ZipInfo) -> str:
    """The file's own name; Chinese Windows packs names in GBK without saying so."""
    name = part.filename
    if not part.flag_bits & UTF8_NAMES:
        try:
            name = name.encode("cp437").decode("gb18030")
        except UnicodeError:
            name = part.filename
    return PurePosixPath(name.replace("\\", "/").replace("\0", "")).name


def _read_streets(
    path: Path, *, bbox: Box | None
) -> tuple[StreetNetwork | None, tuple[Problem, ...]]:
    if path.suffix.casefold() == ".csv":
        return _read_street_table(path)
    try:
        return read_streets(path, bbox=bbox), ()
    except BadStreets as bad:
        return None, (Problem(path.name, None, "", "", Severity.ERROR, bad.reason),)


def _read_street_table(path: Path) -> tuple[StreetNetwork | None, tuple[Problem, ...]]:
    """A table of segments alone: the street sheet of the workbook as one CSV file, WGS-84."""
    sheet = next(sheet for sheet in SHEETS if sheet.key == "streets")
    with TemporaryDirectory() as folder:
        shutil.copyfile(path, Path(folder) / f"{sheet.name.zh}.csv")
        found = open_folder(Path(folder))
    raw = found.tables.get("streets")
    table = read_table(raw, sheet) if raw is not None else missing_table(sheet)
    streets, problems = streets_of(table, Crs.WGS84)
    said = (*found.problems, *table.problems, *problems)
    if streets is None and not any(problem.severity is Severity.ERROR for problem in said):
        nothing = Text("没有读到任何路段", "no street segment was found")
        said = (*said, Problem(sheet.name.zh, None, "", "", Severity.ERROR, nothing))
    return streets, said


def _box(district: District) -> Box:
    """West, south, east, north of everything in the district, and a little more."""
    points = [point for ring in district.boundary for point in ring] or [
        (building.lon, building.lat) for building in district.buildings
    ]
    lon, lat = [point[0] for point in points], [point[1] for point in points]
    return (
        min(lon) - MARGIN_DEGREES,
        min(lat) - MARGIN_DEGREES,
        max(lon) + MARGIN_DEGREES,
        max(lat) + MARGIN_DEGREES,
    )
