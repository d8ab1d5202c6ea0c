"""Speaking with the resident: contacts, promises, and waiting for an answer."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.core.places.queries import work_calendar
from fangcun.services.desk.actions.dispatching import refuse_a_day_that_passed
from fangcun.services.desk.actions.moved import NotNow, answered, end_of, move_request, note
from fangcun.services.desk.models import FollowUp, ServiceRequest
from fangcun.services.desk.queries.rulebook import within_of
from fangcun.services.desk.rules.due import Pause, after_pause
from fangcun.services.desk.states import OPEN_STATES, FollowUpKind, RequestState


class AlreadyKept(Refusal):
    """A promise is kept once."""


class NoWords(Refusal):
    """Words are missing where others must be able to read what was said."""


@transaction.atomic
def note_contact(
    *,
    request: ServiceRequest,
    channel: str,
    was_reached: bool,
    words: str = "",
    by: User,
    now: datetime,
) -> FollowUp:
    """One attempt to speak with the resident; the first that reaches him is the answer."""
    if was_reached:
        _write_answer(_locked(request), now)
    return note(
        request=request,
        kind=FollowUpKind.CONTACT,
        channel=channel,
        was_reached=was_reached,
        words=words.strip(),
        by=by,
        now=now,
    )


@transaction.atomic
def write_note(*, request: ServiceRequest, words: str, by: User, now: datetime) -> FollowUp:
    """A remark for whoever reads the request next."""
    if not words.strip():
        raise NoWords(_("请写下备注内容。"))
    return note(request=request, kind=FollowUpKind.NOTE, words=words.strip(), by=by, now=now)


@transaction.atomic
def promise(
    *,
    request: ServiceRequest,
    words: str,
    promised_by: User,
    due_on: date,
    by: User,
    now: datetime,
) -> FollowUp:
    """Somebody promises the resident something for a day; he has been answered with it.

    A later day that was agreed is the day on which the request is due.
    """
    refuse_a_day_that_passed(due_on, now)
    if not words.strip():
        raise NoWords(_("请写明答应了居民什么。"))
    standing = _locked(request)
    if standing.state not in OPEN_STATES:
        raise NotNow(_("需求单已经办结，不能再作承诺。需要时请先重新办理。"))
    _write_answer(standing, now)
    if standing.state == RequestState.RECEIVED:
        later = max(standing.due_at, end_of(due_on))
        ServiceRequest.objects.filter(pk=request.pk).update(due_at=later)
    return note(
        request=request,
        kind=FollowUpKind.PROMISE,
        words=words.strip(),
        promised_by=promised_by,
        due_on=due_on,
        by=by,
        now=now,
    )


@transaction.atomic
def keep_promise(*, follow_up: FollowUp, by: User, now: datetime) -> FollowUp:
    """What was promised has been done; of two who say so, the second is told."""
    open_ = FollowUp.objects.filter(
        pk=follow_up.pk, kind=FollowUpKind.PROMISE, kept_at__isnull=True
    )
    if not open_.update(kept_at=now):
        raise AlreadyKept(_("这项承诺已经标为兑现。"))
    follow_up.refresh_from_db()
    words = _("已兑现：{words}").format(words=follow_up.words)
    note(request=follow_up.request, kind=FollowUpKind.NOTE, words=words, by=by, now=now)
    return follow_up


@transaction.atomic
def wait_for_resident(
    *, request: ServiceRequest, revision: int, words: str = "", by: User, now: datetime
) -> ServiceRequest:
    """The next step is the resident's: the clock stands still from now on."""
    waiting = move_request(
        request=request,
        to=RequestState.WAITING,
        revision=revision,
        values={"waiting_since": now, "waits_from": request.state},
        by=by,
        now=now,
        state=request.state,
    )
    note(request=waiting, kind=FollowUpKind.WAIT, words=words.strip(), by=by, now=now)
    return waiting


@transaction.atomic
def resume_request(
    *, request: ServiceRequest, revision: int, words: str = "", by: User, now: datetime
) -> ServiceRequest:
    """The resident has answered: the clock goes on, the time that stood still is added."""
    if request.waiting_since is None:
        raise NotNow(_("这条需求没有在等居民回复。"))
    unit = within_of(category=request.category, is_urgent=request.is_urgent).unit
    pause = Pause(request.waiting_since, now)
    due_at = after_pause(due_at=request.due_at, pause=pause, unit=unit, calendar=work_calendar())
    resumed = move_request(
        request=request,
        to=RequestState(request.waits_from),
        revision=revision,
        values={"due_at": due_at},
        by=by,
        now=now,
        waiting_since=request.waiting_since,
    )
    note(request=resumed, kind=FollowUpKind.RESUME, words=words.strip(), by=by, now=now)
    return resumed


def _locked(request: ServiceRequest) -> ServiceRequest:
    return ServiceRequest.objects.select_for_update().get(pk=request.pk)


def _write_answer(standing: ServiceRequest, now: datetime) -> None:
    """An answer is no new version of the request: nobody's form is made old by it."""
    if standing.state in OPEN_STATES and (values := answered(standing, now)):
        ServiceRequest.objects.filter(pk=standing.pk).update(**values)
