"""When rooms are open."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.workdays import Hours, Span
from fangcun.core.places.models import Room, RoomException, RoomHours, SpecialDay
from fangcun.core.places.rules import (
    HOLIDAY,
    WORKED_WEEKEND,
    DayHours,
    Exceptional,
    PostedWeek,
    SameHours,
    hours_of,
    same_hours,
)
from fangcun.core.places.states import DayKind, OnHolidays, OnWorkedWeekends, Weekday

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The hours of some rooms over some days: three queries, then only arithmetic."""

    special_days: dict[date, bool]
    posted: dict[int, PostedWeek]
    exceptions: dict[int, list[Exceptional]]

    def on(self, room: Room, day: date) -> DayHours:
        return hours_of(
            day=day,
            posted=self.posted[room.pk],
            special_days=self.special_days,
            exceptions=self.exceptions.get(room.pk, ()),
        )


def opening_hours(rooms: Iterable[Room], *, since: date, until: date) -> OpeningHours:
    """What is known of the hours of rooms from one day to another, both included."""
    found = list(rooms)
    keys = [room.pk for room in found]
    week = _weeks(RoomHours.objects.filter(room__in=keys))
    days = SpecialDay.objects.filter(day__range=(since, until))
    return OpeningHours(
        special_days=dict(days.values_list("day", "is_working")),
        posted={room.pk: _posted(room, week[room.pk]) for room in found},
        exceptions=_exceptions(keys, since, until),
    )


def hours_on(room: Room, day: date) -> DayHours:
    """The hours of a room on a day, and why: `.hours`, `.is_open`, `.why`, `.note`."""
    return opening_hours([room], since=day, until=day).on(room, day)


def is_open_at(room: Room, moment: datetime) -> bool:
    """Whether a room is open at a moment; not any more at the minute it closes."""
    local = timezone.localtime(moment)
    return is_within(hours_on(room, local.date()), local)


def is_within(day: DayHours, local: datetime) -> bool:
    """Whether a moment of a day, in local time, lies in the day's hours."""
    minute = local.hour * 60 + local.minute
    return any(span.starts <= minute < span.ends for span in day.hours)


def hours_open(rooms: Iterable[Room], since: date, until: date) -> dict[int, float]:
    """How many hours each room is open from one day to another, both included, by its key."""
    found = list(rooms)
    known = opening_hours(found, since=since, until=until)
    return {
        room.pk: sum(known.on(room, day).minutes for day in _days(since, until)) / 60
        for room in found
    }


def posted_lines(room: Room) -> list[tuple[str, str]]:
    """What stands on the door: days and hours, special days included; nothing if none is posted."""
    week = _weeks(RoomHours.objects.filter(room=room))[room.pk]
    if not week:
        return []
    lines = [(_days_in_words(line), in_words(line.hours)) for line in same_hours(week)]
    special = (
        (DayKind.HOLIDAY, room.on_holidays == OnHolidays.OWN_HOURS, room.get_on_holidays_display()),
        (
            DayKind.WORKED_WEEKEND,
            room.on_worked_weekends == OnWorkedWeekends.OWN_HOURS,
            room.get_on_worked_weekends_display(),
        ),
    )
    for kind, has_own_hours, words in special:
        own = in_words(week.get(kind, ()))
        lines.append((str(kind.label), own if has_own_hours else words))
    return lines


def in_words(hours: Hours) -> str:
    """08:30–11:30、13:30–17:00; closed where there are none."""
    spans = (f"{span.starts_at}–{span.ends_at}" for span in hours)
    return _("、").join(spans) or _("不开放")


def spans_by_kind(room: Room) -> dict[int, list[tuple[time, time]]]:
    """The posted spans by kind of day, as they are filled in."""
    spans: dict[int, list[tuple[time, time]]] = defaultdict(list)
    for row in room.hours.order_by("day_kind", "opens"):
        spans[row.day_kind].append((row.opens, row.closes))
    return spans


def coming_exceptions(room: Room, today: date) -> QuerySet[RoomException]:
    """Exceptions that are not over, the nearest first."""
    found = room.exceptions.filter(withdrawn_at=None, ends_on__gte=today)
    return found.order_by("starts_on", "pk")


def _days_in_words(line: SameHours) -> str:
    first, last = Weekday(line.first).label, Weekday(line.last).label
    if line.first == line.last:
        return str(first)
    return _("{first}至{last}").format(first=first, last=last)


def _weeks(rows: QuerySet[RoomHours]) -> dict[int, dict[int, Hours]]:
    """Hours by room and kind of day."""
    spans: dict[int, dict[int, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for room, kind, opens, closes in rows.values_list("room", "day_kind", "opens", "closes"):
        spans[room][kind].append(Span.of(opens, closes))
    weeks = {
        room: {kind: tuple(sorted(of_kind)) for kind, of_kind in kinds.items()}
        for room, kinds in spans.items()
    }
    return defaultdict(dict, weeks)


def _posted(room: Room, week: dict[int, Hours]) -> PostedWeek:
    """What the room's words about special days come to."""
    holidays: dict[str, Hours | None] = {
        OnHolidays.AS_USUAL: None,
        OnHolidays.OWN_HOURS: week.get(HOLIDAY, ()),
    }
    worked_weekends: dict[str, Hours | None] = {
        OnWorkedWeekends.AS_USUAL: None,
        OnWorkedWeekends.AS_WORKDAY: week.get(0, ()),
        OnWorkedWeekends.OWN_HOURS: week.get(WORKED_WEEKEND, ()),
    }
    return PostedWeek(
        week=week,
        holidays=holidays.get(room.on_holidays, ()),
        worked_weekends=worked_weekends.get(room.on_worked_weekends, ()),
        closed_on=room.closed_on,
    )


def _exceptions(rooms: list[int], since: date, until: date) -> dict[int, list[Exceptional]]:
    """Exceptions of rooms that touch the days, in the order in which they were written."""
    rows = RoomException.objects.filter(
        room__in=rooms, withdrawn_at=None, starts_on__lte=until, ends_on__gte=since
    )
    found: dict[int, list[Exceptional]] = defaultdict(list)
    fields = ("room", "starts_on", "ends_on", "opens", "closes", "why")
    for room, starts_on, ends_on, opens, closes, why in rows.order_by("pk").values_list(*fields):
        hours = () if opens is None else (Span.of(opens, closes),)
        found[room].append(Exceptional(starts_on, ends_on, hours, why))
    return dict(found)


def _days(since: date, until: date) -> Iterator[date]:
    while since <= until:
        yield since
        since += A_DAY
