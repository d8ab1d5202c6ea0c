"""Payments: what is owed for what and how it was paid; what was given back; what was heard."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.accounts.models import User
from fangcun.core.operators.models import Operator
from fangcun.core.payments.models.account import Account
from fangcun.core.payments.states import CameTo, Method, PaymentState
from fangcun.core.people.models import Resident
from fangcun.core.places.models import Community, Facility


class Payment(models.Model):
    """支付: so much for one thing, by one way. Paid once; given back once, whole or in parts.

    Cash or an online payment with an `account` fills a card or settles a tab; a payment by card
    or by tab draws on its account.
    """

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "community__subdistrict",
        ScopeKind.COMMUNITY: "community_id",
        ScopeKind.FACILITY: "facility_id",
        ScopeKind.OPERATOR: "operator_id",
    }

    source = models.CharField(_("来源"), max_length=80)
    """What is paid for, as `room:number`: `canteen:order:12`."""
    words = models.CharField(_("内容"), max_length=150)
    """What the payer reads: 午餐 2月9日."""
    resident = models.ForeignKey(
        Resident,
        on_delete=models.PROTECT,
        related_name="payments",
        verbose_name=_("居民"),
        null=True,
        blank=True,
    )
    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="payments", verbose_name=_("社区")
    )
    facility = models.ForeignKey(
        Facility,
        on_delete=models.PROTECT,
        related_name="payments",
        verbose_name=_("设施"),
        null=True,
        blank=True,
    )
    operator = models.ForeignKey(
        Operator,
        on_delete=models.PROTECT,
        related_name="payments",
        verbose_name=_("收款机构"),
        null=True,
        blank=True,
    )
    amount_fen = models.BigIntegerField(_("金额"))
    method = models.CharField(_("支付方式"), max_length=10, choices=Method)
    account = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="payments",
        verbose_name=_("账户"),
        null=True,
        blank=True,
    )
    state = models.CharField(_("状态"), max_length=20, choices=PaymentState)
    provider = models.CharField(_("支付渠道"), max_length=40, blank=True)
    provider_ref = models.CharField(_("渠道单号"), max_length=80, blank=True)
    pay_address = models.CharField(_("付款地址"), max_length=500, blank=True)
    """Where the payer goes; empty while the provider cannot be reached."""
    written_key = models.UUIDField(_("登记凭证"), unique=True)
    expires_at = models.DateTimeField(_("付款截止"), null=True, blank=True)
    made_at = models.DateTimeField(_("发起时间"))
    made_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("发起人")
    )
    paid_at = models.DateTimeField(_("支付时间"), null=True, blank=True)
    refunded_fen = models.BigIntegerField(_("已退金额"), default=0)
    """What is given back, or on its way back; each part is a `Refund`."""

    class Meta:
        verbose_name = _("支付")
        constraints = (
            models.CheckConstraint(name="a_payment_is_of_something", condition=Q(amount_fen__gt=0)),
            models.CheckConstraint(
                name="no_more_is_given_back_than_was_paid",
                condition=Q(refunded_fen__gte=0) & Q(refunded_fen__lte=F("amount_fen")),
            ),
            models.CheckConstraint(
                name="a_paid_payment_says_when",
                condition=~Q(
                    state__in=[PaymentState.PAID, PaymentState.REFUNDING, PaymentState.REFUNDED]
                )
                | Q(paid_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="a_thing_is_paid_for_once_at_a_time",
                fields=["source"],
                condition=Q(state__in=[PaymentState.WAITING, PaymentState.PAID])
                | Q(state=PaymentState.REFUNDING, refunded_fen__lt=F("amount_fen")),
            ),
            models.CheckConstraint(
                name="money_moves_on_an_account_where_one_is_needed",
                condition=~Q(method__in=[Method.CARD, Method.TAB]) | Q(account__isnull=False),
            ),
        )
        indexes = (
            models.Index(fields=["facility", "made_at", "id"], name="payments_at_a_facility"),
            models.Index(fields=["facility", "paid_at"], name="payments_of_a_till"),
            models.Index(fields=["source"], name="payments_by_source"),
            models.Index(fields=["provider_ref"], name="payments_by_provider"),
            models.Index(
                fields=["made_at"],
                name="payments_that_wait",
                condition=Q(state=PaymentState.WAITING),
            ),
        )
        triggers = (pgtrigger.Protect(name="payments_are_kept", operation=pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.words} {self.amount_fen}"

    @property
    def number(self) -> str:
        """How the provider and we call this payment: 32 letters and digits."""
        return self.written_key.hex

    @property
    def rest_fen(self) -> int:
        """What can still be given back."""
        return self.amount_fen - self.refunded_fen


class Refund(models.Model):
    """退款: a payment, or a part of it, given back: for a reason, by somebody or by itself."""

    payment = models.ForeignKey(
        Payment, on_delete=models.PROTECT, related_name="refunds", verbose_name=_("支付")
    )
    amount_fen = models.BigIntegerField(_("金额"))
    why = models.CharField(_("退款原因"), max_length=200, blank=True)
    written_key = models.UUIDField(_("登记凭证"), unique=True)
    made_at = models.DateTimeField(_("发起时间"))
    made_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("退款人"),
        null=True,
        blank=True,
    )
    """Nobody: money that came too late goes back by itself."""
    sent_at = models.DateTimeField(_("告知渠道时间"), null=True, blank=True)
    done_at = models.DateTimeField(_("退款完成时间"), null=True, blank=True)
    failed_at = models.DateTimeField(_("退款失败时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("退款")
        constraints = (
            models.CheckConstraint(name="a_refund_is_of_something", condition=Q(amount_fen__gt=0)),
            models.CheckConstraint(
                name="whoever_gives_back_says_why",
                condition=Q(made_by__isnull=True) | ~Q(why=""),
            ),
            models.CheckConstraint(
                name="a_refund_is_done_or_failed",
                condition=Q(done_at__isnull=True) | Q(failed_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="one_refund_of_a_payment_is_under_way",
                fields=["payment"],
                condition=Q(done_at__isnull=True, failed_at__isnull=True),
            ),
        )
        triggers = (pgtrigger.Protect(name="refunds_are_kept", operation=pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.payment} {self.amount_fen}"

    @property
    def number(self) -> str:
        """How the provider and we call this refund."""
        return self.written_key.hex

    @property
    def reason(self) -> str:
        """Why, in words; what goes back by itself came too late."""
        return self.why or gettext("付款到得太晚，自动退回")


class ProviderEvent(models.Model):
    """渠道通知: what a provider said, once for each number; heard twice, it is done once."""

    provider = models.CharField(_("支付渠道"), max_length=40)
    event = models.CharField(_("通知号"), max_length=80)
    payment = models.ForeignKey(
        Payment,
        on_delete=models.PROTECT,
        related_name="events",
        verbose_name=_("支付"),
        null=True,
        blank=True,
    )
    said = models.JSONField(_("内容"))
    heard_at = models.DateTimeField(_("收到时间"))
    came_to = models.CharField(_("结果"), max_length=20, choices=CameTo)

    class Meta:
        verbose_name = _("渠道通知")
        constraints = (
            models.UniqueConstraint(name="a_provider_is_heard_once", fields=["provider", "event"]),
        )

    def __str__(self) -> str:
        return f"{self.provider} {self.event}"
