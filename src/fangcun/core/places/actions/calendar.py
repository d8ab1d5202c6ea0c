"""Holidays, worked weekends, and the hours of the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from importlib.metadata import version

from django.db import transaction

from fangcun.base.workdays import OFFICE_HOURS, OFFICE_WEEK
from fangcun.core.places.actions.district import touch_district
from fangcun.core.places.actions.replaced import write_rows
from fangcun.core.places.actions.revised import write_revision
from fangcun.core.places.models import DeskHours, SpecialDay

LIBRARY = "chinesecalendar"
SEEDED_BY = "chinesecalendar"
OWN_CHOICE = "本系统的默认值"


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """What may be said of a special day."""

    is_working: bool
    name: str
    source: str
    checked_on: date | None


@dataclass(frozen=True, slots=True)
class DeskSpan:
    """One span in which the desk works on one kind of day."""

    day_kind: int
    opens: time
    closes: time


@transaction.atomic
def load_special_days(*, now: datetime) -> int:
    """Write the holidays of a published calendar, and usual desk hours where there are none.

    What people have written or checked themselves stays. Returns how many days are known. Doing
    it again changes nothing.
    """
    touch_district()
    by_hand = SpecialDay.objects.exclude(source__startswith=LIBRARY, checked_on=None)
    kept = set(by_hand.values_list("day", flat=True))
    rows = [day for day in _published_days() if day.day not in kept]
    fields = ("is_working", "name", "source", "checked_on")
    write_rows(rows=rows, key="day", fields=fields, by=SEEDED_BY, now=now)
    if not DeskHours.objects.exists():
        _write_usual_hours()
    return SpecialDay.objects.count()


@transaction.atomic
def write_special_day(*, day: date, written: WrittenDay, by: str, now: datetime) -> SpecialDay:
    """Add a day that differs from the week, or correct what is said of it."""
    touch_district()
    row = SpecialDay.objects.filter(day=day).first()
    values = {
        "is_working": written.is_working,
        "name": written.name,
        "source": written.source,
        "checked_on": written.checked_on,
    }
    if row is not None:
        return write_revision(row=row, revision=row.revision, values=values, by=by, now=now)
    row = SpecialDay(day=day, **values)
    row._history_user, row._history_date = by, now  # type: ignore[attr-defined]
    row.save(force_insert=True)
    return row


@transaction.atomic
def drop_special_day(*, day: SpecialDay, by: str, now: datetime) -> None:
    """The day is like any other of its weekday after all."""
    day._history_user, day._history_date = by, now  # type: ignore[attr-defined]
    day.delete()


@transaction.atomic
def set_desk_hours(*, spans: Sequence[DeskSpan], source: str, checked_on: date | None) -> None:
    """Write the desk's week anew; due times that are counted from now on follow it."""
    touch_district()
    DeskHours.objects.all().delete()
    DeskHours.objects.bulk_create(
        DeskHours(
            day_kind=span.day_kind,
            opens=span.opens,
            closes=span.closes,
            source=source,
            checked_on=checked_on,
        )
        for span in spans
    )


def _published_days() -> list[SpecialDay]:
    from chinese_calendar.constants import (  # type: ignore[import-untyped]  # ships no types
        holidays,
        workdays,
    )

    source = f"{LIBRARY} {version(LIBRARY)}"
    return [
        SpecialDay(day=day, is_working=is_working, name=_in_chinese(names[day]), source=source)
        for names, is_working in ((holidays, False), (workdays, True))
        for day in names
    ]


def _in_chinese(name: str) -> str:
    from chinese_calendar.constants import Holiday

    return str(Holiday(name).chinese)


def _write_usual_hours() -> None:
    spans = [
        DeskSpan(weekday, _clock(span.starts), _clock(span.ends))
        for weekday in OFFICE_WEEK
        for span in OFFICE_HOURS
    ]
    set_desk_hours(spans=spans, source=OWN_CHOICE, checked_on=None)


def _clock(minute: int) -> time:
    return time(minute // 60, minute % 60)
