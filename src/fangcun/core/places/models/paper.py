"""Documents and photos, and the money a project has spent."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.places.models.kept import LONGEST_TEXT
from fangcun.core.places.models.project import Project


class Paper(models.Model):
    """A file that somebody handed in; it may be withdrawn, never changed."""

    title = models.CharField(_("名称"), max_length=LONGEST_TEXT)
    kept_as = models.CharField(_("存放名"), max_length=80, unique=True)
    content_type = models.CharField(_("文件类型"), max_length=100)
    size_bytes = models.PositiveIntegerField(_("大小"))
    digest = models.CharField(_("校验值"), max_length=64)
    handed_in_by = models.CharField(_("上传人"), max_length=LONGEST_TEXT)
    handed_in_at = models.DateTimeField(_("上传时间"))
    withdrawn_at = models.DateTimeField(_("撤下时间"), null=True, blank=True)
    withdrawn_by = models.CharField(_("撤下人"), max_length=LONGEST_TEXT, blank=True)
    withdrawn_why = models.CharField(_("撤下原因"), max_length=LONGEST_TEXT, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def is_photo(self) -> bool:
        return self.content_type.startswith("image/")


class ProjectPaper(Paper):
    """项目资料: a document or a photo of a project."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "project__community__subdistrict",
        ScopeKind.COMMUNITY: "project__community_id",
    }

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="papers", verbose_name=_("项目")
    )

    class Meta:
        verbose_name = _("项目资料")
        constraints = (
            models.UniqueConstraint(
                name="a_project_keeps_a_file_once",
                fields=["project", "digest"],
                condition=Q(withdrawn_at=None),
            ),
        )


class Spending(models.Model):
    """支出: money that a project has spent; a wrong line is struck out, never changed."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "project__community__subdistrict",
        ScopeKind.COMMUNITY: "project__community_id",
    }

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="spendings", verbose_name=_("项目")
    )
    spent_on = models.DateField(_("支出日期"))
    amount_fen = models.BigIntegerField(_("金额"))
    what_for = models.CharField(_("用途"), max_length=LONGEST_TEXT)
    paper = models.ForeignKey(
        ProjectPaper,
        on_delete=models.PROTECT,
        related_name="spendings",
        verbose_name=_("凭证"),
        null=True,
        blank=True,
    )
    written_by = models.CharField(_("登记人"), max_length=LONGEST_TEXT)
    written_at = models.DateTimeField(_("登记时间"))
    struck_at = models.DateTimeField(_("作废时间"), null=True, blank=True)
    struck_by = models.CharField(_("作废人"), max_length=LONGEST_TEXT, blank=True)
    struck_why = models.CharField(_("作废原因"), max_length=LONGEST_TEXT, blank=True)

    class Meta:
        verbose_name = _("支出")
        constraints = (
            models.CheckConstraint(name="a_spending_is_money", condition=Q(amount_fen__gt=0)),
            models.UniqueConstraint(
                name="a_spending_is_written_once",
                fields=["project", "spent_on", "amount_fen", "what_for"],
                condition=Q(struck_at=None),
            ),
        )

    def __str__(self) -> str:
        return f"{self.spent_on} {self.what_for}"
