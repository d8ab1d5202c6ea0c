"""The book as a file, in the columns of the paper book."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.core.places.sheets import Cell, Table
from fangcun.services.desk.models import ServiceRequest


def book_table(requests: Iterable[ServiceRequest]) -> Table:
    """Lines as they are read: when, who, where, what, who does it, how it ended."""
    columns = [
        _("序号"),
        _("登记时间"),
        _("社区"),
        _("登记本"),
        _("渠道"),
        _("原话"),
        _("类别"),
        _("需求"),
        _("希望日期"),
        _("时段"),
        _("称呼"),
        _("电话"),
        _("地址"),
        _("紧急"),
        _("状态"),
        _("归口"),
        _("办理期限"),
        _("首次答复时间"),
        _("办完时间"),
        _("办结时间"),
        _("已解决"),
        _("满意度"),
        _("登记人"),
        _("演示"),
    ]
    return Table(_("登记本"), columns, (_row(request) for request in requests))


def _row(request: ServiceRequest) -> list[Cell]:
    return [
        request.pk,
        _when(request.received_at),
        str(request.community),
        str(request.book),
        str(request.get_channel_display()),
        request.line,
        str(request.category or ""),
        request.wanted,
        request.wished_on.isoformat() if request.wished_on else "",
        str(request.get_wished_half_display()) if request.wished_half else "",
        request.caller_name,
        request.caller_phone,
        request.place,
        _yes_no(request.is_urgent),
        request.standing_label,
        str(request.owner_desk or request.owner_operator or request.owner_person),
        _when(request.due_at),
        _when(request.answered_at),
        _when(request.done_at),
        _when(request.closed_at),
        "" if request.is_solved is None else _yes_no(request.is_solved),
        request.score,
        str(request.received_by),
        _yes_no(request.is_demo),
    ]


def _when(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""


def _yes_no(claim: bool) -> str:
    return _("是") if claim else _("否")
