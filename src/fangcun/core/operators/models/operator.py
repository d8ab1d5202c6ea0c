"""Operators, and the people to talk to."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
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
    address = models.CharField(_("地址"), max_length=LONGEST_TEXT, blank=True)
    is_demo = models.BooleanField(_("演示"), default=False)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history()

    class Meta:
        verbose_name = _("运营机构")

    def __str__(self) -> str:
        return self.name


class Contact(models.Model):
    """联系人: one more person of an operator, and what to call for."""

    operator = models.ForeignKey(
        Operator, on_delete=models.PROTECT, related_name="contacts", verbose_name=_("运营机构")
    )
    name = models.CharField(_("姓名"), max_length=40)
    post = models.CharField(_("职务"), max_length=60, blank=True)
    phone = models.CharField(_("电话"), max_length=40)
    left_on = models.DateField(_("离任日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("联系人")
        constraints = (
            models.UniqueConstraint(
                name="a_contact_is_listed_once",
                fields=["operator", "name", "phone"],
                condition=Q(left_on=None),
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.phone}"
