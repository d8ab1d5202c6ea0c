"""Contracts, and what they promise."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.operators.models.operator import Operator
from fangcun.core.operators.states import CountedIn, Per
from fangcun.core.places.models import Facility, Room
from fangcun.core.places.models.kept import LONGEST_TEXT, history
from fangcun.core.places.states import Weekday


class Contract(models.Model):
    """合同: one operator runs a facility, or some rooms of it, for a term.

    No rooms: all of them. Two operators never run one room at one time.
    """

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
    rooms = models.ManyToManyField(
        Room, related_name="contracts", verbose_name=_("房间"), blank=True
    )
    rooms_named = models.TextField(_("运营房间"), blank=True)
    """The rooms in words, so that history can tell them; empty: the whole facility."""
    number = models.CharField(_("合同编号"), max_length=LONGEST_TEXT, blank=True)
    signed_on = models.DateField(_("签订日期"), null=True, blank=True)
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("结束日期"))
    ended_at = models.DateTimeField(_("提前终止时间"), null=True, blank=True)
    end_reason = models.CharField(_("终止原因"), max_length=LONGEST_TEXT, blank=True)
    liaison = models.CharField(_("社区联络人"), max_length=LONGEST_TEXT, blank=True)
    follows = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        related_name="followed_by",
        verbose_name=_("接续合同"),
        null=True,
        blank=True,
    )
    """The contract of the operator before, where the operator changed."""
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
            models.CheckConstraint(
                name="a_contract_that_ends_early_says_why",
                condition=Q(ended_at=None) | ~Q(end_reason=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.operator} · {self.facility}"


class PromisedLine(models.Model):
    """承诺事项: how much of one service a contract promises, where, when and at what price."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "contract__facility__community__subdistrict",
        ScopeKind.COMMUNITY: "contract__facility__community_id",
        ScopeKind.FACILITY: "contract__facility_id",
        ScopeKind.OPERATOR: "contract__operator_id",
    }

    contract = models.ForeignKey(
        Contract, on_delete=models.PROTECT, related_name="lines", verbose_name=_("合同")
    )
    service = models.ForeignKey(
        ServiceKind,
        on_delete=models.PROTECT,
        related_name="promised_lines",
        verbose_name=_("服务项目"),
    )
    room = models.ForeignKey(
        Room,
        on_delete=models.PROTECT,
        related_name="promised_lines",
        verbose_name=_("房间"),
        null=True,
        blank=True,
    )
    """None: anywhere, at home included."""
    quantity = models.PositiveIntegerField(_("数量"))
    counted_in = models.CharField(
        _("计量单位"), max_length=20, choices=CountedIn, default=CountedIn.PERSON_TIMES
    )
    per = models.CharField(_("周期"), max_length=10, choices=Per)
    weekday = models.PositiveSmallIntegerField(_("星期"), choices=Weekday, null=True, blank=True)
    starts = models.TimeField(_("开始时间"), null=True, blank=True)
    ends = models.TimeField(_("结束时间"), null=True, blank=True)
    when = models.CharField(_("时间说明"), max_length=LONGEST_TEXT, blank=True)
    price_fen = models.BigIntegerField(_("价格"), default=0)
    note = models.CharField(_("说明"), max_length=LONGEST_TEXT, blank=True)
    dropped_on = models.DateField(_("取消日期"), null=True, blank=True)
    dropped_why = models.CharField(_("取消原因"), max_length=LONGEST_TEXT, blank=True)
    is_demo = models.BooleanField(_("演示"), default=False)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history()

    class Meta:
        verbose_name = _("承诺事项")
        constraints = (
            models.CheckConstraint(name="a_promise_is_of_something", condition=Q(quantity__gt=0)),
            models.CheckConstraint(
                name="a_promise_costs_nothing_or_more", condition=Q(price_fen__gte=0)
            ),
            models.CheckConstraint(
                name="a_promised_time_starts_before_it_ends",
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gt=F("starts")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.service} {self.get_per_display()} {self.how_much}"

    @property
    def how_much(self) -> str:
        """The quantity with its unit: 8 场."""
        return f"{self.quantity} {self.get_counted_in_display()}"
