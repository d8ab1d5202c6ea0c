"""What was looked at, by whom and why. Rows are only ever added."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _


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
        indexes = (models.Index(fields=["subject_id", "-viewed_at"], name="looks_at_a_person"),)
        triggers = (
            pgtrigger.Protect(name="looks_are_kept", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.viewer} {self.field}"
