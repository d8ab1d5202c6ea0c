"""What the desk's pages say in words."""

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fangcun.base.dates import day, day_time
from fangcun.services.desk.models import FollowUp, ServiceRequest
from fangcun.services.desk.queries.standing import TICKING
from fangcun.services.desk.states import FollowUpKind, HalfDay, RequestState

register = template.Library()
register.filter(day)
register.filter(day_time)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


@register.filter
def time_left(due_at: datetime, now: datetime | None = None) -> str:
    """还有3小时, 已超时1天."""
    left = due_at - (now or timezone.now())
    span = _span(abs(left))
    words = _("已超时{span}") if left < timedelta(0) else _("还有{span}")
    return words.format(span=span)


@register.filter
def due_tone(request: ServiceRequest, now: datetime | None = None) -> str:
    """How pressing a request is: bad, warn or calm."""
    if not is_counted(request):
        return "calm"
    left = request.due_at - (now or timezone.now())
    if left < timedelta(0):
        return "bad"
    return "warn" if left < 4 * HOUR else "calm"


@register.filter
def is_counted(request: ServiceRequest) -> bool:
    """Whether its clock is worth showing."""
    return request.state in TICKING and not _is_settled(request)


@register.filter
def who(request: ServiceRequest) -> str:
    """Where and who, as the paper book has it: 12号楼301 姓陈."""
    name = str(request.resident) if request.resident_id else request.caller_name
    return " ".join(part for part in (request.place, name) if part)


@register.filter
def wish(request: ServiceRequest) -> str:
    """When it is wished for: 2月8日 周日 上午."""
    half = str(HalfDay(request.wished_half).label) if request.wished_half else ""
    day = formats.date_format(request.wished_on, _("n月j日 D")) if request.wished_on else ""
    return f"{day} {half}".strip()


@register.filter
def owner(request: ServiceRequest) -> str:
    """Whose it is."""
    if request.owner_desk_id:
        return _("前台")
    return str(request.owner_operator or request.owner_person)


@register.filter
def named(row: Any) -> str:
    """A category or a service in the language of the page."""
    if row is None:
        return ""
    is_english = (translation.get_language() or "").startswith("en")
    return str(row.name_en if is_english and row.name_en else row.name_zh)


@register.filter
def done_words(request: ServiceRequest) -> str:
    """Who did it, and when it was done."""
    doer = str(request.doer) if request.doer_id else ""
    return " ".join(part for part in (doer, day(request.done_at)) if part)


@register.filter
def entry_tone(entry: FollowUp) -> str:
    """What a line of the log means for the resident."""
    if entry.kind in BAD_NEWS or entry.is_solved is False:
        return "bad"
    if entry.kind in GOOD_NEWS or entry.is_solved:
        return "good"
    return "warn" if entry.kind in TURNS else "calm"


@register.filter
def standing_tone(request: ServiceRequest) -> str:
    """What it means for the resident that a request stands where it stands."""
    if request.state == RequestState.CLOSED:
        return "good" if request.is_solved else "calm"
    return "warn" if _is_settled(request) else "calm"


BAD_NEWS = frozenset({FollowUpKind.UNMET, FollowUpKind.RETURN})
GOOD_NEWS = frozenset({FollowUpKind.DONE, FollowUpKind.ACCEPT})
TURNS = frozenset({FollowUpKind.PROMISE, FollowUpKind.REOPEN, FollowUpKind.WAIT})


def _is_settled(request: ServiceRequest) -> bool:
    """Its doer has done it or given it up; the row knows where it was asked for that."""
    return request.state == RequestState.DONE or bool(getattr(request, "is_awaiting", False))


def _span(left: timedelta) -> str:
    if left >= DAY:
        return ngettext("{count}天", "{count}天", left // DAY).format(count=left // DAY)
    if left >= HOUR:
        return ngettext("{count}小时", "{count}小时", left // HOUR).format(count=left // HOUR)
    minutes = max(1, left // MINUTE)
    return ngettext("{count}分钟", "{count}分钟", minutes).format(count=minutes)
