"""Letting relatives in, and putting them out again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.core.consent.models import CircleMember
from fangcun.core.consent.states import Channel, CircleAction, FieldGroup, Kinship
from fangcun.core.people.models import Resident
from fangcun.core.people.rules.finding import plain_number
from fangcun.core.places.actions.revised import write_revision


class AlreadyIn(Refusal):
    """This telephone number is in the circle already."""


class AlreadyOut(Refusal):
    """He was put out before."""


class LetInForNothing(Refusal):
    """Neither to see nor to do anything, or for a time that is over."""


@dataclass(frozen=True, slots=True)
class WrittenMember:
    """Who is let in, to see and do what, until when, and how the resident said so."""

    name: str
    kinship: Kinship
    phone: str
    sees: Sequence[FieldGroup]
    does: Sequence[CircleAction]
    from_on: date
    until: date
    channel: Channel
    evidence: str


@transaction.atomic
def let_in(*, resident: Resident, written: WrittenMember, by: str, now: datetime) -> CircleMember:
    """A resident lets a relative see and do what he names, until a day."""
    _must_make_sense(resident, written)
    row = CircleMember(resident=resident, recorded_by=by, recorded_at=now, **_values(written))
    CircleMember.objects.bulk_create([row], ignore_conflicts=True)
    kept = CircleMember.objects.get(resident=resident, phone=row.phone, revoked_at=None)
    if (kept.recorded_at, kept.recorded_by) != (now, by):
        raise AlreadyIn(_("这个电话已在亲情圈里。请打开原来的记录修改。"))
    _note(kept, by=by, now=now)
    return kept


@transaction.atomic
def change_member(
    *, member: CircleMember, revision: int, written: WrittenMember, by: str, now: datetime
) -> CircleMember:
    """The resident lets him see or do more, or less, or for longer.

    A new telephone number is a new person: whoever joined under the old one is out.
    """
    if member.revoked_at is not None:
        raise AlreadyOut(_("已经取消，不能再修改。请重新添加。"))
    _must_make_sense(member.resident, written)
    values = _values(written)
    taken = CircleMember.objects.filter(
        resident=member.resident_id, phone=values["phone"], revoked_at=None
    )
    if taken.exclude(pk=member.pk).exists():
        raise AlreadyIn(_("这个电话已在亲情圈里。请打开原来的记录修改。"))
    if values["phone"] != member.phone:
        values["account"] = None
    return write_revision(row=member, revision=revision, values=values, by=by, now=now)


@transaction.atomic
def revoke_member(*, member: CircleMember, by: str, now: datetime) -> CircleMember:
    """Put a relative out: from this minute he sees and does nothing."""
    still_in = CircleMember.objects.filter(pk=member.pk, revoked_at=None)
    if not still_in.update(revoked_at=now, revoked_by=by, revision=F("revision") + 1):
        raise AlreadyOut(_("已经取消过了。"))
    out = CircleMember.objects.get(pk=member.pk)
    _note(out, by=by, now=now, is_change=True)
    return out


@transaction.atomic
def join_circles(*, user: User, phone: str) -> int:
    """A relative has proved by a code that `phone` is his: he joins the circles that name it.

    Returns how many. Circles that another account has joined stay with that account.
    """
    waiting = CircleMember.objects.filter(phone=plain_number(phone), account=None, revoked_at=None)
    return waiting.update(account=user)


def _values(written: WrittenMember) -> dict[str, Any]:
    return {
        "name": written.name,
        "kinship": written.kinship,
        "phone": plain_number(written.phone),
        "sees": [group for group in FieldGroup.values if group in written.sees],
        "does": [action for action in CircleAction.values if action in written.does],
        "from_on": written.from_on,
        "until": written.until,
        "channel": written.channel,
        "evidence": written.evidence,
    }


def _must_make_sense(resident: Resident, written: WrittenMember) -> None:
    if resident.merged_into_id is not None or resident.forgotten_at is not None:
        raise LetInForNothing(_("这条居民记录已并入另一条或已删除，不能添加。"))
    if not written.sees and not written.does:
        raise LetInForNothing(_("请至少选一项可以看或可以代办的内容。"))
    if written.until < written.from_on:
        raise LetInForNothing(_("有效期不能早于开始日期。"))


def _note(row: CircleMember, *, by: str, now: datetime, is_change: bool = False) -> None:
    table: Any = CircleMember
    table.history.bulk_history_create([row], update=is_change, default_user=by, default_date=now)
