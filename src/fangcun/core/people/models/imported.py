"""Lists of residents that came from a file."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.places.models import Community
from fangcun.core.places.models.kept import LONGEST_TEXT


class ImportBatch(models.Model):
    """导入批次: one file of residents, written whole; may be undone whole."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "community__subdistrict",
        ScopeKind.COMMUNITY: "community_id",
    }

    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="imports", verbose_name=_("社区")
    )
    file_name = models.CharField(_("文件"), max_length=LONGEST_TEXT)
    upload = models.UUIDField(_("上传编号"), unique=True)  # imported twice, it is written once
    people = models.PositiveIntegerField(_("人数"))
    made_by = models.CharField(_("导入人"), max_length=200)
    made_at = models.DateTimeField(_("导入时间"))
    undone_by = models.CharField(_("撤销人"), max_length=200, blank=True)
    undone_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("导入批次")
        constraints = (
            models.CheckConstraint(
                name="an_undone_import_says_who_undid_it",
                condition=models.Q(undone_by="", undone_at__isnull=True)
                | (~models.Q(undone_by="") & models.Q(undone_at__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return self.file_name
