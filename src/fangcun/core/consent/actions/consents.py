"""Giving and withdrawing consent, one purpose at a time."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.consent.models import Consent
from fangcun.core.consent.queries.notices import limit_value, newest_notice
from fangcun.core.consent.rules import Asked, last_day_under, who_is_asked
from fangcun.core.consent.states import Channel, GivenBy, Limit, Purpose
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person


class GuardianNeeded(Refusal):
    """A child under the age of the law cannot agree by himself."""


class AgeUnknown(Refusal):
    """Nobody knows whether he is old enough to agree by himself."""


class AlreadyAnswered(Refusal):
    """Somebody else has just written down an answer to the same question."""


class AlreadyWithdrawn(Refusal):
    """It was withdrawn, or replaced, before."""


class WrongDates(Refusal):
    """It would end before it begins, or begin after today."""


class PersonIsGone(Refusal):
    """The resident was merged into another, or asked to be forgotten."""


@dataclass(frozen=True, slots=True)
class WrittenConsent:
    """One answer to one question, and how it can be shown later.

    `is_age_seen`: whoever writes it down has seen that the person is old enough, although his
    birth date is not on file.
    """

    purpose: Purpose
    given_by: GivenBy
    channel: Channel
    evidence: str
    from_on: date
    until: date | None = None
    guardian_name: str = ""
    guardian_kinship: str = ""
    guardian_phone: str = ""
    is_age_seen: bool = False


@transaction.atomic
def give_consent(
    *, resident: Resident, written: WrittenConsent, by: str, today: date, now: datetime
) -> Consent:
    """Write down that a resident, or his guardian, agrees to one purpose.

    An earlier answer to the same question is replaced; the same answer pressed twice is one.
    A child's consent ends the day before he must be asked himself.
    """
    _must_be_here(resident)
    _must_make_sense(written, today)
    until = _until(resident, written, today)
    values = {**asdict(written), "until": until}
    if (same := _same_answer(resident, values)) is not None:
        return same
    running = _running(resident).filter(purpose=written.purpose)
    running.update(replaced_at=now)
    row = Consent(
        resident=resident,
        notice=newest_notice(written.purpose),
        recorded_by=by,
        recorded_at=now,
        **values,
    )
    # two desks may write at once: the constraint keeps one answer, and the second is told
    Consent.objects.bulk_create([row], ignore_conflicts=True)
    kept = _running(resident).get(purpose=written.purpose)
    if (kept.recorded_at, kept.recorded_by) != (now, by):
        raise AlreadyAnswered(_("别人刚刚登记了同一项同意。请刷新后再看。"))
    return kept


@transaction.atomic
def withdraw_consent(*, consent: Consent, by: str, now: datetime) -> Consent:
    """The resident takes his word back; what was done before stays lawful, PIPL §15."""
    still_given = Consent.objects.filter(pk=consent.pk, withdrawn_at=None, replaced_at=None)
    if not still_given.update(withdrawn_at=now, withdrawn_by=by):
        raise AlreadyWithdrawn(_("这项同意已经撤回或更新过。"))
    return Consent.objects.get(pk=consent.pk)


def _until(resident: Resident, written: WrittenConsent, today: date) -> date | None:
    """The last day of the consent; for a child not later than he must be asked himself."""
    age = limit_value(Limit.GUARDIAN_UNDER_AGE)
    last = last_day_under(age=age, born_on=resident.born_on, birth_year=resident.birth_year)
    asked = who_is_asked(on=today, last_day_as_child=last)
    if written.given_by == GivenBy.SELF:
        if asked == Asked.GUARDIAN:
            raise GuardianNeeded(_("未满{age}周岁，须由监护人同意。").format(age=age))
        if asked == Asked.UNKNOWN and not written.is_age_seen:
            raise AgeUnknown(
                _("没有登记出生日期。请先补登，或当面确认已满{age}周岁。").format(age=age)
            )
        return written.until
    if asked != Asked.GUARDIAN:
        return written.until
    return min(filter(None, (written.until, last)))


def _same_answer(resident: Resident, values: dict[str, object]) -> Consent | None:
    return _running(resident).filter(**values).first()


def _running(resident: Resident) -> QuerySet[Consent]:
    whose = same_person(resident)
    return Consent.objects.filter(resident__in=whose, withdrawn_at=None, replaced_at=None)


def _must_be_here(resident: Resident) -> None:
    if resident.merged_into_id is not None:
        raise PersonIsGone(_("这条居民记录已并入另一条，请在那一条上登记。"))
    if resident.forgotten_at is not None:
        raise PersonIsGone(_("该居民的个人信息已按本人要求删除，不能再登记。"))


def _must_make_sense(written: WrittenConsent, today: date) -> None:
    if written.from_on > today:
        raise WrongDates(_("同意的日期不能晚于今天。"))
    if written.until is not None and written.until < written.from_on:
        raise WrongDates(_("有效期不能早于同意的日期。"))
    has_guardian = all((written.guardian_name, written.guardian_kinship, written.guardian_phone))
    if written.given_by == GivenBy.GUARDIAN and not has_guardian:
        raise GuardianNeeded(_("请写明监护人的姓名、关系和电话。"))
