"""What the test provider keeps: it is a stranger to the site, and has tables of its own."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangcun.core.payments.states import TrialState


class TrialOrder(models.Model):
    """测试支付订单: what somebody is asked to pay at the test provider's own page."""

    token = models.UUIDField(_("单号"), default=uuid4, unique=True)
    """In the address of its page: nobody guesses it."""
    number = models.CharField(_("商户单号"), max_length=40, unique=True)
    words = models.CharField(_("内容"), max_length=150)
    amount_fen = models.BigIntegerField(_("金额"))
    way_back = models.CharField(_("返回地址"), max_length=200)
    closes_at = models.DateTimeField(_("付款截止"), null=True, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=TrialState, default=TrialState.OPEN)
    event = models.UUIDField(_("通知号"), default=uuid4)
    """Of what came of it; told twice, it is the same."""
    made_at = models.DateTimeField(_("下单时间"))

    class Meta:
        verbose_name = _("测试支付订单")

    def __str__(self) -> str:
        return self.words


class TrialRefund(models.Model):
    """测试支付退款: money that the test provider gives back."""

    order = models.ForeignKey(
        TrialOrder, on_delete=models.PROTECT, related_name="refunds", verbose_name=_("订单")
    )
    number = models.CharField(_("商户退款单号"), max_length=40, unique=True)
    amount_fen = models.BigIntegerField(_("金额"))
    event = models.UUIDField(_("通知号"), default=uuid4)
    made_at = models.DateTimeField(_("退款时间"))

    class Meta:
        verbose_name = _("测试支付退款")
        constraints = (
            models.CheckConstraint(
                name="a_trial_refund_is_of_something", condition=Q(amount_fen__gt=0)
            ),
        )

    def __str__(self) -> str:
        return f"{self.order} {self.amount_fen}"


class TrialOutage(models.Model):
    """测试支付故障: until then the test provider answers nobody."""

    until = models.DateTimeField(_("故障到"))

    class Meta:
        verbose_name = _("测试支付故障")

    def __str__(self) -> str:
        return f"{self.until:%H:%M}"
