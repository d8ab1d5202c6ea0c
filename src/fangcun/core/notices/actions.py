"""Telling people: written down once, told once, by a message or by somebody."""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.outgoing import Messages, outgoing
from fangcun.core.accounts.models import User
from fangcun.core.notices.models import Notice
from fangcun.core.notices.queries import for_messages, number_for_messages
from fangcun.core.notices.states import BY_HAND, NoticeState, ToldBy
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person

log = logging.getLogger(__name__)


class AlreadyTold(Refusal):
    """Somebody was quicker; the sentence says who and when."""


class NotByHand(Refusal):
    """A message or his own page tells by itself; people tell by telephone or in person."""


@transaction.atomic(savepoint=False)
def tell(
    *, resident: Resident, words: str, source: str, tell_by: datetime | None = None, now: datetime
) -> Notice:
    """One person is to be told something about one row (`ledger:12`); the same words only once.

    Saying it again, or two at the same moment, gives the notice that is there already.
    """
    return tell_all(residents=[resident], words=words, source=source, tell_by=tell_by, now=now)[0]


@transaction.atomic(savepoint=False)
def tell_all(
    *,
    residents: Iterable[Resident],
    words: str,
    source: str,
    tell_by: datetime | None = None,
    now: datetime,
) -> list[Notice]:
    """Everybody of these is to be told the same, each once: a class is off, a kitchen is closed.

    Two statements, however many they are. A merged row is told as the person that was kept.
    """
    people = {one.pk: one for one in map(_kept, residents)}
    written = [_notice(one, words, source, tell_by, now) for one in people.values()]
    Notice.objects.bulk_create(written, ignore_conflicts=True)
    told = Notice.objects.filter(resident__in=people, source=source, words=words)
    return list(told.order_by("pk"))


@transaction.atomic
def mark_told(*, notice: Notice, told_by: str, by: User, now: datetime) -> Notice:
    """Somebody told him, by telephone or in person."""
    if told_by not in BY_HAND:
        raise NotByHand(_("请选择电话告知或当面告知。"))
    told = {"state": NoticeState.TOLD, "told_by": told_by, "told_at": now, "teller": by}
    return _end(notice, told)


@transaction.atomic
def drop(*, notice: Notice, by: User, now: datetime) -> Notice:
    """He need not be told any more."""
    return _end(notice, {"state": NoticeState.DROPPED, "dropped_at": now, "teller": by})


@transaction.atomic
def mark_read(*, resident: Resident, now: datetime) -> int:
    """He read on his own page what he was to be told; how many he had not been told before."""
    waiting = Notice.objects.filter(
        resident__in=same_person(resident), state=NoticeState.TO_TELL, written_at__lte=now
    )
    return waiting.update(state=NoticeState.TOLD, told_by=ToldBy.PAGE, told_at=now)


def send_waiting(*, now: datetime) -> int:
    """Send a message to everybody who has a mobile telephone; how many were taken.

    Not one transaction: a try is counted before the message leaves, so that two programs at once
    do not both send it. What fails three times is left to the desk.
    """
    way_out = outgoing()
    return sum(_send(notice, way_out, now) for notice in for_messages(now))


@transaction.atomic
def wipe(*, resident: Resident) -> None:
    """Remove what this room holds of a resident, at his request; no figure counts notices."""
    Notice.objects.filter(resident__in=same_person(resident)).delete()


def _kept(resident: Resident) -> Resident:
    return resident.merged_into or resident


def _notice(
    resident: Resident, words: str, source: str, tell_by: datetime | None, now: datetime
) -> Notice:
    """Nobody calls at the door of the dead, or looks for somebody who has no name any more."""
    can_be_told = resident.is_present and resident.died_on is None
    return Notice(
        resident=resident,
        community_id=resident.community_id,
        words=words,
        source=source,
        tell_by=tell_by,
        state=NoticeState.TO_TELL if can_be_told else NoticeState.DROPPED,
        dropped_at=None if can_be_told else now,
        written_at=now,
    )


def _end(notice: Notice, ending: Mapping[str, Any]) -> Notice:
    """Check and change in one statement: of two who told him at once, the second is refused."""
    waiting = Notice.objects.filter(pk=notice.pk, state=NoticeState.TO_TELL)
    changed = waiting.update(**ending)
    notice.refresh_from_db()
    if not changed:
        _refuse(notice)
    return notice


def _refuse(notice: Notice) -> None:
    at = notice.told_at or notice.dropped_at
    assert at is not None  # noqa: S101  # the database holds it
    how = notice.get_told_by_display() or notice.get_state_display()
    raise AlreadyTold(
        _("这一条已由{who}在{when}处理（{how}），不用再告知。").format(
            who=notice.teller or _("系统"), when=f"{timezone.localtime(at):%m-%d %H:%M}", how=how
        )
    )


def _send(notice: Notice, way_out: Messages, now: datetime) -> bool:
    """Hand one message over; False if another worker is at it, or it was not taken."""
    waiting = Notice.objects.filter(pk=notice.pk, state=NoticeState.TO_TELL)
    if not waiting.filter(tries=notice.tries).update(tries=F("tries") + 1, tried_at=now):
        return False
    text = _("方寸：{words}").format(words=notice.words)
    try:
        way_out.send(phone=number_for_messages(notice.told_person), text=text)
    except Exception as failure:  # whatever a provider raises, the others are still to be told
        # its words may hold the number
        log.warning("notice %s: message not taken (%s)", notice.pk, type(failure).__name__)
        return False
    waiting.update(state=NoticeState.TOLD, told_by=ToldBy.MESSAGE, told_at=now)
    return True
