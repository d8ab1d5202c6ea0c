"""Rows that are sound one by one and cannot all be true together."""

from collections.abc import Iterable, Mapping

from fangcun_planner.files.tables import Record, Table
from fangcun_planner.problems import Problem, Severity
from fangcun_planner.text import Text


def contradictions(tables: Mapping[str, Table]) -> Iterable[Problem]:
    """Everything that refuses the district although each cell is right."""
    yield from _floors(tables["spaces"], "floor")
    yield from _floors(tables["functions"], "lowest_floor", "highest_floor")
    yield from _upside_down(tables["functions"])
    for record in tables["spaces"].records:
        yield from _decided_both_ways(tables["spaces"], record)
    yield from _uncounted(tables["buildings"])
    for key in ("communities", "buildings", "spaces", "functions"):
        yield from _empty(tables[key])


def _floors(table: Table, *keys: str) -> Iterable[Problem]:
    reason = Text(
        "没有0层：一楼填1，地下一层填-1",
        "there is no floor 0: the ground floor is 1, the first basement -1",
    )
    for record in table.rows:
        for key in keys:
            if record.get(key) == 0:
                yield table.problem(record, key, 0, Severity.ERROR, reason)


def _upside_down(functions: Table) -> Iterable[Problem]:
    reason = Text("最低楼层高于最高楼层", "the lowest floor is above the highest")
    for record in functions.records:
        if record["lowest_floor"] > record["highest_floor"]:
            yield functions.problem(
                record, "lowest_floor", record["lowest_floor"], Severity.ERROR, reason
            )


def _decided_both_ways(spaces: Table, record: Record) -> Iterable[Problem]:
    for code in sorted(set(record["must_have"]) & set(record["must_not_have"])):
        reason = Text("同一功能既必须有又不得有", "a function both required and forbidden")
        yield spaces.problem(record, "must_not_have", code, Severity.ERROR, reason)
    if record["decision"] == "must_not_open" and record["must_have"]:
        reason = Text(
            "空间已排除，不能再指定必须有的功能", "the space is excluded: nothing can be there"
        )
        value = "、".join(record["must_have"])
        yield spaces.problem(record, "must_have", value, Severity.ERROR, reason)


def _uncounted(buildings: Table) -> Iterable[Problem]:
    reason = Text("人口和户数至少填一项", "fill in residents or households")
    for record in buildings.records:
        if record["residents"] is None and record["households"] is None:
            yield buildings.problem(record, "residents", "", Severity.ERROR, reason)


def _empty(table: Table) -> Iterable[Problem]:
    if table.is_present and not table.rows and not table.problems:
        reason = Text("表中没有数据", "the sheet has no rows")
        yield table.problem(None, "", "", Severity.ERROR, reason)
