"""What a template holds before and after somebody fills it in, as people write it."""

from collections.abc import Iterable, Mapping
from typing import Any

from fangcun_planner.defaults import default_functions, default_rules
from fangcun_planner.district import District
from fangcun_planner.files.cells import FEN_PER_YUAN
from fangcun_planner.files.rows import (
    ROWS_OF,
    Row,
    function_rows,
    module_rows,
    parameter_values,
    rule_rows,
)
from fangcun_planner.files.schema import Column, Kind, Sheet
from fangcun_planner.files.sheets import PARAMETER_ROWS

Cell = Any
"""None, str, int, float or date: what is written into one cell."""


def rows_to_write(sheet: Sheet, district: District | None) -> Iterable[list[Cell]]:
    """The rows of a sheet, one cell per column; of a new district the rule pack alone."""
    if sheet.key == "parameters":
        return _parameter_cells(district)
    names = {f.code: f.name.zh for f in (district.functions if district else default_functions())}
    return (
        [written(row.get(column.key), column, names) for column in sheet.columns]
        for row in _rows(sheet.key, district)
    )


def written(value: Any, column: Column, function_names: Mapping[str, str]) -> Cell:
    """A value as people write it: yuan, 是 and 否, the words of choices, names of functions."""
    if column.kind is Kind.YUAN and value is not None:
        return value // FEN_PER_YUAN if value % FEN_PER_YUAN == 0 else value / FEN_PER_YUAN
    if column.kind is Kind.YES_NO:
        return "是" if value else "否"
    if column.kind is Kind.CHOICE:
        return {choice.value: choice.name.zh for choice in column.choices}[value]
    if column.kind is Kind.REFERENCES:
        return "、".join(value)
    if column.refers_to == "functions":
        is_own = list(function_names.values()).count(function_names[value]) == 1
        return function_names[value] if is_own else value
    return value


def _rows(key: str, district: District | None) -> Iterable[Row]:
    if district is not None:
        return ROWS_OF[key](district)
    if key == "functions":
        return function_rows(default_functions(), None)
    if key == "modules":
        return module_rows(default_functions())
    if key == "rules":
        return rule_rows(default_rules())
    return ()


def _parameter_cells(district: District | None) -> Iterable[list[Cell]]:
    values = parameter_values(district) if district else {}
    for row in PARAMETER_ROWS:
        value = written(values.get(row.key, row.default), row, {})
        unit = f"（{row.unit}）" if row.unit else ""
        yield [row.name.zh + unit, value, f"{row.help.zh} / {row.name.en}: {row.help.en}"]
