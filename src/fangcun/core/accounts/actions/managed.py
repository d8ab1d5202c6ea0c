"""Whose account somebody may change, asked again at the moment of the change."""

from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import Staff
from fangcun.core.accounts.access import may_manage
from fangcun.core.accounts.models import User


class NotYoursToManage(Refusal):
    """Meanwhile this person has other work, or the one who asks has lost hers."""


def as_of_now(staff: Staff, *, account: User) -> User:
    """The same person with the roles of this moment: the ones on the request may be older.

    Both rows are locked, so that of two who end each other's roles the second finds hers gone.
    """
    both = User.objects.select_for_update().filter(pk__in={staff.pk, account.pk}).order_by("pk")
    return next(user for user in both if user.pk == staff.pk)


def refuse_unless_managed(account: User, *, by: Staff) -> None:
    if not may_manage(as_of_now(by, account=account), account):
        raise NotYoursToManage(_("您不能修改这个账号，请联系本区管理员。"))
