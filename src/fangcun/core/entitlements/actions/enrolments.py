"""Putting people on the list of a benefit, and taking them off."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.entitlements.actions.circumstances import must_be_here
from fangcun.core.entitlements.models import BenefitRule, Enrolment
from fangcun.core.entitlements.queries.panels import explanation_for
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person


class NotEntitled(Refusal):
    """The benefit is not due to this person, or a proof is missing."""


class AlreadyEnrolled(Refusal):
    """He is on the list already."""


class AlreadyOff(Refusal):
    """He is off the list already."""


@transaction.atomic
def enrol(
    *,
    resident: Resident,
    rule: BenefitRule,
    until: date | None,
    by: str,
    today: date,
    now: datetime,
) -> Enrolment:
    """Put a resident on the list of a benefit that is due to him today."""
    must_be_here(resident)
    if not explanation_for(resident, rule=rule, on=today).is_entitled:
        raise NotEntitled(_("目前不符合条件或缺少证明，请先补齐证明再办理。"))
    _end_those_run_out(resident, rule, today=today, now=now)
    if _is_on_by_a_duplicate(resident, rule):
        raise AlreadyEnrolled(_("已经办理过这项待遇。"))
    row = Enrolment(
        resident=resident,
        rule=rule,
        key=rule.key,
        from_on=today,
        until=until,
        enrolled_by=by,
        enrolled_at=now,
    )
    # two desks may press at once: the constraint keeps one row, and the second is told
    Enrolment.objects.bulk_create([row], ignore_conflicts=True)
    kept = Enrolment.objects.get(resident=resident, key=rule.key, ended_at=None)
    if (kept.enrolled_at, kept.enrolled_by) != (now, by):
        raise AlreadyEnrolled(_("已经办理过这项待遇。"))
    return kept


@transaction.atomic
def end_enrolment(*, enrolment: Enrolment, because: str, by: str, now: datetime) -> Enrolment:
    """Take a resident off the list; the row stays."""
    still_on = Enrolment.objects.filter(pk=enrolment.pk, ended_at=None)
    if not still_on.update(ended_at=now, ended_by=by, ended_because=because):
        raise AlreadyOff(_("这项待遇已经终止。"))
    return Enrolment.objects.get(pk=enrolment.pk)


def _is_on_by_a_duplicate(resident: Resident, rule: BenefitRule) -> bool:
    """On the list under a record that was merged into this one."""
    others = Enrolment.objects.filter(resident__in=same_person(resident), key=rule.key)
    return others.filter(ended_at=None).exclude(resident=resident).exists()


def _end_those_run_out(
    resident: Resident, rule: BenefitRule, *, today: date, now: datetime
) -> None:
    """An enrolment whose last day is over makes room for a new one."""
    whose = same_person(resident)
    over = Enrolment.objects.filter(resident__in=whose, key=rule.key, ended_at=None)
    over.filter(until__lt=today).update(ended_at=now, ended_because=_("到期"))
