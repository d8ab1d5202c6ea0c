"""What is possible but rarely meant: warnings that ask somebody to look again."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from fangcun_planner.district import Community, District
from fangcun_planner.files.tables import Record, Table
from fangcun_planner.problems import Problem, Severity
from fangcun_planner.text import Text


def oddities(tables: Mapping[str, Table], district: District) -> Iterable[Problem]:
    """Every warning about a district that could be read."""
    yield from _areas(tables["spaces"], district)
    yield from _communities(tables["communities"], district)
    for key, what in (("communities", "name"), ("spaces", "name"), ("facilities", "name")):
        yield from _shared(tables[key], what, lambda record: record["name"])
    for key in ("buildings", "spaces", "facilities"):
        yield from _shared(tables[key], "lon", lambda record: (record["lon"], record["lat"]))
    yield from _functions(tables["functions"], district)
    yield from _idle_facilities(tables["facilities"], district)


def _areas(spaces: Table, district: District) -> Iterable[Problem]:
    least, most = district.rule("plausible_min_area_m2"), district.rule("plausible_max_area_m2")
    for record in spaces.records:
        area = record["floor_area_m2"]
        if not least <= area <= most:
            reason = Text(
                f"面积少见（通常{least:g}至{most:g}㎡），请核对",
                f"an unusual area (usually {least:g} to {most:g} m²): please check",
            )
            yield _warning(spaces, record, "floor_area_m2", area, reason)


def _communities(table: Table, district: District) -> Iterable[Problem]:
    housed: defaultdict[str, int] = defaultdict(int)
    for building in district.buildings:
        housed[building.community] += building.residents
    for record, community in zip(table.records, district.communities, strict=True):
        if community.residents == 0:
            reason = Text("社区没有居民", "the community has no residents")
            yield _warning(table, record, "code", community.name, reason)
        if community.code not in housed:
            reason = Text(
                "社区没有楼栋，不会为它规划", "without buildings nothing is planned for it"
            )
            yield _warning(table, record, "code", community.name, reason)
        else:
            yield from _difference(table, record, community, housed[community.code], district)
        yield from _household_size(table, record, community, district)


def _difference(
    table: Table, record: Record, community: Community, housed: int, district: District
) -> Iterable[Problem]:
    share = district.rule("resident_difference_share")
    if abs(housed - community.residents) > share * max(housed, community.residents):
        reason = Text(
            f"社区人口{community.residents}人，楼栋人口合计{housed}人，相差较多",
            f"{community.residents} residents in the community, {housed} in its buildings",
        )
        yield _warning(table, record, "code", community.name, reason)


def _household_size(
    table: Table, record: Record, community: Community, district: District
) -> Iterable[Problem]:
    least, most = district.rule("plausible_min_household"), district.rule("plausible_max_household")
    size = community.residents / community.households if community.households else 0.0
    if community.residents and not least <= size <= most:
        reason = Text(
            f"户均{size:.1f}人少见，请核对户数和人口",
            f"{size:.1f} persons per household is unusual: check households and residents",
        )
        yield _warning(table, record, "households", community.households, reason)


def _shared(table: Table, key: str, of: Callable[[Record], Any]) -> Iterable[Problem]:
    """Rows that have the same name or the same position as one above."""
    first_row: dict[Any, int] = {}
    for record in table.records:
        value = of(record)
        if value in first_row:
            shown = value if isinstance(value, str) else f"{value[0]}, {value[1]}"
            what = Text("名称", "name") if key == "name" else Text("位置", "position")
            reason = Text(
                f"{what.zh}与第{first_row[value]}行相同，是否重复录入？",
                f"the same {what.en} as in row {first_row[value]}: entered twice?",
            )
            yield _warning(table, record, key, shown, reason)
        first_row.setdefault(value, record.row)


def _functions(table: Table, district: District) -> Iterable[Problem]:
    for record, function in zip(table.records, district.functions, strict=True):
        if not function.modules:
            reason = Text("没有模块，无法配置此功能", "without modules it cannot be placed")
            yield _warning(table, record, "code", function.code, reason)
        if function.elder_reach_m > function.reach_m:
            reason = Text("老人步行距离大于一般居民", "elders walk farther than others")
            yield _warning(table, record, "elder_reach_m", function.elder_reach_m, reason)
        if not any(function.need_rate):
            reason = Text("没有人需要此功能：需求率都是0", "nobody needs it: all need rates are 0")
            yield _warning(table, record, "code", function.code, reason)


def _idle_facilities(table: Table, district: District) -> Iterable[Problem]:
    for record, facility in zip(table.records, district.facilities, strict=True):
        if not facility.capacity:
            reason = Text("没有填写设施功能，按不提供服务计", "without functions it serves nobody")
            yield _warning(table, record, "id", facility.id, reason)


def _warning(table: Table, record: Record, key: str, value: object, reason: Text) -> Problem:
    return table.problem(record, key, value, Severity.WARNING, reason)
