"""A district's files: the template that is filled in, and the reading of what was filled in.

`read_district` takes an Excel workbook, a folder of CSV and GeoJSON files, or one GeoJSON file.
"""

from fangcun_planner.files.folder_out import write_csv_folder
from fangcun_planner.files.problem_sheet import problem_sheet_bytes, write_problem_sheet
from fangcun_planner.files.read import ReadResult, read_district, read_folder, read_workbook
from fangcun_planner.files.workbook_out import template_bytes, write_template
from fangcun_planner.problems import Problem, Severity

__all__ = [
    "Problem",
    "ReadResult",
    "Severity",
    "problem_sheet_bytes",
    "read_district",
    "read_folder",
    "read_workbook",
    "template_bytes",
    "write_csv_folder",
    "write_problem_sheet",
    "write_template",
]
