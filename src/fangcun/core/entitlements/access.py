"""The only way a page gets a row of this room.

Circumstances and enrolments go with the resident; health-like ones need the right for health, too.
Packs are everybody's to read; only rights held for the whole district change them.
"""

from datetime import datetime

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.http import Staff, row_or_404
from fangcun.base.rights import Right
from fangcun.core.audit.actions import note_look
from fangcun.core.entitlements.models import BenefitRule, Circumstance, Enrolment, RulePack
from fangcun.core.entitlements.queries import Panel, newest_version, panel, rule_in_force
from fangcun.core.people.access import residents_of
from fangcun.core.people.models import Resident

HEALTH_FIELD = "health_circumstances"


def panel_for(
    staff: Staff, resident: Resident, *, now: datetime, has_health_consent: bool = False
) -> Panel:
    """What this person may see of a resident's circumstances and benefits; looks are written down.

    Health is shown by right, or where the resident gave his separate consent: the caller asks the
    consent room for that, a neighbour of this one.
    """
    sees_health = has_health_consent or staff.may(Right.SEE_HEALTH, resident)
    shown = panel(resident, on=timezone.localdate(now), sees_health=sees_health)
    if shown.shows_health:
        note_look(
            viewer=staff,
            subject_id=resident.pk,
            field=HEALTH_FIELD,
            reason=_("查看居民情况与待遇"),
            now=now,
        )
    return shown._replace(may_write=staff.may(Right.WRITE_PERSONS, resident))


def circumstance_or_404(staff: Staff, pk: int, right: Right = Right.WRITE_PERSONS) -> Circumstance:
    """One circumstance that this person may change; a health-like one needs the right for that."""
    rows = Circumstance.objects.select_related("resident__community")
    found = row_or_404(staff=staff, right=right, rows=rows, pk=pk)
    if found.is_sensitive and not staff.may(Right.SEE_HEALTH, found):
        raise Http404(_("没有这条记录"))
    return found


def enrolment_or_404(staff: Staff, pk: int) -> Enrolment:
    rows = Enrolment.objects.select_related("resident__community", "rule__pack")
    return row_or_404(staff=staff, right=Right.WRITE_PERSONS, rows=rows, pk=pk)


def rule_or_404(key: str, *, now: datetime) -> BenefitRule:
    """A benefit that is given today."""
    found = rule_in_force(key, on=timezone.localdate(now))
    if found is None:
        raise Http404(_("没有这项待遇，或者它现在没有启用"))
    return found


def pack_or_404(code: str, version: int | None = None) -> RulePack:
    """One version of a pack; the newest where none is named."""
    found = (
        newest_version(code)
        if version is None
        else RulePack.objects.filter(code=code, version=version).first()
    )
    if found is None:
        raise Http404(_("没有这个规则包"))
    return found


def pack_to_edit_or_404(staff: Staff, code: str) -> RulePack:
    """The newest version of a pack, for those who answer for the whole district's rules."""
    pack = pack_or_404(code)
    return row_or_404(staff=staff, right=Right.EDIT_RULES, rows=RulePack.objects.all(), pk=pack.pk)


def may_edit_packs(staff: Staff) -> bool:
    """Whether this person answers for the whole district's rules."""
    return staff.may(Right.EDIT_RULES, RulePack())


def people_to_count(staff: Staff) -> QuerySet[Resident]:
    """Whom a preview counts: without names, all for whom this person's rules hold."""
    return staff.rows(Right.EDIT_RULES, Resident.objects.all())


def people_to_name(staff: Staff) -> QuerySet[Resident]:
    """Whom a list may name."""
    return residents_of(staff)


def people_with_health(staff: Staff) -> QuerySet[Resident]:
    """Whose health-like circumstances a list may show."""
    return staff.rows(Right.SEE_HEALTH, residents_of(staff))
