"""The template as a folder of CSV files that Excel opens with the right characters."""

import csv
from pathlib import Path

from fangcun_planner.district import District
from fangcun_planner.files.outgoing import Cell, rows_to_write
from fangcun_planner.files.sheets import SHEETS

FORMULA_STARTS = ("=", "+", "-", "@")


def write_csv_folder(path: Path, district: District | None = None) -> None:
    """Write one CSV file per sheet into the folder, which is made if it is not there."""
    path.mkdir(parents=True, exist_ok=True)
    for sheet in SHEETS:
        with (path / f"{sheet.name.zh}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(column.name.zh for column in sheet.columns)
            for row in rows_to_write(sheet, district):
                writer.writerow(_harmless(cell) for cell in row)


def _harmless(cell: Cell) -> Cell:
    """A text that a spreadsheet would run as a formula gets an apostrophe, which reading drops."""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return "'" + cell
    return cell
