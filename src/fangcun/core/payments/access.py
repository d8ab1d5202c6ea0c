"""The only way a page gets a row of this room.

Staff who take payments see those of their facilities, communities or operator. A resident sees
his own.
"""

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from fangcun.base.http import Staff, row_or_404
from fangcun.base.rights import Right
from fangcun.core.accounts.models import User
from fangcun.core.operators.models import Operator
from fangcun.core.payments.models import Account, Payment
from fangcun.core.payments.queries.payments import with_refunds
from fangcun.core.people.access import resident_or_404
from fangcun.core.people.models import Resident
from fangcun.core.places.models import Facility


def payments_taken_by(staff: Staff) -> QuerySet[Payment]:
    """Payments at the tills that this person answers for."""
    return staff.rows(Right.TAKE_PAYMENTS, Payment.objects.all())


def payment_or_404(staff: Staff, pk: int) -> Payment:
    rows = with_refunds(Payment.objects.all())
    return row_or_404(staff=staff, right=Right.TAKE_PAYMENTS, rows=rows, pk=pk)


def payers_payment_or_404(user: User, pk: int) -> Payment:
    """A payment for whoever pays it, or for staff who take it: not yours and not there are one."""
    if not user.is_resident:
        return payment_or_404(user, pk)
    own = Payment.objects.filter(resident__account=user) | Payment.objects.filter(
        resident__merged_into__account=user
    )
    found = with_refunds(own).filter(pk=pk).first()
    if found is None:
        raise Http404(_("没有这条记录"))
    return found


def accounts_kept_by(staff: Staff) -> QuerySet[Account]:
    """Cards and tabs that this person may move."""
    rows = Account.objects.select_related("resident__community", "operator")
    return staff.rows(Right.TAKE_PAYMENTS, rows)


def account_or_404(staff: Staff, pk: int) -> Account:
    rows = Account.objects.select_related("resident__community", "operator")
    return row_or_404(staff=staff, right=Right.TAKE_PAYMENTS, rows=rows, pk=pk)


def tab_or_404(staff: Staff, pk: int) -> Account:
    """An account with a limit."""
    found = account_or_404(staff, pk)
    if found.is_card:
        raise Http404(_("没有这条记录"))
    return found


def payer_or_404(staff: Staff, pk: int) -> Resident:
    """A resident whom this person may see by name and take money from."""
    resident = resident_or_404(staff, pk)
    if not staff.may(Right.TAKE_PAYMENTS, resident):
        raise Http404(_("没有这条记录"))
    return resident


def tills_of(staff: Staff) -> QuerySet[Facility]:
    """Facilities where this person takes payments."""
    return staff.rows(Right.TAKE_PAYMENTS, Facility.objects.all()).order_by("name", "pk")


def usual_till(staff: Staff) -> Facility | None:
    """Where this person's last payment was taken; else the first of his facilities."""
    last = payments_taken_by(staff).filter(facility__isnull=False)
    row = last.select_related("facility").order_by("-made_at", "-pk").first()
    return row.facility if row else tills_of(staff).first()


def operators_to_pay(staff: Staff) -> QuerySet[Operator]:
    """Operators with whom this person may open a card or a tab."""
    rows = Operator.objects.all()
    return staff.rows(Right.TAKE_PAYMENTS, rows).order_by("name", "pk")
