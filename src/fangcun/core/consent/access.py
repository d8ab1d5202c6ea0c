"""The only way a page gets a row of this room.

Staff get rows by right and scope. A resident gets his own. A relative gets what the resident lets
him see on this day: asked in the query itself, so that revoking works that minute, and every look
is written down.
"""

from datetime import date, datetime
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.http import Staff, row_or_404
from fangcun.base.rights import Right
from fangcun.core.accounts.models import User
from fangcun.core.audit.actions import note_look
from fangcun.core.consent.models import CircleMember, Consent, ForgetRequest, Notice
from fangcun.core.consent.queries import memberships, newest_notice
from fangcun.core.consent.states import CircleAction, FieldGroup, Purpose
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import present, same_person

Row = TypeVar("Row", Consent, CircleMember)


def people_in_circle_of(user: User, *, on: date) -> QuerySet[Resident]:
    """Residents who let this person in, on a day."""
    letting_in = memberships(account_id=user.pk, on=on).order_by().values("resident_id")
    return Resident.objects.filter(pk__in=letting_in).select_related("community", "address")


def may_see(*, user: User, resident: Resident, group: FieldGroup, on: date) -> bool:
    """Whether a resident lets a relative see one group of fields on a day."""
    allowed = memberships(account_id=user.pk, on=on).filter(sees__contains=[group])
    return allowed.filter(resident__in=same_person(resident)).exists()


def may_do(*, user: User, resident: Resident, action: CircleAction, on: date) -> bool:
    """Whether a resident lets a relative do something for him on a day."""
    allowed = memberships(account_id=user.pk, on=on).filter(does__contains=[action])
    return allowed.filter(resident__in=same_person(resident)).exists()


def people_to_act_for(user: User, action: CircleAction, *, on: date) -> QuerySet[Resident]:
    """The resident whose account this is, first, and those who let him do this for them."""
    let_in = memberships(account_id=user.pk, on=on).filter(does__contains=[action]).order_by()
    theirs = Q(pk__in=let_in.values("resident")) | Q(merged__in=let_in.values("resident"))
    rows = present(Resident.objects.filter(Q(account=user) | theirs)).distinct()
    return rows.order_by("-account", "pk")


def look_as_relative(
    *, user: User, resident: Resident, group: FieldGroup, now: datetime
) -> Resident:
    """Let a relative see one group of fields, and write down that he did; else nobody is there."""
    if not may_see(user=user, resident=resident, group=group, on=timezone.localdate(now)):
        raise Http404(_("没有这条记录"))
    note_look(
        viewer=user,
        subject_id=resident.pk,
        field=group.value,
        reason=_("亲情圈成员查看"),
        now=now,
    )
    return resident


def own_consent_or_404(user: User, pk: int) -> Consent:
    """A resident's own consent."""
    return _own_or_404(Consent.objects.filter(resident__account=user), pk)


def own_member_or_404(user: User, pk: int) -> CircleMember:
    """A relative in the resident's own circle."""
    return _own_or_404(CircleMember.objects.filter(resident__account=user), pk)


def consent_or_404(staff: Staff, pk: int) -> Consent:
    rows = Consent.objects.select_related("resident__community")
    return row_or_404(staff=staff, right=Right.WRITE_PERSONS, rows=rows, pk=pk)


def member_or_404(staff: Staff, pk: int) -> CircleMember:
    rows = CircleMember.objects.select_related("resident__community")
    return row_or_404(staff=staff, right=Right.WRITE_PERSONS, rows=rows, pk=pk)


def forget_requests_for(staff: Staff) -> QuerySet[ForgetRequest]:
    """Requests to be forgotten that this person answers."""
    return staff.rows(Right.FORGET_PERSONS, ForgetRequest.objects.all())


def forget_request_or_404(staff: Staff, pk: int) -> ForgetRequest:
    rows = ForgetRequest.objects.select_related("resident__community")
    return row_or_404(staff=staff, right=Right.FORGET_PERSONS, rows=rows, pk=pk)


def notice_to_edit_or_404(staff: Staff, purpose: str) -> Notice:
    """The notice of a purpose, for those who answer for the whole district's rules."""
    notice = newest_notice(purpose) if purpose in Purpose.values else None
    if notice is None or not staff.may(Right.EDIT_RULES, notice):
        raise Http404(_("没有这份告知书"))
    return notice


def may_edit_notices(staff: Staff) -> bool:
    """Whether this person answers for the whole district's rules."""
    return staff.may(Right.EDIT_RULES, Notice())


def _own_or_404(rows: QuerySet[Row], pk: int) -> Row:
    found = rows.select_related("resident__community").filter(pk=pk).first()
    if found is None:
        raise Http404(_("没有这条记录"))
    return found
