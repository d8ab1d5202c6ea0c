"""How money comes in, and where a payment stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Method(TextChoices):
    """How somebody pays."""

    CASH = "cash", _("现金")
    CARD = "card", _("储值卡")
    TAB = "tab", _("挂账")  # paid together at the end of the month
    ONLINE = "online", _("线上支付")


class PaymentState(TextChoices):
    """Money is there when it is paid; what is paid can be given back, in parts, until all is."""

    WAITING = "waiting", _("待支付")  # online: the provider has been asked
    PAID = "paid", _("已支付")
    REFUSED = "refused", _("支付失败")
    EXPIRED = "expired", _("超时未付")
    REFUNDING = "refunding", _("退款中")  # online: the provider has not answered yet
    REFUNDED = "refunded", _("已退款")


class EntryKind(TextChoices):
    """Why the balance of a card or a tab moved."""

    TOP_UP = "top_up", _("充值")
    PAYMENT = "payment", _("消费")
    REFUND = "refund", _("退款")
    SETTLED = "settled", _("结清")  # of a tab, or what is left on a card is paid out


MONEY_IS_HERE = frozenset({PaymentState.PAID, PaymentState.REFUNDING})
"""Paid, and not given back in full."""


class CameTo(TextChoices):
    """What a provider's notification changed."""

    PAID = "paid", _("已入账")
    REFUSED = "refused", _("支付失败")
    REFUNDED = "refunded", _("已退款")
    NOT_REFUNDED = "not_refunded", _("退款失败")
    KNOWN = "known", _("已知，不再处理")
    LATE = "late", _("付款太晚，自动退回")
    WRONG_AMOUNT = "wrong_amount", _("金额不符，未入账")
    TWICE = "twice", _("重复付款，待核对")
    UNKNOWN = "unknown", _("没有这笔支付")


ODD = frozenset({CameTo.NOT_REFUNDED, CameTo.WRONG_AMOUNT, CameTo.TWICE})
"""Somebody must look: money lies where the books say it does not."""


class TrialState(TextChoices):
    """Where an order stands at the test provider."""

    OPEN = "open", _("等待付款")
    PAID = "paid", _("已付款")
    REFUSED = "refused", _("已拒绝")


class TrialChoice(TextChoices):
    """What whoever tries out the test provider lets happen."""

    PAY = "pay", _("按时付款")
    REFUSE = "refuse", _("拒绝付款")
    PAY_LATE = "pay_late", _("付款，但通知在截止以后才到")
    PAY_TWICE_TOLD = "pay_twice_told", _("付款，通知到两次")
    PAY_UNHEARD = "pay_unheard", _("付款，随即故障两分钟，没有通知")
