"""The calendar of working days, and when the desk works."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    DateField,
    IntegerField,
    QuerySet,
    TimeField,
    Value,
)
from django.db.models.functions import Cast
from django.utils import timezone

from fangcun.base.workdays import OFFICE_WEEK, Hours, Span, WorkCalendar
from fangcun.core.places.models import DeskHours, SpecialDay
from fangcun.core.places.states import DayKind


def work_calendar() -> WorkCalendar:
    """When the desk works: in these hours due times are counted. One query."""
    special_days: dict[date, bool] = {}
    week: dict[int, list[Span]] = defaultdict(list)
    for day, is_working, kind, opens, closes in _days_and_hours():
        if day is not None:
            special_days[day] = is_working
        else:
            week[kind].append(Span.of(opens, closes))
    hours: dict[int, Hours] = {kind: tuple(sorted(spans)) for kind, spans in week.items()}
    special_hours = hours.pop(DayKind.WORKED_WEEKEND, ())
    return WorkCalendar(
        zone=timezone.get_default_timezone(),
        special_days=special_days,
        week=hours or OFFICE_WEEK,
        special_hours=special_hours,
    )


def special_days(*, year: int) -> QuerySet[SpecialDay]:
    """The holidays and worked weekends of a year, in order."""
    return SpecialDay.objects.filter(day__year=year).order_by("day")


def last_known_day() -> date | None:
    """Until when holidays are on record; beyond it only the week is known."""
    newest = SpecialDay.objects.order_by("-day").values_list("day", flat=True).first()
    return newest and date(newest.year, 12, 31)


def desk_hours() -> QuerySet[DeskHours]:
    return DeskHours.objects.order_by("day_kind", "opens", "pk")


def _days_and_hours() -> QuerySet[SpecialDay, tuple[Any, ...]]:
    """Both tables at once: (day, is_working, …) or (…, kind of day, opens, closes)."""
    nothing = Value(None)
    days = SpecialDay.objects.order_by().values_list(
        "day",
        "is_working",
        Cast(nothing, IntegerField()),
        Cast(nothing, TimeField()),
        Cast(nothing, TimeField()),
    )
    hours: Any = DeskHours.objects.order_by().values_list(
        Cast(nothing, DateField()), Cast(nothing, BooleanField()), "day_kind", "opens", "closes"
    )
    return days.union(hours, all=True)
