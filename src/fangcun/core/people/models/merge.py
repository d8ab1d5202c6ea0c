"""Two rows that are one person."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.people.models.resident import Resident


class Merge(models.Model):
    """合并: one row was found to be the same person as another; kept so that it can be undone.

    Nothing that points to either row is moved: the merged row stays, and says into which it went.
    """

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "kept__community__subdistrict",
        ScopeKind.COMMUNITY: "kept__community_id",
    }

    kept = models.ForeignKey(
        Resident, on_delete=models.PROTECT, related_name="merges", verbose_name=_("保留")
    )
    gone = models.ForeignKey(
        Resident, on_delete=models.PROTECT, related_name="gone_in", verbose_name=_("并入")
    )
    before = models.JSONField(_("保留的记录原来的内容"), default=dict)
    after = models.JSONField(_("从并入的记录取来的内容"), default=dict)
    phones = models.JSONField(_("抄来的电话"), default=list)
    took_id_number = models.BooleanField(_("抄来身份证号"), default=False)
    made_by = models.CharField(_("合并人"), max_length=200)
    made_at = models.DateTimeField(_("合并时间"))
    undone_by = models.CharField(_("撤销人"), max_length=200, blank=True)
    undone_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("合并")
        constraints = (
            models.UniqueConstraint(
                name="a_row_is_merged_once_at_a_time",
                fields=["gone"],
                condition=Q(undone_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.gone_id} → {self.kept_id}"
