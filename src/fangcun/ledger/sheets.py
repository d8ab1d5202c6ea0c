"""Rows of the ledger as files: CSV that a spreadsheet opens as it is, and Excel."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.ledger.models import Commitment, ServiceRecord, UnmetNeed
from fangcun.ledger.states import RowKind

BOM = "\ufeff"  # or Excel takes the file for another encoding
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
Named = Callable[[Any], bool]
Line = list[str | int | float]


def headings(kind: RowKind) -> list[str]:
    """What stands above the columns."""
    common = [_("服务项目"), _("居民"), _("社区"), _("设施"), _("服务机构")]
    if kind == RowKind.RECORDS:
        own = [_("房间"), _("人次"), _("计数方式"), _("价格（元）"), _("其中补贴（元）"), _("场次")]
        return [_("服务日期"), *common, *own, _("冲正"), _("编号")]
    if kind == RowKind.NEEDS:
        return [_("登记时间"), *common, _("原因"), _("人数"), _("希望日期"), _("冲正"), _("编号")]
    return [_("约定日期"), *common, _("数量"), _("状态"), _("编号")]


def lines(kind: RowKind, rows: Iterable[Any], *, may_name: Named) -> Iterator[Line]:
    """One line a row; names only where they may be shown."""
    line: dict[str, Callable[[Any, Named], Line]] = {
        RowKind.RECORDS: _record,
        RowKind.NEEDS: _need,
        RowKind.COMMITMENTS: _commitment,
    }
    return (line[kind](row, may_name) for row in rows)


def as_csv(headings: list[str], lines: Iterable[Line]) -> Iterator[str]:
    """The file piece by piece, so that a hundred thousand rows need no memory."""
    yield BOM + _csv_line(headings)
    for line in lines:
        yield _csv_line([_harmless(value) for value in line])


def as_workbook(headings: list[str], lines: Iterable[Line]) -> bytes:
    """The file for Excel; nothing in it is taken for a formula."""
    content = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "constant_memory": True,
    }
    with xlsxwriter.Workbook(content, options) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, headings, book.add_format({"bold": True}))
        for number, line in enumerate(lines, start=1):
            sheet.write_row(number, 0, line)
    return content.getvalue()


def _record(row: ServiceRecord, may_name: Named) -> Line:
    return [
        row.served_on.isoformat(),
        *_common(row, may_name),
        str(row.room or ""),
        row.person_times,
        row.get_counted_by_display(),
        row.price_fen / 100,
        row.subsidy_fen / 100,
        row.session,
        _reversal(row),
        row.pk,
    ]


def _need(row: UnmetNeed, may_name: Named) -> Line:
    return [
        _minute(row.recorded_at),
        *_common(row, may_name),
        row.get_why_display(),
        row.people,
        row.wished_on.isoformat() if row.wished_on else "",
        _reversal(row),
        row.pk,
    ]


def _commitment(row: Commitment, may_name: Named) -> Line:
    promised: Line = [row.units, row.get_state_display(), row.pk]
    return [row.due_on.isoformat(), *_common(row, may_name), *promised]


def _common(row: Any, may_name: Named) -> Line:
    who = str(row.resident or getattr(row, "promised_to", "")) if may_name(row) else ""
    what = str(row.service or row.wanted)
    return [what, who, str(row.community), str(row.facility or ""), str(row.operator or "")]


def _reversal(row: ServiceRecord | UnmetNeed) -> str:
    if row.reverses_id:
        return _("冲正第{number}号：{reason}").format(
            number=row.reverses_id, reason=row.reversal_reason
        )
    return _("已冲正") if hasattr(row, "reversal") else ""


def _minute(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def _harmless(value: str | int | float) -> str | int | float:
    """A spreadsheet must not take what a person typed for a formula."""
    is_formula = isinstance(value, str) and value.startswith(FORMULA_SIGNS)
    return f"'{value}" if is_formula else value


def _csv_line(values: list[Any]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(values)
    return written.getvalue()
