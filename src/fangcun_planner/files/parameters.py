"""The parameter sheet: one value per row, each with a kind of its own."""

from collections.abc import Mapping
from typing import Any

from fangcun_planner.files.cells import Unreadable, is_empty
from fangcun_planner.files.schema import Column, same_word
from fangcun_planner.files.sheets import PARAMETER_ROWS
from fangcun_planner.files.sheets.settings import PARAMETERS
from fangcun_planner.files.tables import RawTable, find_header, read_cell
from fangcun_planner.problems import Problem, Severity, shown
from fangcun_planner.text import Text

VALUE = PARAMETERS.column("value").name.zh
NAME = PARAMETERS.column("parameter").name.zh


class Parameters:
    """Values by key, the rows in which they stand, and everything wrong with them."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {row.key: row.default for row in PARAMETER_ROWS}
        self.rows: dict[str, int] = {}
        self.problems: list[Problem] = []
        self.title = PARAMETERS.name.zh

    def note(self, place: tuple[int, str], value: object, severity: Severity, reason: Text) -> None:
        """Something about the cell at a row and column."""
        row, column = place
        self.problems.append(Problem(self.title, row, column, shown(value), severity, reason))

    def problem(self, key: str, value: object, severity: Severity, reason: Text) -> Problem:
        """A problem with one parameter, at its row where it has one."""
        return Problem(self.title, self.rows.get(key), VALUE, shown(value), severity, reason)


def read_parameters(raw: RawTable | None) -> Parameters:
    """Read all parameters; defaults stand for those that are not there."""
    parameters = Parameters()
    if raw is None:
        reason = Text(
            f"缺少“{PARAMETERS.name.zh}”表：{PARAMETERS.help.zh}",
            f"the sheet “{PARAMETERS.name.en}” is missing: {PARAMETERS.help.en}",
        )
        problem = Problem(PARAMETERS.name.zh, None, "", "", Severity.ERROR, reason)
        parameters.problems.append(problem)
        return parameters
    parameters.title = raw.title
    header = find_header(raw, PARAMETERS.columns)
    if not {"parameter", "value"} <= header.place.keys():
        reason = Text("需要“参数”和“值”两列", "the columns “Parameter” and “Value” are needed")
        parameters.problems.append(Problem(raw.title, header.row, "", "", Severity.ERROR, reason))
        return parameters
    for row, cells in raw.rows[header.after :]:
        if any(not is_empty(cell) for cell in cells):
            _read_parameter(parameters, row, cells, header.place)
    _say_missing(parameters)
    return parameters


def _read_parameter(parameters: Parameters, row: int, cells: Any, place: Mapping[str, int]) -> None:
    name, value = (
        cells[place[key]] if place[key] < len(cells) else None for key in ("parameter", "value")
    )
    column = _parameter_called(name)
    if column is None:
        parameters.note((row, NAME), name, Severity.WARNING, _UNKNOWN)
    elif column.key in parameters.rows:
        reason = Text(
            f"与第{parameters.rows[column.key]}行重复",
            f"the same as in row {parameters.rows[column.key]}",
        )
        parameters.note((row, NAME), name, Severity.ERROR, reason)
    else:
        parameters.rows[column.key] = row
        try:
            parameters.values[column.key] = read_cell(value, column)
        except Unreadable as wrong:
            reason = Text(
                f"{column.name.zh}：{wrong.reason.zh}", f"{column.name.en}: {wrong.reason.en}"
            )
            parameters.note((row, VALUE), value, Severity.ERROR, reason)


_UNKNOWN = Text("不认识的参数，没有读取", "unknown parameter, not read")


def _parameter_called(name: object) -> Column | None:
    lines = [name, *name.splitlines()] if isinstance(name, str) else []
    words = {same_word(line) for line in lines}
    return next(
        (
            row
            for row in PARAMETER_ROWS
            if words & {same_word(row.key), same_word(row.name.zh), same_word(row.name.en)}
        ),
        None,
    )


def _say_missing(parameters: Parameters) -> None:
    for row in PARAMETER_ROWS:
        if row.is_required and row.key not in parameters.rows:
            reason = Text(
                f"缺少参数“{row.name.zh}”：{row.help.zh}",
                f"the parameter “{row.name.en}” is missing: {row.help.en}",
            )
            parameters.problems.append(
                Problem(parameters.title, None, NAME, "", Severity.ERROR, reason)
            )
