"""A town small enough to write down, as the sheets that somebody would fill in."""

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from fangcun_planner.files import ReadResult, read_district

Town = dict[str, list[list[object]]]

BAND_TITLES = [
    "0至2岁人口",
    "3至6岁人口",
    "7至12岁人口",
    "13至17岁人口",
    "18至59岁人口",
    "60至64岁人口",
    "65至79岁人口",
    "80岁及以上人口",
]


@pytest.fixture
def town() -> Town:
    """Two communities, two buildings, one space, one facility; sound in every cell."""
    return {
        "参数": [
            ["参数", "值"],
            ["区名", "小镇"],
            ["预算", 1000000],
        ],
        "社区": [
            ["社区代码", "社区名称", "街道", "户数", *BAND_TITLES],
            ["320613010010", "甲社区", "一街道", 500, 20, 40, 60, 40, 800, 80, 120, 40],
            ["320613010011", "乙社区", "一街道", 400, 20, 30, 50, 30, 600, 70, 120, 40],
        ],
        "楼栋": [
            ["楼栋编号", "所属社区", "经度", "纬度", "人口", "户数"],
            ["B1", "320613010010", 120.86, 32.01, 1200, None],
            ["B2", "320613010011", 120.87, 32.02, None, 400],
        ],
        "存量空间": [
            [
                "空间编号",
                "空间名称",
                "所属社区",
                "经度",
                "纬度",
                "建筑面积",
                "楼层",
                "无障碍",
                "装修造价",
            ],
            ["S1", "旧车棚", "320613010010", 120.861, 32.011, 120, 1, "是", 800],
        ],
        "现有设施": [
            ["设施编号", "设施名称", "所属社区", "经度", "纬度", "建筑面积"],
            ["F1", "甲服务点", "320613010010", 120.862, 32.012, 180],
        ],
        "设施功能": [
            ["设施编号", "功能", "服务人数"],
            ["F1", "社区助餐", 40],
        ],
        "边界": [
            ["环号", "经度", "纬度"],
            [1, 120.8, 32.0],
            [1, 120.9, 32.0],
            [1, 120.9, 32.1],
            [1, 120.8, 32.1],
        ],
    }


@pytest.fixture
def read(tmp_path: Path) -> Callable[[Town], ReadResult]:
    """Write a town into a workbook and read it."""

    def write_and_read(town: Town) -> ReadResult:
        path = tmp_path / "town.xlsx"
        write_workbook(path, town)
        return read_district(path)

    return write_and_read


def write_workbook(path: Path, town: Town) -> None:
    """Write cells as they are: numbers as numbers, texts as texts."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "nan_inf_to_errors": True}) as b:
        for title, rows in town.items():
            page = b.add_worksheet(title)
            date_format = b.add_format({"num_format": "yyyy-mm-dd"})
            for number, row in enumerate(rows):
                for index, cell in enumerate(row):
                    if hasattr(cell, "isoformat"):
                        page.write_datetime(number, index, cell, date_format)
                    elif cell is not None:
                        page.write(number, index, cell)
