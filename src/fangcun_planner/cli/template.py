"""`fangcun-plan template`: write the files that a district fills in."""

import argparse
import sys
from pathlib import Path
from typing import Any

from fangcun_planner.demo import demo_district
from fangcun_planner.files import write_csv_folder, write_template
from fangcun_planner.text import Text

DONE, REFUSED = 0, 2


def add_parser(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command `template` to the command line."""
    parser = subparsers.add_parser(
        "template",
        help="写出待填的工作簿 / write the workbook to fill in",
        description=(
            "写出一个区的工作簿模板，列头带说明和下拉选项。"
            " / Write the workbook of a district, with help in every header and drop-downs."
        ),
    )
    parser.add_argument("path", type=Path, help="文件，如 district.xlsx / file to write")
    parser.add_argument(
        "--demo", action="store_true", help="填入演示区数据 / filled in with the demo district"
    )
    parser.add_argument(
        "--csv-folder",
        action="store_true",
        help="写成一个CSV文件夹 / a folder of CSV files instead of a workbook",
    )
    parser.add_argument(
        "--force", action="store_true", help="覆盖已有文件 / overwrite what is there"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the template; answers 0, or 2 where nothing was written."""
    path: Path = args.path
    refusal = _refusal(path, is_folder=args.csv_folder, may_overwrite=args.force)
    if refusal is not None:
        print(refusal, file=sys.stderr)
        return REFUSED
    district = demo_district() if args.demo else None
    try:
        (write_csv_folder if args.csv_folder else write_template)(path, district)
    except OSError as error:
        print(Text(f"无法写入：{error}", f"cannot be written: {error}"), file=sys.stderr)
        return REFUSED
    print(Text(f"已写出 {path}", f"wrote {path}"))
    return DONE


def _refusal(path: Path, *, is_folder: bool, may_overwrite: bool) -> Text | None:
    if not is_folder and path.suffix.casefold() != ".xlsx":
        return Text("文件名应以.xlsx结尾", "the name of the file must end in .xlsx")
    if is_folder and path.exists() and not path.is_dir():
        return Text(f"{path}不是文件夹", f"{path} is not a folder")
    if not is_folder and path.is_dir():
        return Text(f"{path}是文件夹", f"{path} is a folder")
    is_taken = any(path.iterdir()) if path.is_dir() else path.exists()
    if is_taken and not may_overwrite:
        return Text(
            f"{path}已存在，没有改动；要覆盖请加--force",
            f"{path} exists and was left alone; add --force to overwrite it",
        )
    return None
