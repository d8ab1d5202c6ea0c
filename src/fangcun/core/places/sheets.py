"""Tables as files that people open elsewhere: CSV and Excel."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import xlsxwriter
from django.utils.translation import gettext as _

from fangcun.core.places.models import Community, IdleSpace
from fangcun_planner.district import AGE_BANDS

Cell = str | int | float | bool | None
BYTE_ORDER_MARK = "\ufeff"  # Excel then knows that the text is UTF-8
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Table:
    """A heading and its rows."""

    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def as_csv(table: Table) -> bytes:
    """UTF-8 with a mark; a text that a spreadsheet would run as a formula gets an apostrophe."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table.columns)
    writer.writerows([_harmless(cell) for cell in row] for row in table.rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def as_excel(table: Table) -> bytes:
    """One sheet with a frozen heading and filters; text stays text."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(
        content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet(table.title[:31])
        sheet.write_row(0, 0, table.columns, book.add_format({"bold": True}))
        last = 0
        for last, row in enumerate(table.rows, start=1):
            sheet.write_row(last, 0, row)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(table.columns) - 1)
        sheet.set_column(0, len(table.columns) - 1, 14)
    return content.getvalue()


def community_table(communities: Iterable[Community]) -> Table:
    """Communities as the page shows them, with every age band."""
    columns = [
        _("代码"),
        _("名称"),
        _("街道"),
        _("户数"),
        _("人数"),
        *(_("{band}岁人数").format(band=band) for band in AGE_BANDS),
        _("60岁及以上占比"),
        _("存量空间"),
        _("设施"),
        _("服务面积（㎡）"),
        _("每百户面积（㎡）"),
        _("演示"),
    ]
    return Table(_("社区"), columns, (_community_row(community) for community in communities))


def space_table(spaces: Iterable[IdleSpace]) -> Table:
    columns = [
        _("编号"),
        _("名称"),
        _("社区"),
        _("社区代码"),
        _("经度"),
        _("纬度"),
        _("建筑面积（㎡）"),
        _("楼层"),
        _("无障碍"),
        _("权属"),
        _("年租金（元）"),
        _("房屋状况"),
        _("改造单价（元/㎡）"),
        _("现用途"),
        _("演示"),
    ]
    return Table(_("存量空间"), columns, (_space_row(space) for space in spaces))


def _community_row(community: Community) -> list[Cell]:
    counted: dict[str, Cell] = vars(community)
    return [
        community.code,
        community.name,
        community.subdistrict,
        community.households,
        community.residents,
        *community.residents_by_age,
        _rounded(counted["elder_share"], 4),
        counted["space_count"],
        counted["facility_count"],
        _rounded(counted["service_area_m2"], 1),
        _rounded(counted["area_per_100_households"], 1),
        _yes_no(community.is_demo),
    ]


def _space_row(space: IdleSpace) -> list[Cell]:
    return [
        space.ref,
        space.name,
        space.community.name,
        space.community.code,
        space.lon,
        space.lat,
        space.floor_area_m2,
        space.floor,
        _yes_no(space.is_step_free),
        space.tenure,
        space.rent_fen_per_year / 100,
        space.condition,
        space.fit_out_fen_per_m2 / 100,
        space.present_use,
        _yes_no(space.is_demo),
    ]


def _yes_no(claim: bool) -> str:
    return _("是") if claim else _("否")


def _rounded(value: Cell, digits: int) -> Cell:
    return round(value, digits) if isinstance(value, float) else value


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
