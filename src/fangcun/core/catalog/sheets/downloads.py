"""Files to fill in, and what is on record in the same form."""

import io
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from fangcun_planner.district import District
from fangcun_planner.files import (
    Problem,
    write_csv_folder,
    write_problem_sheet,
    write_template,
)


def workbook(district: District | None) -> bytes:
    """The workbook to fill in; with a district, filled in already."""
    return _written(lambda path: write_template(path, district))


def problem_workbook(problems: Iterable[Problem]) -> bytes:
    """The problems as a sheet to work through."""
    return _written(lambda path: write_problem_sheet(path, problems))


def csv_archive(district: District | None) -> bytes:
    """One CSV file per sheet, packed."""
    content = io.BytesIO()
    with (
        TemporaryDirectory() as folder,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        write_csv_folder(Path(folder), district)
        for file in sorted(Path(folder).iterdir()):
            archive.write(file, file.name)
    return content.getvalue()


def _written(write: Callable[[Path], None]) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.xlsx"
        write(path)
        return path.read_bytes()
