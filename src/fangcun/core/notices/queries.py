"""Who is still to be told, by what, and what a person was told."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from fangcun.core.accounts.rules import normal_phone
from fangcun.core.catalog.queries import numbers
from fangcun.core.notices.models import Notice
from fangcun.core.notices.rules import (
    BETWEEN_TRIES,
    MESSAGES_TAKE,
    MOST_TRIES,
    Quiet,
    quiet_around,
)
from fangcun.core.notices.states import NoticeState
from fangcun.core.people.models import Phone, Resident
from fangcun.core.people.queries import person_of, same_person

MOST_AT_ONCE = 500
LAST_SHOWN = 30
SHOWN_WITH = (
    "resident__address",
    "resident__community",
    "resident__merged_into__address",
    "resident__merged_into__community",
)
WITH_PHONES = ("resident__phones", "resident__merged_into__phones")
MOBILE = r"^(86)?1[3-9]\d{9}$"  # as `normal_phone` reads the digits that are kept


class ToBeTold(NamedTuple):
    """One person and everything that he is to be told: one call, or one ring at the door."""

    person: Resident
    notices: list[Notice]


def for_messages(now: datetime) -> list[Notice]:
    """Notices that a message can bring now, to people who have a mobile telephone.

    In the quiet hours only what is of no use any more in the morning.
    """
    quiet = quiet_at(now)
    may_ring = Q(tell_by__lte=quiet.ends) if quiet else Q()
    is_time = Q(tried_at=None) | Q(tried_at__lte=now - BETWEEN_TRIES)
    is_of_use = _still_of_use(now) & may_ring
    fresh = _to_tell().filter(is_of_use, _has_mobile(), is_time, tries__lt=MOST_TRIES)
    rows = fresh.prefetch_related(*WITH_PHONES).order_by("pk")[:MOST_AT_ONCE]
    return [notice for notice in rows if number_for_messages(notice.told_person)]


def for_the_desk(now: datetime) -> QuerySet[Notice]:
    """Notices that nobody but a person can bring, the most urgent first.

    No mobile telephone, messages that were not taken, or none that ever left; a message that
    waits for the end of the quiet hours is not late.
    """
    gave_up = Q(tries__gte=MOST_TRIES) | Q(written_at__lte=_should_have_left(now))
    by_hand = gave_up | ~_has_mobile() | ~_still_of_use(now)
    return _to_tell().filter(by_hand).order_by(F("tell_by").asc(nulls_last=True), "pk")


def quiet_at(now: datetime) -> Quiet | None:
    """The night that it is, if it is one: the hours are rules that the district sets."""
    from_hour, until_hour = numbers("quiet_from_hour", "quiet_until_hour")
    return quiet_around(timezone.localtime(now), from_hour=from_hour, until_hour=until_hour)


def by_person(notices: Iterable[Notice]) -> list[ToBeTold]:
    """The same, one entry for one person, in the order of what is most urgent for him."""
    people: dict[int, ToBeTold] = {}
    for notice in notices:
        person = notice.told_person
        people.setdefault(person.pk, ToBeTold(person, [])).notices.append(notice)
    return list(people.values())


def number_for_messages(person: Resident) -> str:
    """His main number if it is a mobile telephone, else nothing."""
    return normal_phone(person.main_phone) or ""


def notices_of(resident: Resident) -> QuerySet[Notice]:
    """What one person was told or is to be told, the newest first; nothing that was dropped."""
    rows = Notice.objects.filter(resident__in=same_person(resident))
    return rows.exclude(state=NoticeState.DROPPED).order_by("-written_at", "-pk")


def unread_by(resident: Resident) -> int:
    """How much one person has not been told yet: his own page says so at once."""
    return notices_of(resident).filter(state=NoticeState.TO_TELL).count()


def _to_tell() -> QuerySet[Notice]:
    """Of people who live; one row of two that were merged stands for the kept one."""
    waiting = Notice.objects.filter(state=NoticeState.TO_TELL).annotate(
        person=person_of("resident")
    )
    return waiting.filter(
        resident__died_on=None, resident__merged_into__died_on=None
    ).select_related("resident__merged_into__address", "resident__address", "resident__community")


def _should_have_left(now: datetime) -> datetime:
    """What was written until then should be with people by now."""
    then = now - MESSAGES_TAKE
    quiet = quiet_at(then)
    return quiet.begins if quiet else then


def _has_mobile() -> Exists:
    return Exists(
        Phone.objects.filter(resident=OuterRef("person"), is_main=True, number__regex=MOBILE)
    )


def _still_of_use(now: datetime) -> Q:
    return Q(tell_by=None) | Q(tell_by__gt=now)
