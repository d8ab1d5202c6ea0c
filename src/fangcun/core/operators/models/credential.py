"""What operators can show: credentials, and the papers themselves."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.operators.models.contract import Contract
from fangcun.core.operators.models.operator import Operator
from fangcun.core.operators.states import CredentialKind
from fangcun.core.places.models import Paper
from fangcun.core.places.models.kept import LONGEST_TEXT, history


class Credential(models.Model):
    """证照: a licence, permit, certificate or insurance, until a day."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "operator__contracts__facility__community__subdistrict",
        ScopeKind.COMMUNITY: "operator__contracts__facility__community_id",
        ScopeKind.OPERATOR: "operator_id",
    }

    operator = models.ForeignKey(
        Operator, on_delete=models.PROTECT, related_name="credentials", verbose_name=_("运营机构")
    )
    kind = models.CharField(_("种类"), max_length=30, choices=CredentialKind)
    number = models.CharField(_("编号"), max_length=LONGEST_TEXT, blank=True)
    holder = models.CharField(_("持证人"), max_length=40, blank=True)
    """The member of staff who holds it; empty: the operator itself."""
    issued_on = models.DateField(_("发证日期"), null=True, blank=True)
    expires_on = models.DateField(_("有效期至"), null=True, blank=True)
    """None: without an end."""
    note = models.CharField(_("说明"), max_length=LONGEST_TEXT, blank=True)
    replaced_on = models.DateField(_("停用日期"), null=True, blank=True)
    is_demo = models.BooleanField(_("演示"), default=False)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history()

    class Meta:
        verbose_name = _("证照")
        constraints = (
            models.CheckConstraint(
                name="a_credential_does_not_end_before_it_is_issued",
                condition=Q(issued_on=None)
                | Q(expires_on=None)
                | Q(expires_on__gte=F("issued_on")),
            ),
        )
        indexes = (models.Index(fields=["expires_on"], name="credentials_that_expire"),)

    def __str__(self) -> str:
        return " ".join(part for part in (self.get_kind_display(), self.holder) if part)

    def is_expired(self, today: date) -> bool:
        return self.expires_on is not None and self.expires_on < today


class OperatorPaper(Paper):
    """运营资料: a scanned credential, a contract or an annex of it."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "operator__contracts__facility__community__subdistrict",
        ScopeKind.COMMUNITY: "operator__contracts__facility__community_id",
        ScopeKind.OPERATOR: "operator_id",
    }

    operator = models.ForeignKey(
        Operator, on_delete=models.PROTECT, related_name="papers", verbose_name=_("运营机构")
    )
    contract = models.ForeignKey(
        Contract,
        on_delete=models.PROTECT,
        related_name="papers",
        verbose_name=_("合同"),
        null=True,
        blank=True,
    )
    credential = models.ForeignKey(
        Credential,
        on_delete=models.PROTECT,
        related_name="papers",
        verbose_name=_("证照"),
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = _("运营资料")
        constraints = (
            models.CheckConstraint(
                name="a_paper_belongs_to_a_contract_or_a_credential",
                condition=Q(contract=None) | Q(credential=None),
            ),
        )
