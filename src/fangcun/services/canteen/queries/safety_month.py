"""A month of food safety as somebody from outside reads it."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.utils import timezone

from fangcun.services.canteen.models import (
    FoodSample,
    Kitchen,
    MorningCheck,
    PointHandover,
    SafetyRule,
    TemperatureReading,
)
from fangcun.services.canteen.queries.safety import (
    missing,
    portions_for_point,
)
from fangcun.services.canteen.queries.safety_rules import (
    asked_in_words,
    is_against,
    safety_rules,
)
from fangcun.services.canteen.rules.meals import A_DAY
from fangcun.services.canteen.states import Period


class DayTold(NamedTuple):
    """One day: how much was recorded, and what was not."""

    day: date
    samples: int
    checks: int
    unfit: int
    readings: int
    outside: int
    missing: list[str]

    @property
    def is_closed(self) -> bool:
        """Nothing was served and nothing recorded."""
        return not (self.samples or self.checks or self.readings or self.missing)


@dataclass(frozen=True, slots=True)
class SafetyMonth:
    """A month of one kitchen, every record of it, and what is asked for at its end."""

    kitchen: Kitchen
    first: date
    days: list[DayTold]
    samples: list[FoodSample]
    checks: list[MorningCheck]
    readings: list[TemperatureReading]
    handovers: list[PointHandover]
    rules: dict[str, SafetyRule]


class AtPoint(NamedTuple):
    """A meal point, what it ordered, and what was handed over."""

    point: Kitchen
    portions: int
    handover: PointHandover | None


def month_of(*, kitchen: Kitchen, day: date, now: datetime) -> SafetyMonth:
    """The month in which a day lies, up to today."""
    first = day.replace(day=1)
    last = min(day.replace(day=monthrange(day.year, day.month)[1]), timezone.localdate(now))
    span = (first, last)
    rows = SafetyMonth(
        kitchen=kitchen,
        first=first,
        days=[],
        samples=list(
            FoodSample.objects.filter(kitchen=kitchen, served_on__range=span)
            .select_related("dish")
            .order_by("served_on", "period", "pk")
        ),
        checks=list(
            MorningCheck.objects.filter(kitchen=kitchen, day__range=span).order_by("day", "pk")
        ),
        readings=list(
            TemperatureReading.objects.filter(kitchen=kitchen, taken_at__date__range=span).order_by(
                "taken_at", "pk"
            )
        ),
        handovers=list(
            PointHandover.objects.filter(point__supplied_by=kitchen, served_on__range=span)
            .select_related("point")
            .order_by("served_on", "period", "pk")
        ),
        rules=safety_rules(on=last),
    )
    rows.days.extend(_days(rows, first, last, now))
    return rows


def handovers_on(*, kitchen: Kitchen, day: date, period: Period) -> list[AtPoint]:
    """Every meal point of a kitchen, and what it gets of one meal."""
    handed = PointHandover.objects.filter(point__supplied_by=kitchen, served_on=day, period=period)
    by_point = {one.point_id: one for one in handed}
    return [
        AtPoint(
            point,
            portions_for_point(point=point, day=day, period=period),
            by_point.get(point.pk),
        )
        for point in kitchen.meal_points.order_by("name", "pk")
    ]


def rule_words(month: SafetyMonth) -> list[str]:
    """What everything is held against, in one line each."""
    return [f"{rule}：{asked_in_words(rule)}" for rule in month.rules.values()]


def _days(month: SafetyMonth, first: date, last: date, now: datetime) -> list[DayTold]:
    count = (last - first).days + 1
    return [_day(month, first + number * A_DAY, now) for number in range(count)]


def _day(month: SafetyMonth, day: date, now: datetime) -> DayTold:
    checks = [one for one in month.checks if one.day == day]
    readings = [one for one in month.readings if timezone.localdate(one.taken_at) == day]
    return DayTold(
        day=day,
        samples=sum(one.served_on == day for one in month.samples),
        checks=len(checks),
        unfit=sum(not one.is_fit for one in checks),
        readings=len(readings),
        outside=_outside(readings, day),
        missing=[one.words for one in missing(kitchen=month.kitchen, day=day, now=now)],
    )


def _outside(readings: list[TemperatureReading], day: date) -> int:
    """How many were not as it was asked for on their own day."""
    rules = safety_rules(on=day) if readings else {}
    return sum(is_against(rules[one.checkpoint], one.tenths_celsius) for one in readings)
