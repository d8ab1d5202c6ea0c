"""Whose account it is: a resident who signs in by telephone."""

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.core.people.models import Resident


class AccountOfAnother(Refusal):
    """An account is one person's; two rows of one name and number are one person or a mistake."""


@transaction.atomic
def own_account(*, resident: Resident, account: User) -> Resident:
    """From now on this account opens this resident's own page; the same again changes nothing."""
    holder = Resident.objects.filter(account=account).exclude(pk=resident.pk).first()
    if holder is not None:
        raise AccountOfAnother(_("同名同号有两份登记，请联系前台核对后合并，再登录。"))
    Resident.objects.filter(pk=resident.pk, account__isnull=True).update(account=account)
    resident.refresh_from_db(fields=["account"])
    if resident.account_id != account.pk:
        raise AccountOfAnother(_("这份登记已有账号，请用原来的手机号码登录，或联系前台。"))
    return resident
