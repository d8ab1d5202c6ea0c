"""Packs of rules: who may get what, by which source, since when."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopePaths
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.catalog.models.function import Named
from fangcun.core.catalog.models.pack import Pack
from fangcun.core.entitlements.states import WITHOUT_AMOUNT, Gives, Proof
from fangcun.core.places.models.kept import history


class RulePack(Pack):
    """规则包: who may get what; what was decided keeps its own version."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {}

    history = history()

    class Meta:
        verbose_name = _("规则包")
        constraints = (
            models.UniqueConstraint(
                name="a_version_of_a_pack_is_written_once", fields=["code", "version"]
            ),
            models.CheckConstraint(
                name="a_pack_does_not_end_before_it_begins",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
        )


class BenefitRule(Named):
    """待遇: one thing one may get, to whom it is due, and what must be shown for it.

    Rules with the same `benefit` are steps of one ladder: the best step is what one gets.
    """

    pack = models.ForeignKey(
        RulePack, on_delete=models.PROTECT, related_name="rules", verbose_name=_("规则包")
    )
    code = models.CharField(_("代码"), max_length=60)
    benefit = models.CharField(_("待遇"), max_length=60)
    position = models.PositiveSmallIntegerField(_("顺序"))
    service = models.ForeignKey(
        ServiceKind,
        on_delete=models.PROTECT,
        related_name="benefit_rules",
        verbose_name=_("服务项目"),
        null=True,
        blank=True,
    )
    gives = models.CharField(_("内容"), max_length=30, choices=Gives)
    amount = models.PositiveBigIntegerField(_("数额"), null=True, blank=True)
    conditions = models.JSONField(_("条件"))
    required_proofs = ArrayField(
        models.CharField(max_length=30, choices=Proof),
        verbose_name=_("须有的证明"),
        default=list,
        blank=True,
    )

    class Meta:
        verbose_name = _("待遇规则")
        constraints = (
            models.UniqueConstraint(
                name="a_rule_code_is_used_once_in_a_pack", fields=["pack", "code"]
            ),
            models.CheckConstraint(
                name="what_is_counted_has_an_amount",
                condition=Q(gives__in=sorted(WITHOUT_AMOUNT), amount__isnull=True)
                | (~Q(gives__in=sorted(WITHOUT_AMOUNT)) & Q(amount__gt=0)),
            ),
        )

    @property
    def key(self) -> str:
        """The same rule through all versions of its pack."""
        return f"{self.pack.code}/{self.code}"
