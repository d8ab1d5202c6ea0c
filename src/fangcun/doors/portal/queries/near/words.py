"""How far, which way and until when, in words."""

from datetime import date, datetime

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fangcun.doors.portal.queries.near.search import Way
from fangcun.doors.portal.rules.openness import Opening


def opening_in_words(opening: Opening, *, today: date) -> str:
    """开放到17:00; 16:30开门; 明天08:00开门."""
    if opening.never_closes:
        return _("全天开放")
    if opening.until is not None:
        return _("开放到{time}").format(time=_clock(opening.until, today=today))
    if opening.opens_at is not None:
        return _("{time}开门").format(time=_clock(opening.opens_at, today=today))
    return _("开放时间请打电话问")


def way_in_words(way: Way) -> str:
    """走路约320米，6分钟."""
    sentence = ngettext(
        "走路约{metres}米，{minutes}分钟", "走路约{metres}米，{minutes}分钟", way.minutes
    )
    return sentence.format(metres=way.shown_m, minutes=way.minutes)


def direction_in_words(way: Way) -> str:
    """In which direction one sets out."""
    directions = (
        *(_("往北"), _("往东北"), _("往东"), _("往东南")),
        *(_("往南"), _("往西南"), _("往西"), _("往西北")),
    )
    return directions[way.sector]


def _clock(at: datetime, *, today: date) -> str:
    """The hour, with the day where it is not today; the end of a day is its midnight."""
    hour = f"{at:%H:%M}"
    days = (at.date() - today).days
    if days == 0:
        return hour
    if days == 1:
        return _("明天{time}").format(time=hour)
    return _("{day}{time}").format(day=formats.date_format(at, _("n月j日 l")) + " ", time=hour)
