"""Being forgotten: asked, answered in time, and what stays afterwards: counts."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.consent.models import CircleMember, Consent, ForgetRequest
from fangcun.core.consent.queries.notices import limit_value
from fangcun.core.consent.states import Channel, GivenBy, Limit
from fangcun.core.people.actions import count_forgotten
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person
from fangcun.core.places.queries.calendar import work_calendar


class AlreadyAsked(Refusal):
    """A request of this resident waits already."""


class AlreadySettled(Refusal):
    """Somebody has answered it before."""


@transaction.atomic
def ask_to_be_forgotten(
    *,
    resident: Resident,
    asked_by: GivenBy,
    channel: Channel,
    words: str,
    by: str,
    today: date,
    now: datetime,
) -> ForgetRequest:
    """A resident asks that his data be deleted; the law sets the day of the answer, PIPL §47."""
    if resident.forgotten_at is not None:
        raise AlreadyAsked(_("该居民的个人信息已经删除。"))
    row = ForgetRequest(
        resident=resident,
        asked_by=asked_by,
        channel=channel,
        words=words,
        asked_at=now,
        recorded_by=by,
        due_on=today + timedelta(days=limit_value(Limit.FORGET_DAYS)),
        account_due_on=_account_due_on(resident, today),
    )
    ForgetRequest.objects.bulk_create([row], ignore_conflicts=True)
    kept = ForgetRequest.objects.get(resident=resident, done_at=None, refused_at=None)
    if (kept.asked_at, kept.recorded_by) != (now, by):
        raise AlreadyAsked(
            _("已有一份删除请求在办理，答复期限是{day}。").format(day=kept.due_on.isoformat())
        )
    return kept


@transaction.atomic
def note_forgotten(*, request: ForgetRequest, by: str, now: datetime) -> ForgetRequest:
    """It was done: every room has wiped what it held."""
    return _settle(request, done_at=now, settled_by=by, words="")


@transaction.atomic
def refuse_to_forget(
    *, request: ForgetRequest, because: str, by: str, now: datetime
) -> ForgetRequest:
    """It cannot be done, for a reason that the resident is told: PIPL §47, §50."""
    return _settle(request, refused_at=now, refused_because=because, settled_by=by)


@transaction.atomic
def wipe(*, resident: Resident) -> None:
    """Remove what this room holds of a resident, histories too; keep counts by community and year.

    The request to be forgotten stays, without his words: it proves that he was answered.
    """
    whose = list(same_person(resident))
    consents = Consent.objects.filter(resident__in=whose)
    members = CircleMember.objects.filter(resident__in=whose)
    told = {(f"consent:{one.purpose}", one.from_on.year) for one in consents}
    told |= {("circle", one.from_on.year) for one in members}
    pks = [one.pk for one in members]
    table: Any = CircleMember
    Consent.objects.filter(resident__in=whose).delete()
    CircleMember.objects.filter(pk__in=pks).delete()
    table.history.filter(id__in=pks).delete()  # after the rows: going leaves a version, too
    ForgetRequest.objects.filter(resident__in=whose).update(words="")
    count_forgotten(resident=resident, had=told)


def _settle(request: ForgetRequest, **values: Any) -> ForgetRequest:
    waiting = ForgetRequest.objects.filter(pk=request.pk, done_at=None, refused_at=None)
    if not waiting.update(**values):
        raise AlreadySettled(_("这份请求已经办结。"))
    return ForgetRequest.objects.get(pk=request.pk)


def _account_due_on(resident: Resident, today: date) -> date | None:
    """Until when his account must be closed, where he has one."""
    if resident.account_id is None:
        return None
    days = limit_value(Limit.CLOSE_ACCOUNT_WORKING_DAYS)
    return work_calendar().add_working_days(today, days)
