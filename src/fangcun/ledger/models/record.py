"""Deliveries."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.accounts.models import User
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.operators.models import Operator
from fangcun.core.people.models import Resident
from fangcun.core.places.models import Community, Facility, Room
from fangcun.ledger.models.kept import never_emptied
from fangcun.ledger.states import CountMethod


class ServiceRecord(models.Model):
    """服务记录: one service received by one person, or one counted crowd.

    Rows are only ever added. A mistake is taken back by a row that names the one it reverses and
    says why; both stay, and no figure counts either. `commitment` is the promise it kept, if any.
    """

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "community__subdistrict",
        ScopeKind.COMMUNITY: "community_id",
        ScopeKind.FACILITY: "facility_id",
        ScopeKind.OPERATOR: "operator_id",
    }

    service = models.ForeignKey(
        ServiceKind, on_delete=models.PROTECT, related_name="records", verbose_name=_("服务")
    )
    resident = models.ForeignKey(
        Resident,
        on_delete=models.PROTECT,
        related_name="records",
        verbose_name=_("居民"),
        null=True,
        blank=True,
    )
    person_times = models.PositiveIntegerField(_("人次"), default=1)
    counted_by = models.CharField(
        _("计数方式"), max_length=20, choices=CountMethod, default=CountMethod.PERSON
    )
    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="records", verbose_name=_("社区")
    )
    """Of the person; of the facility for a crowd."""
    facility = models.ForeignKey(
        Facility,
        on_delete=models.PROTECT,
        related_name="records",
        verbose_name=_("设施"),
        null=True,
        blank=True,
    )
    room = models.ForeignKey(
        Room,
        on_delete=models.PROTECT,
        related_name="records",
        verbose_name=_("房间"),
        null=True,
        blank=True,
    )
    operator = models.ForeignKey(
        Operator,
        on_delete=models.PROTECT,
        related_name="records",
        verbose_name=_("服务机构"),
        null=True,
        blank=True,
    )
    served_on = models.DateField(_("服务日期"))
    starts_at = models.DateTimeField(_("开始时间"), null=True, blank=True)
    ends_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    units = models.PositiveIntegerField(_("数量"), default=1)
    """Of what one person received: two gift packs are one person-time."""
    price_fen = models.BigIntegerField(_("价格"), default=0)
    subsidy_fen = models.BigIntegerField(_("补贴"), default=0)
    session = models.CharField(_("场次"), max_length=80, blank=True)
    """Rows of one class, market or meal share it: `activities:31`. Counts 场次."""
    source = models.CharField(_("来源"), max_length=80, blank=True)
    written_key = models.UUIDField(_("登记凭证"), unique=True, null=True, blank=True)
    """Made by the page or the caller: what is sent twice is written once."""
    note = models.CharField(_("说明"), max_length=500, blank=True)
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("记录人")
    )
    recorded_at = models.DateTimeField(_("记录时间"))
    reverses = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        related_name="reversal",
        verbose_name=_("冲正"),
        null=True,
        blank=True,
    )
    reversal_reason = models.CharField(_("冲正原因"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("服务记录")
        constraints = (
            models.CheckConstraint(
                name="a_person_is_one_and_a_crowd_has_no_name",
                condition=Q(counted_by=CountMethod.PERSON, person_times=1)
                | (~Q(counted_by=CountMethod.PERSON) & Q(resident=None, person_times__gt=0)),
            ),
            models.CheckConstraint(
                name="a_service_does_not_end_before_it_starts",
                condition=Q(starts_at__isnull=True)
                | Q(ends_at__isnull=True)
                | Q(ends_at__gte=F("starts_at")),
            ),
            models.CheckConstraint(
                name="a_subsidy_is_part_of_the_price",
                condition=Q(price_fen__gte=0, subsidy_fen__gte=0)
                & Q(subsidy_fen__lte=F("price_fen")),
            ),
            models.CheckConstraint(
                name="a_reversal_says_why",
                condition=Q(reverses__isnull=True, reversal_reason="")
                | (Q(reverses__isnull=False) & ~Q(reversal_reason="")),
            ),
        )
        indexes = (
            models.Index(fields=["resident", "-served_on"], name="what_a_person_received"),
            models.Index(fields=["served_on", "id"], name="records_by_day"),
            models.Index(fields=["facility", "served_on", "id"], name="what_a_facility_gave"),
            models.Index(fields=["operator", "served_on", "id"], name="what_an_operator_gave"),
            models.Index(fields=["community", "served_on", "id"], name="what_a_community_received"),
            models.Index(
                fields=["reverses"], name="taken_back_records", condition=Q(reverses__isnull=False)
            ),
        )
        triggers = (
            pgtrigger.Protect(
                name="records_are_kept", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            never_emptied("records_are_not_emptied"),
        )

    def __str__(self) -> str:
        return f"{self.service} {self.served_on}"
