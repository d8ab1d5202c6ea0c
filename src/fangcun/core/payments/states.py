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
    """Money is there when it is paid; whatever is paid can be given back once."""

    WAITING = "waiting", _("待支付")  # online: the provider has been asked
    PAID = "paid", _("已支付")
    REFUSED = "refused", _("支付失败")
    EXPIRED = "expired", _("超时未付")
    REFUNDING = "refunding", _("退款中")
    REFUNDED = "refunded", _("已退款")


class EntryKind(TextChoices):
    """Why the balance of a card or a tab moved."""

    TOP_UP = "top_up", _("充值")
    PAYMENT = "payment", _("消费")
    REFUND = "refund", _("退款")
    SETTLED = "settled", _("结清")  # of a tab, or what is left on a card is paid out
