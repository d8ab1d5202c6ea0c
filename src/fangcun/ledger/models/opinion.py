"""What residents say of what they received."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.accounts.models import User
from fangcun.core.operators.models import Operator
from fangcun.core.places.models import Community, Facility
from fangcun.ledger.models.commitment import Commitment


class Opinion(models.Model):
    """评价: solved or not, how content, in which words; its doer reads it.

    What was said stays as it was said; only that it was read is added. At a resident's request
    the words may be emptied, never changed.

    It lives in the ledger because those who ask (desk, feedback) and those who are told (the
    doer) are strangers.
    """

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "community__subdistrict",
        ScopeKind.COMMUNITY: "community_id",
        ScopeKind.FACILITY: "facility_id",
        ScopeKind.OPERATOR: "operator_id",
    }

    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="opinions", verbose_name=_("社区")
    )
    operator = models.ForeignKey(
        Operator,
        on_delete=models.PROTECT,
        related_name="opinions",
        verbose_name=_("服务机构"),
        null=True,
        blank=True,
    )
    facility = models.ForeignKey(
        Facility,
        on_delete=models.PROTECT,
        related_name="opinions",
        verbose_name=_("设施"),
        null=True,
        blank=True,
    )
    commitment = models.ForeignKey(
        Commitment,
        on_delete=models.PROTECT,
        related_name="opinions",
        verbose_name=_("约定"),
        null=True,
        blank=True,
    )
    source = models.CharField(_("来源"), max_length=80)
    is_solved = models.BooleanField(_("已解决"))
    score = models.PositiveSmallIntegerField(_("满意度"), null=True, blank=True)
    """1 to 5; None where the resident would not say."""
    words = models.CharField(_("居民原话"), max_length=500, blank=True)
    is_thanks = models.BooleanField(_("感谢"), default=False)
    asked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("询问人")
    )
    asked_at = models.DateTimeField(_("询问时间"))
    read_at = models.DateTimeField(_("服务方已读时间"), null=True, blank=True)
    read_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("已读人"),
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = _("评价")
        constraints = (
            models.CheckConstraint(
                name="content_is_scored_1_to_5",
                condition=Q(score__isnull=True) | Q(score__range=(1, 5)),
            ),
        )
        indexes = (
            models.Index(fields=["source"], name="opinions_by_source"),
            models.Index(
                fields=["operator", "asked_at"],
                name="opinions_not_read",
                condition=Q(read_at__isnull=True),
            ),
        )
        triggers = (
            pgtrigger.ReadOnly(name="opinions_are_kept", exclude=["read_at", "read_by", "words"]),
            pgtrigger.Protect(
                name="words_are_kept_or_emptied",
                operation=pgtrigger.UpdateOf("words"),  # type: ignore[no-untyped-call]
                condition=~pgtrigger.Q(new__words=""),
            ),
            pgtrigger.Protect(name="opinions_are_not_deleted", operation=pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return self.words or str(self.score)
