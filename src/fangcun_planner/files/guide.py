"""The first sheet of the template: how to fill it in, in both languages."""

from typing import Any

import xlsxwriter

from fangcun_planner.files.schema import Column, Kind
from fangcun_planner.files.sheets import PARAMETER_ROWS, SHEETS
from fangcun_planner.files.workbook_in import GUIDE_TITLE
from fangcun_planner.text import Text

ADVICE = (
    Text(
        "蓝色列头必填，灰色列头可空；把鼠标停在列头上可看说明。",
        "Blue headers must be filled, grey ones may be empty; hover over a header for help.",
    ),
    Text(
        "一行一条，不要合并单元格，不要改列名；可以增加行，不需要的表可以删除（社区、楼栋、存量空间、参数除外）。",
        "One row each; do not merge cells or rename columns. Add rows freely; sheets you "
        "do not need may be deleted, except communities, buildings, idle spaces and parameters.",
    ),
    Text(
        "经纬度请在“参数”表申报坐标系：高德、腾讯地图为GCJ-02，百度地图为BD-09，天地图为CGCS2000。",
        "Declare the coordinate system in the parameters: GCJ-02 for AMap and Tencent maps, BD-09 "
        "for Baidu, CGCS2000 for Tianditu.",
    ),
    Text(
        "金额单位为元，面积单位为平方米，距离单位为米。",
        "Money is in yuan, area in square metres, distance in metres.",
    ),
    Text(
        "名称带“演示”的是编造的数据，边界为示意图。",
        "Names with 演示 are made-up data; the boundary is a sketch.",
    ),
)

COLUMN_TITLES = (
    Text("表", "Sheet"),
    Text("列", "Column"),
    Text("必填", "Required"),
    Text("单位", "Unit"),
    Text("可填", "Allowed"),
    Text("说明", "Help"),
    Text("英文说明", "Help in English"),
)
WIDTHS = (22, 28, 10, 10, 28, 56, 64)


def write_guide(book: xlsxwriter.Workbook, formats: dict[str, Any]) -> None:
    """Write the guide as the first sheet: advice, then every column of every sheet."""
    page = book.add_worksheet(GUIDE_TITLE.zh)
    page.hide_gridlines(2)
    for index, width in enumerate(WIDTHS):
        page.set_column(index, index, width)
    page.write_string(0, 0, "方寸 Fangcun：填表说明 How to fill in this workbook", formats["title"])
    row = 2
    for advice in ADVICE:
        page.write_string(row, 0, f"• {advice.zh}")
        page.write_string(row + 1, 0, f"   {advice.en}")
        row += 2
    row += 1
    for index, title in enumerate(COLUMN_TITLES):
        page.write_string(row, index, str(title), formats["required"])
    for sheet in SHEETS:
        row = _write_sheet_help(page, row + 1, str(sheet.name), sheet.help, formats)
        columns = PARAMETER_ROWS if sheet.key == "parameters" else sheet.columns
        for column in columns:
            row += 1
            _write_column_help(page, row, column, formats)


def _write_sheet_help(page: Any, row: int, name: str, about: Text, formats: dict[str, Any]) -> int:
    page.write_string(row, 0, name, formats["optional"])
    page.write_string(row, 5, about.zh, formats["wrap"])
    page.write_string(row, 6, about.en, formats["wrap"])
    return row


def _write_column_help(page: Any, row: int, column: Column, formats: dict[str, Any]) -> None:
    cells = (
        "",
        str(column.name),
        "是 yes" if column.is_required else "",
        column.unit,
        _allowed(column),
        column.help.zh,
        column.help.en,
    )
    for index, cell in enumerate(cells):
        page.write_string(row, index, cell, formats["wrap"])


def _allowed(column: Column) -> str:
    if column.choices:
        return "、".join(choice.name.zh for choice in column.choices)
    if column.kind is Kind.YES_NO:
        return "是、否"
    if column.least is not None and column.most is not None:
        return f"{column.least:,g} … {column.most:,g}"
    return ""
