"""The sheet of problems that a user works through in a spreadsheet."""

import io
from collections.abc import Iterable
from pathlib import Path

import xlsxwriter

from fangcun_planner.problems import SEVERITY_NAMES, Problem, Severity
from fangcun_planner.text import Text


def write_problem_sheet(path: Path, problems: Iterable[Problem]) -> None:
    """Write the problems as an Excel sheet to work through, errors first."""
    path.write_bytes(problem_sheet_bytes(problems))


def problem_sheet_bytes(problems: Iterable[Problem]) -> bytes:
    """The sheet of problems, for a download."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("问题 Problems")
        bold = book.add_format({"bold": True, "bg_color": "#E8EEF4", "border": 1})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        sheet.freeze_panes(1, 0)
        for column, (name, width) in enumerate(PROBLEM_COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, str(name), bold)
        ordered = sorted(problems, key=lambda problem: problem.severity is Severity.WARNING)
        for row, problem in enumerate(ordered, start=1):
            _write_problem(sheet, row, problem, wrap)
        sheet.autofilter(0, 0, max(1, len(ordered)), len(PROBLEM_COLUMNS) - 1)
    return content.getvalue()


PROBLEM_COLUMNS = (
    (Text("程度", "Severity"), 16),
    (Text("表", "Sheet"), 16),
    (Text("行", "Row"), 10),
    (Text("列", "Column"), 18),
    (Text("值", "Value"), 24),
    (Text("原因", "Reason (Chinese)"), 50),
    (Text("原因（英文）", "Reason (English)"), 60),
)


def _write_problem(
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    problem: Problem,
    wrap: xlsxwriter.format.Format,
) -> None:
    sheet.write_string(row, 0, str(SEVERITY_NAMES[problem.severity]), wrap)
    sheet.write_string(row, 1, problem.sheet, wrap)
    if problem.row is not None:
        sheet.write_number(row, 2, problem.row, wrap)
    sheet.write_string(row, 3, problem.column, wrap)
    sheet.write_string(row, 4, problem.value, wrap)
    sheet.write_string(row, 5, problem.reason.zh, wrap)
    sheet.write_string(row, 6, problem.reason.en, wrap)
