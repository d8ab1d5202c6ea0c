"""Food safety is written down: samples, morning checks, temperatures, what went to a point."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.services.canteen.models import (
    Dish,
    FoodSample,
    Kitchen,
    MorningCheck,
    PointHandover,
    SafetyRule,
    TemperatureReading,
)
from fangcun.services.canteen.queries.safety_rules import (
    BODY,
    SAMPLE_GRAMS,
    SAMPLE_HOURS,
    asked_in_words,
    is_against,
    safety_rules,
)
from fangcun.services.canteen.states import Checkpoint, Period


class WordsNeeded(Refusal):
    """What is not as it must be is explained, and what was done about it."""


class KeptTooShortly(Refusal):
    """A sample must stay for as long as somebody may fall ill."""


class HandedOver(Refusal):
    """The meals of this meal time were handed to the point already."""


@dataclass(frozen=True, slots=True)
class Sample:
    dish: Dish
    grams: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    person: str
    tenths_celsius: int
    is_fit: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    checkpoint: Checkpoint
    tenths_celsius: int
    words: str = ""


@transaction.atomic
def keep_samples(
    *,
    kitchen: Kitchen,
    served_on: date,
    period: Period,
    samples: Sequence[Sample],
    by: str,
    now: datetime,
) -> list[FoodSample]:
    """Samples of the dishes of a meal; a dish that has one keeps it."""
    rule = safety_rules(on=served_on)[SAMPLE_GRAMS]
    for one in samples:
        _explained(rule, one.grams, one.words, str(one.dish))
    rows = [
        FoodSample(
            kitchen=kitchen,
            served_on=served_on,
            period=period,
            dish=one.dish,
            grams=one.grams,
            words=one.words.strip(),
            kept_at=now,
            kept_by=by,
            is_demo=kitchen.is_demo,
        )
        for one in samples
    ]
    FoodSample.objects.bulk_create(rows, ignore_conflicts=True)
    kept = FoodSample.objects.filter(kitchen=kitchen, served_on=served_on, period=period)
    return list(kept.filter(dish__in=[one.dish for one in samples]).order_by("pk"))


@transaction.atomic
def throw_sample(*, sample: FoodSample, by: str, now: datetime) -> FoodSample:
    """A sample has been kept long enough and is thrown away; said twice, the first counts."""
    rule = safety_rules(on=timezone.localdate(now))[SAMPLE_HOURS]
    if now < sample.kept_at + timedelta(hours=rule.least or 0):
        raise KeptTooShortly(
            _("{dish}的留样保存时间{asked}，还不能销毁。").format(
                dish=sample.dish, asked=asked_in_words(rule)
            )
        )
    rows = FoodSample.objects.filter(pk=sample.pk, thrown_at=None)
    rows.update(thrown_at=now, thrown_by=by)
    sample.refresh_from_db()
    return sample


@transaction.atomic
def check_staff(
    *, kitchen: Kitchen, day: date, checks: Sequence[Check], by: str, now: datetime
) -> list[MorningCheck]:
    """Everybody before work; who has a fever or is not well does not cook, and it is said why."""
    rule = safety_rules(on=day)[BODY]
    for one in checks:
        _explained(rule, one.tenths_celsius, one.words, one.person)
        if not one.is_fit and not one.words.strip():
            raise WordsNeeded(_("{name}不能上岗，请写明原因和安排。").format(name=one.person))
    rows = [
        MorningCheck(
            kitchen=kitchen,
            day=day,
            person=one.person.strip(),
            tenths_celsius=one.tenths_celsius,
            is_fit=one.is_fit,
            words=one.words.strip(),
            checked_by=by,
            checked_at=now,
            is_demo=kitchen.is_demo,
        )
        for one in checks
    ]
    MorningCheck.objects.bulk_create(rows, ignore_conflicts=True)
    return list(MorningCheck.objects.filter(kitchen=kitchen, day=day).order_by("person", "pk"))


@transaction.atomic
def take_temperatures(
    *, kitchen: Kitchen, readings: Sequence[Reading], written_key: UUID, by: str, now: datetime
) -> list[TemperatureReading]:
    """Some readings, written once however often they are sent under one key.

    One that is not as it must be says what was done about it.
    """
    rules = safety_rules(on=timezone.localdate(now))
    for one in readings:
        _explained(rules[one.checkpoint], one.tenths_celsius, one.words, str(one.checkpoint.label))
    rows = [
        TemperatureReading(
            kitchen=kitchen,
            checkpoint=one.checkpoint,
            tenths_celsius=one.tenths_celsius,
            taken_at=now,
            taken_by=by,
            words=one.words.strip(),
            written_key=uuid5(written_key, one.checkpoint),
            is_demo=kitchen.is_demo,
        )
        for one in readings
    ]
    TemperatureReading.objects.bulk_create(rows, ignore_conflicts=True)
    written = TemperatureReading.objects.filter(written_key__in=[row.written_key for row in rows])
    return list(written.order_by("pk"))


@transaction.atomic
def hand_to_point(
    *,
    point: Kitchen,
    served_on: date,
    period: Period,
    portions: int,
    tenths_celsius: int,
    received_by: str,
    words: str,
    by: str,
    now: datetime,
) -> PointHandover:
    """The meals of a meal time arrive at a meal point: counted, hot, and taken by somebody."""
    rule = safety_rules(on=served_on)[Checkpoint.HOT_HOLD]
    _explained(rule, tenths_celsius, words, _("交接温度"))
    try:
        with transaction.atomic():
            return PointHandover.objects.create(
                point=point,
                served_on=served_on,
                period=period,
                portions=portions,
                tenths_celsius=tenths_celsius,
                words=words.strip(),
                received_by=received_by.strip(),
                handed_at=now,
                handed_by=by,
                is_demo=point.is_demo,
            )
    except IntegrityError as error:
        raise HandedOver(_("{point}这一餐已经交接过了。").format(point=point)) from error


def _explained(rule: SafetyRule, value: int, words: str, what: str) -> None:
    if is_against(rule, value) and not words.strip():
        raise WordsNeeded(
            _("{what}不符合要求（{asked}），请写明原因和处理。").format(
                what=what, asked=asked_in_words(rule)
            )
        )
