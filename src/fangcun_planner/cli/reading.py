"""Read what the command was given: district, street network, and the wishes on the line."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from fangcun_planner.district import Building, District, PlanOptions, StreetNetwork
from fangcun_planner.files import ReadResult, read_district, write_problem_sheet
from fangcun_planner.plans.premises import Place, places_of
from fangcun_planner.text import Text
from fangcun_planner.walking.edge_table import read_edge_table
from fangcun_planner.walking.osm import BadStreets, read_streets

ROUND_DISTRICT_DEGREES = 0.02  # streets about 2 km beyond the last building may shorten a walk
PROBLEMS_FILE = "problems.xlsx"


class Refused(Exception):
    """The input cannot be planned; everything that is wrong has been said."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


def read_for_planning(args: argparse.Namespace) -> District:
    """Read the district and apply what the command line says instead of the file."""
    result = read_district(args.path)
    _tell_problems(result)
    _write_problems(result, args.out)
    if result.district is None:
        sheet = args.out / PROBLEMS_FILE
        raise _not_read(result, Text(f"；明细见{sheet}", f"; see {sheet}"))
    _check_effort(result.district, args)
    return _as_wished(result.district, args)


def read_to_check(args: argparse.Namespace) -> District:
    """The district that a plan was made for; nothing is written."""
    result = read_district(args.path)
    _tell_problems(result)
    if result.district is None:
        raise _not_read(result, Text("", ""))
    return _as_wished(result.district, args)


def _not_read(result: ReadResult, where: Text) -> Refused:
    count = len(result.errors)
    return Refused(
        Text(f"共{count}处错误，没有读入{where.zh}", f"{count} errors, nothing was read{where.en}")
    )


def _as_wished(district: District, args: argparse.Namespace) -> District:
    if args.streets is not None:
        district = replace(district, streets=_streets(args.streets, district))
    return replace(district, options=_options(district, args))


def _tell_problems(result: ReadResult) -> None:
    for problem in result.problems:
        print(f"{problem.severity.value}: {problem}", file=sys.stderr)


def _write_problems(result: ReadResult, out: Path) -> None:
    """Every problem at once, as a sheet to work through."""
    if not result.problems:
        return
    try:
        out.mkdir(parents=True, exist_ok=True)
        write_problem_sheet(out / PROBLEMS_FILE, result.problems)
    except OSError as error:
        raise Refused(Text(f"无法写入：{error}", f"cannot be written: {error}")) from error


def _options(district: District, args: argparse.Namespace) -> PlanOptions:
    must_open, must_not = frozenset(args.must_open), frozenset(args.must_not_open)
    _check_wishes(district, args, must_open, must_not)
    given = district.options
    return replace(
        given,
        budget_fen=given.budget_fen if args.budget is None else args.budget,
        open_at_most=given.open_at_most if args.open is None else args.open,
        must_open=(given.must_open - must_not) | must_open,
        must_not_open=(given.must_not_open - must_open) | must_not,
    )


def _check_wishes(
    district: District,
    args: argparse.Namespace,
    must_open: frozenset[str],
    must_not: frozenset[str],
) -> None:
    spaces = {space.id for space in district.spaces}
    _refuse_any((must_open | must_not) - spaces, Text("没有这些空间", "no such spaces"))
    _refuse_any(must_open & must_not, Text("既要启用又不得启用", "must open and must not open"))
    if args.open is not None and args.open < 0:
        raise Refused(Text("--open不能小于0", "--open must be at least 0"))


def _check_effort(district: District, args: argparse.Namespace) -> None:
    communities = {community.code for community in district.communities}
    _refuse_any(
        frozenset(args.communities or ()) - communities,
        Text("没有这些社区代码", "no such community codes"),
    )
    if not (args.time > 0 and 0 <= args.gap < 1):
        raise Refused(
            Text("--time应大于0，--gap应在0与1之间", "--time must be above 0, --gap from 0 to 1")
        )


def _refuse_any(wrong: frozenset[str], reason: Text) -> None:
    if wrong:
        names = ", ".join(sorted(wrong))
        raise Refused(Text(f"{reason.zh}：{names}", f"{reason.en}: {names}"))


def _streets(path: Path, district: District) -> StreetNetwork:
    if path.suffix.casefold() == ".csv":
        return _streets_of_table(path)
    try:
        return read_streets(path, bbox=_box(district))
    except BadStreets as bad:
        raise Refused(bad.reason) from bad


def _streets_of_table(path: Path) -> StreetNetwork:
    streets, problems = read_edge_table(path)
    for problem in problems:
        print(f"{problem.severity.value}: {problem}", file=sys.stderr)
    if streets is None:
        raise Refused(Text("路网文件有误，没有读入", "the street file has errors and was not read"))
    return streets


def _box(district: District) -> tuple[float, float, float, float]:
    """West, south, east, north of everything that walks start from or lead to."""
    places: list[Building | Place] = [*district.buildings, *places_of(district)]
    lons, lats = [place.lon for place in places], [place.lat for place in places]
    far = ROUND_DISTRICT_DEGREES
    return min(lons) - far, min(lats) - far, max(lons) + far, max(lats) + far
