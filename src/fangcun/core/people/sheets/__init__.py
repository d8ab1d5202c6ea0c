"""Residents in tables: reading a file that somebody filled in, and the file to fill in."""

from fangcun.core.people.sheets.checking import Problem, Reading, read_residents
from fangcun.core.people.sheets.template import template

__all__ = ["Problem", "Reading", "read_residents", "template"]
