"""What was looked at, by whom and why; what happened to accounts. Rows are only ever added."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from fangcun.core.audit.states import AccountEventKind

NEITHER_CHANGED_NOR_REMOVED = pgtrigger.Update | pgtrigger.Delete


class Viewing(models.Model):
    """查看记录: one look at one sensitive field of one person.

    Rooms upstairs own the rows looked at, so that numbers and names are kept, not keys: a name
    outlives its account, and a look outlives the row.
    """

    viewer_id = models.BigIntegerField(_("查看人编号"))
    viewer = models.CharField(_("查看人"), max_length=200)
    subject_id = models.BigIntegerField(_("居民编号"))
    field = models.CharField(_("字段"), max_length=60)
    reason = models.CharField(_("事由"), max_length=200)
    viewed_at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("查看记录")
        indexes = (
            models.Index(fields=["subject_id", "-viewed_at"], name="looks_at_a_person"),
            models.Index(fields=["-viewed_at"], name="latest_looks"),
        )
        triggers = (
            pgtrigger.Protect(name="looks_are_kept", operation=NEITHER_CHANGED_NOR_REMOVED),
        )

    def __str__(self) -> str:
        return f"{self.viewer} {self.field}"


class AccountEvent(models.Model):
    """账号记录: a sign-in, a failed one, a lock, or a change of an account or its roles.

    `account_id` is empty where somebody tried a name that no account has; `name` is what was typed.
    """

    kind = models.CharField(_("事件"), max_length=30, choices=AccountEventKind)
    account_id = models.BigIntegerField(_("账号编号"), null=True, blank=True)
    name = models.CharField(_("账号"), max_length=200, blank=True)
    by = models.CharField(_("操作人"), max_length=200, blank=True)
    address = models.CharField(_("来源地址"), max_length=45, blank=True)
    note = models.CharField(_("说明"), max_length=500, blank=True)
    happened_at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("账号记录")
        indexes = (
            models.Index(fields=["account_id", "-happened_at"], name="events_of_an_account"),
            models.Index(fields=["-happened_at"], name="latest_account_events"),
        )
        triggers = (
            pgtrigger.Protect(
                name="account_events_are_kept", operation=NEITHER_CHANGED_NOR_REMOVED
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.get_kind_display()}"
