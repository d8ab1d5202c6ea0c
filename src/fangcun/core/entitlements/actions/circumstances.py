"""Writing down what is true of a resident, and until when."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.crypto import is_sealed_anew, seal
from fangcun.base.errors import Refusal
from fangcun.base.http import Staff
from fangcun.core.audit.actions import note_look
from fangcun.core.entitlements.models import Circumstance
from fangcun.core.entitlements.states import LEVELS_OF, CircumstanceKind
from fangcun.core.people.models import Resident
from fangcun.core.places.actions.revised import ChangedMeanwhile, write_revision

TAIL = 4
SHORTEST_REASON = 2
NUMBER_FIELD = "certificate_number"


class AlreadyRecorded(Refusal):
    """This circumstance of this resident runs already."""


class AlreadyEnded(Refusal):
    """Somebody has ended it before."""


class PersonIsGone(Refusal):
    """The resident was merged into another, or asked to be forgotten."""


class LevelDoesNotFit(Refusal):
    """The kind has no such level."""


class WrongDates(Refusal):
    """It would end before it begins."""


class NoReason(Refusal):
    """Nobody looks without saying why."""


@dataclass(frozen=True, slots=True)
class WrittenCircumstance:
    """What people write of a circumstance; an unverified one is the resident's own word.

    `number` is that of the paper; None keeps the one that is on file.
    """

    kind: CircumstanceKind
    from_on: date
    level: int | None = None
    evidence: str = ""
    number: str | None = None
    until: date | None = None
    is_verified: bool = True


@transaction.atomic
def add_circumstance(
    *, resident: Resident, written: WrittenCircumstance, by: str, now: datetime
) -> Circumstance:
    """Write down one more circumstance of a resident, with its evidence."""
    must_be_here(resident)
    _must_make_sense(written)
    row = Circumstance(
        resident=resident,
        kind=written.kind,
        recorded_by=by,
        recorded_at=now,
        **_values(written, by=by, now=now, was_verified=None),
    )
    _seal_number(row, written.number)
    # the unique constraint decides between two desks that write at once; nothing is doubled
    Circumstance.objects.bulk_create([row], ignore_conflicts=True)
    kept = Circumstance.objects.get(resident=resident, kind=written.kind, ended_at=None)
    if (kept.recorded_at, kept.recorded_by) != (now, by):
        raise AlreadyRecorded(
            _("已经登记了{kind}。请打开原来的记录，更新证明或有效期。").format(
                kind=written.kind.label
            )
        )
    _note(kept, by=by, now=now)
    return kept


@transaction.atomic
def change_circumstance(
    *,
    circumstance: Circumstance,
    revision: int,
    written: WrittenCircumstance,
    by: str,
    now: datetime,
) -> Circumstance:
    """Correct a circumstance or enter its new paper; its kind stays."""
    if circumstance.ended_at is not None:
        raise AlreadyEnded(_("这条情况已经终止，不能再修改。请另外登记一条。"))
    _must_make_sense(written)
    was = (circumstance.verified_by, circumstance.verified_at)
    values = _values(written, by=by, now=now, was_verified=was if was[1] else None)
    if _seal_number(circumstance, written.number):
        values |= {
            "number_sealed": circumstance.number_sealed,
            "number_tail": circumstance.number_tail,
        }
    return write_revision(row=circumstance, revision=revision, values=values, by=by, now=now)


@transaction.atomic
def end_circumstance(
    *, circumstance: Circumstance, because: str, by: str, now: datetime
) -> Circumstance:
    """It is not true any more: the row stays as history."""
    values = {"ended_at": now, "ended_because": because}
    if circumstance.ended_at is not None:
        raise AlreadyEnded(_("这条情况已经终止。"))
    try:
        return write_revision(
            row=circumstance, revision=circumstance.revision, values=values, by=by, now=now
        )
    except ChangedMeanwhile as changed:
        raise AlreadyEnded(_("别人刚刚修改或终止了这条情况。请重新打开再看。")) from changed


def seal_anew() -> int:
    """Seal every number of a paper with the first key, after a key was added; how many were."""
    sealed = 0
    for key in Circumstance.objects.filter(number_sealed__isnull=False).values_list(
        "pk", flat=True
    ):
        sealed += _seal_anew(key)
    return sealed


@transaction.atomic
def look_at_number(*, circumstance: Circumstance, viewer: Staff, reason: str, now: datetime) -> str:
    """The whole number of a paper, once; who looked and why is written down with it."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise NoReason(_("请写明查看事由，居民本人可以看到。"))
    note_look(
        viewer=viewer,
        subject_id=circumstance.resident_id,
        field=NUMBER_FIELD,
        reason=reason.strip(),
        now=now,
    )
    return circumstance.number


@transaction.atomic
def _seal_anew(key: int) -> bool:
    row = Circumstance.objects.select_for_update().get(pk=key)
    if row.number_sealed is None or is_sealed_anew(bytes(row.number_sealed)):
        return False
    sealed = seal(row.number, place=row.place)
    Circumstance.objects.filter(pk=key).update(number_sealed=sealed)
    return True


def _values(
    written: WrittenCircumstance,
    *,
    by: str,
    now: datetime,
    was_verified: tuple[str, datetime | None] | None,
) -> dict[str, Any]:
    """The fields as rows keep them; who verified it first stays."""
    verified_by, verified_at = was_verified or (by, now)
    return {
        "level": written.level,
        "evidence": written.evidence,
        "from_on": written.from_on,
        "until": written.until,
        "verified_by": verified_by if written.is_verified else "",
        "verified_at": verified_at if written.is_verified else None,
    }


def _seal_number(row: Circumstance, number: str | None) -> bool:
    """Put the number of a paper on the row, unreadable but for its end; whether there was one."""
    if not number:
        return False
    row.number_sealed = seal(number, place=row.place)
    row.number_tail = number[-TAIL:] if len(number) > TAIL else ""
    return True


def must_be_here(resident: Resident) -> None:
    if resident.merged_into_id is not None:
        raise PersonIsGone(_("这条居民记录已并入另一条，请在那一条上登记。"))
    if resident.forgotten_at is not None:
        raise PersonIsGone(_("该居民的个人信息已按本人要求删除，不能再登记。"))


def _must_make_sense(written: WrittenCircumstance) -> None:
    if written.until is not None and written.until < written.from_on:
        raise WrongDates(_("有效期不能早于开始日期。"))
    levels = LEVELS_OF.get(written.kind)
    if written.level is not None and (levels is None or str(written.level) not in levels.values):
        raise LevelDoesNotFit(_("{kind}没有这个等级。").format(kind=written.kind.label))


def _note(row: Circumstance, *, by: str, now: datetime) -> None:
    table: Any = Circumstance
    table.history.bulk_history_create([row], default_user=by, default_date=now)
