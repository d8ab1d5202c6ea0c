"""Every sheet of a district's workbook, in the order in which it is filled in."""

from fangcun_planner.files.schema import Sheet
from fangcun_planner.files.sheets.people import BUILDINGS, COMMUNITIES
from fangcun_planner.files.sheets.premises import FACILITIES, FACILITY_FUNCTIONS, SPACES
from fangcun_planner.files.sheets.services import FUNCTIONS, MODULES
from fangcun_planner.files.sheets.settings import (
    BOUNDARY,
    PARAMETER_ROWS,
    PARAMETERS,
    RULES,
    STREETS,
)

SHEETS: tuple[Sheet, ...] = (
    PARAMETERS,
    COMMUNITIES,
    BUILDINGS,
    SPACES,
    FACILITIES,
    FACILITY_FUNCTIONS,
    FUNCTIONS,
    MODULES,
    RULES,
    BOUNDARY,
    STREETS,
)

__all__ = ["PARAMETER_ROWS", "SHEETS"]
