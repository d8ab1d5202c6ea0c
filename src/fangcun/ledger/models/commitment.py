"""Promises."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.accounts.models import User
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.operators.models import Operator
from fangcun.core.people.models import Resident
from fangcun.core.places.models import Community, Facility
from fangcun.core.places.models.kept import LONGEST_TEXT
from fangcun.ledger.states import CommitmentState


class Commitment(models.Model):
    """约定: units of a service promised to somebody until a day, in exactly one state."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "community__subdistrict",
        ScopeKind.COMMUNITY: "community_id",
        ScopeKind.FACILITY: "facility_id",
        ScopeKind.OPERATOR: "operator_id",
    }

    service = models.ForeignKey(
        ServiceKind, on_delete=models.PROTECT, related_name="commitments", verbose_name=_("服务")
    )
    resident = models.ForeignKey(
        Resident,
        on_delete=models.PROTECT,
        related_name="commitments",
        verbose_name=_("居民"),
        null=True,
        blank=True,
    )
    promised_to = models.CharField(_("约定对象"), max_length=LONGEST_TEXT, blank=True)
    """Who, where no resident is on record: 陈先生 12号楼301, an organisation."""
    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="commitments", verbose_name=_("社区")
    )
    operator = models.ForeignKey(
        Operator,
        on_delete=models.PROTECT,
        related_name="commitments",
        verbose_name=_("服务机构"),
        null=True,
        blank=True,
    )
    """None: the community itself."""
    facility = models.ForeignKey(
        Facility,
        on_delete=models.PROTECT,
        related_name="commitments",
        verbose_name=_("设施"),
        null=True,
        blank=True,
    )
    units = models.PositiveIntegerField(_("数量"), default=1)
    price_fen = models.BigIntegerField(_("约定价格"), default=0)
    due_on = models.DateField(_("约定日期"))
    source = models.CharField(_("来源"), max_length=80, blank=True)
    """The row that asked for it, as `room:number`: `desk:12`."""
    note = models.CharField(_("说明"), max_length=500, blank=True)
    state = models.CharField(
        _("状态"), max_length=20, choices=CommitmentState, default=CommitmentState.OPEN
    )
    made_at = models.DateTimeField(_("约定时间"))
    made_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("约定人")
    )
    settled_at = models.DateTimeField(_("了结时间"), null=True, blank=True)
    settled_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("了结人"),
        null=True,
        blank=True,
    )
    settled_why = models.CharField(_("了结说明"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("约定")
        constraints = (
            models.CheckConstraint(
                name="a_commitment_is_open_or_settled",
                condition=Q(state=CommitmentState.OPEN, settled_at=None, settled_by=None)
                | (
                    ~Q(state=CommitmentState.OPEN)
                    & Q(settled_at__isnull=False, settled_by__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="a_commitment_is_made_to_somebody",
                condition=Q(resident__isnull=False) | ~Q(promised_to=""),
            ),
            models.CheckConstraint(
                name="a_commitment_promises_something", condition=Q(units__gt=0)
            ),
        )
        indexes = (
            models.Index(fields=["operator", "due_on"], name="open_promises_of_an_operator"),
            models.Index(fields=["source"], name="promises_by_source"),
        )

    def __str__(self) -> str:
        return f"{self.service} · {self.resident or self.promised_to}"
