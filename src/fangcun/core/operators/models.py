"""Operators, and the contracts under which they run facilities."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.places.models import Facility
from fangcun.core.places.models.kept import LONGEST_TEXT, history


class Operator(models.Model):
    """运营机构: a company or organisation that runs facilities."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "contracts__facility__community__subdistrict",
        ScopeKind.COMMUNITY: "contracts__facility__community_id",
        ScopeKind.FACILITY: "contracts__facility_id",
        ScopeKind.OPERATOR: "pk",
    }

    name = models.CharField(_("名称"), max_length=LONGEST_TEXT)
    brand = models.CharField(_("品牌"), max_length=LONGEST_TEXT, blank=True)
    uscc = models.CharField(
        _("统一社会信用代码"), max_length=18, unique=True, null=True, blank=True
    )
    contact_name = models.CharField(_("联系人"), max_length=LONGEST_TEXT, blank=True)
    contact_phone = models.CharField(_("联系电话"), max_length=40, blank=True)
    is_demo = models.BooleanField(_("演示"), default=False)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history()

    class Meta:
        verbose_name = _("运营机构")

    def __str__(self) -> str:
        return self.name


class Contract(models.Model):
    """合同: one operator runs one facility for a term."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "facility__community__subdistrict",
        ScopeKind.COMMUNITY: "facility__community_id",
        ScopeKind.FACILITY: "facility_id",
        ScopeKind.OPERATOR: "operator_id",
    }

    operator = models.ForeignKey(
        Operator, on_delete=models.PROTECT, related_name="contracts", verbose_name=_("运营机构")
    )
    facility = models.ForeignKey(
        Facility, on_delete=models.PROTECT, related_name="contracts", verbose_name=_("设施")
    )
    number = models.CharField(_("合同编号"), max_length=LONGEST_TEXT, blank=True)
    signed_on = models.DateField(_("签订日期"), null=True, blank=True)
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("结束日期"))
    ended_at = models.DateTimeField(_("提前终止时间"), null=True, blank=True)
    end_reason = models.CharField(_("终止原因"), max_length=LONGEST_TEXT, blank=True)
    liaison = models.CharField(_("社区联络人"), max_length=LONGEST_TEXT, blank=True)
    is_demo = models.BooleanField(_("演示"), default=False)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history()

    class Meta:
        verbose_name = _("合同")
        constraints = (
            models.CheckConstraint(
                name="a_contract_does_not_end_before_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.operator} · {self.facility}"
