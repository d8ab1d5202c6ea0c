"""From a file or folder to a district, or to everything that is wrong with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from fangcun_planner.district import District
from fangcun_planner.files.assemble import assemble
from fangcun_planner.files.contradictions import contradictions
from fangcun_planner.files.defaults_in import with_defaults
from fangcun_planner.files.folder import GEOJSON_ENDINGS, open_folder
from fangcun_planner.files.found import Found
from fangcun_planner.files.geojson import open_geojson
from fangcun_planner.files.links import linked, repeated
from fangcun_planner.files.oddities import oddities
from fangcun_planner.files.parameters import read_parameters
from fangcun_planner.files.positions import WITH_POSITION, positions_of, rings_of, strays
from fangcun_planner.files.sheets import SHEETS
from fangcun_planner.files.streets_in import streets_of
from fangcun_planner.files.tables import Table, missing_table, read_table
from fangcun_planner.files.workbook_in import open_workbook
from fangcun_planner.geo.crs import Crs
from fangcun_planner.problems import Problem, Severity
from fangcun_planner.text import Text

WORKBOOK_ENDINGS = frozenset({".xlsx", ".xlsm"})


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A district, or None and why; problems in the order of the sheets and their rows."""

    district: District | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What refuses the file."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What somebody should look at."""
        return tuple(p for p in self.problems if p.severity is Severity.WARNING)


def read_district(path: Path) -> ReadResult:
    """Read a workbook, a folder of CSV and GeoJSON files, or one GeoJSON file.

    Nothing is half imported: one error anywhere, and there is no district. Every problem is
    found at once. Whatever the file holds, the answer is a result; only a fault of this program
    raises.
    """
    ending = path.suffix.casefold()
    if path.is_dir():
        return read_folder(path)
    if not path.is_file():
        return _refused(path, Text("文件不存在", "there is no such file"))
    if ending in WORKBOOK_ENDINGS:
        return read_workbook(path)
    if ending in GEOJSON_ENDINGS:
        return read_found(open_geojson(path))
    return _refused(
        path,
        Text(
            "请提供.xlsx工作簿、CSV文件夹或.geojson文件",
            "give a .xlsx workbook, a folder of CSV files, or a .geojson file",
        ),
    )


def read_workbook(path: Path) -> ReadResult:
    """Read an Excel workbook, whatever its name ends in."""
    return read_found(open_workbook(path))


def read_folder(path: Path) -> ReadResult:
    """Read a folder of CSV and GeoJSON files."""
    return read_found(open_folder(path))


def _refused(path: Path, reason: Text) -> ReadResult:
    return ReadResult(None, (Problem(path.name, None, "", "", Severity.ERROR, reason),))


def read_found(found: Found) -> ReadResult:
    """Make a district of the tables of any file, or say everything that is wrong with them."""
    if not found.tables and _has_error(found.problems):
        return ReadResult(None, tuple(found.problems))  # not a district at all: no more to say
    parameters = read_parameters(found.tables.get("parameters"))
    tables, wrong = _tables(found)
    problems = [*found.problems, *parameters.problems, *wrong]
    crs, boundary_crs = Crs(parameters.values["crs"]), Crs(parameters.values["boundary_crs"])
    positions = {}
    for key in WITH_POSITION:
        positions[key], wrong = positions_of(tables[key], crs)
        problems += wrong
    boundary, bad_rings = rings_of(tables["boundary"], boundary_crs)
    streets, bad_streets = streets_of(tables["streets"], crs)
    problems += [*bad_rings, *bad_streets, *strays(tables, positions, boundary, parameters)]
    if _has_error(problems):
        return ReadResult(None, _in_order(problems, tables))
    district = assemble(
        tables=tables,
        positions=positions,
        parameters=parameters.values,
        boundary=boundary,
        streets=streets,
    )
    return ReadResult(district, _in_order([*problems, *oddities(tables, district)], tables))


def _tables(found: Found) -> tuple[dict[str, Table], list[Problem]]:
    """Every sheet but the parameters, defaults filled in and references resolved."""
    tables = {
        sheet.key: read_table(found.tables[sheet.key], sheet)
        if sheet.key in found.tables
        else missing_table(sheet)
        for sheet in SHEETS
        if sheet.key != "parameters"
    }
    problems: list[Problem] = []
    for table in tables.values():
        problems += [*table.problems, *repeated(table)]
    tables, used_defaults = with_defaults(tables)
    tables, void = linked(tables)
    return tables, [*problems, *used_defaults, *void, *contradictions(tables)]


def _has_error(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


def _in_order(problems: Iterable[Problem], tables: Mapping[str, Table]) -> tuple[Problem, ...]:
    """As somebody works through the file: sheet by sheet, row by row; twins only once."""
    titles = [table.title for table in tables.values()]
    place = {title: number for number, title in enumerate(titles)}
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda p: (place.get(p.sheet, -1), p.row or 0)))
