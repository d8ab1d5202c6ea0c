"""For what people are asked, how they answered, and what a relative may see and do."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Purpose(TextChoices):
    """For what personal data are used; each is asked and answered by itself."""

    SERVICE = "service", _("提供服务")
    PHONE = "phone", _("电话联系")
    WECHAT = "wechat", _("微信联系")
    HEALTH = "health", _("健康信息")
    PHOTOS = "photos", _("拍照和使用照片")
    OPERATORS = "operators", _("提供给运营机构")
    STATISTICS = "statistics", _("统计分析")


SEPARATE = frozenset({Purpose.HEALTH, Purpose.PHOTOS, Purpose.OPERATORS})
"""单独同意: PIPL §23, §26, §29."""


class GivenBy(TextChoices):
    """Whose word it is."""

    SELF = "self", _("本人")
    GUARDIAN = "guardian", _("监护人")


class Channel(TextChoices):
    """How the word was given, so that it can be shown later."""

    PAPER = "paper", _("纸质签字")
    PHONE = "phone", _("电话录音")
    ONLINE = "online", _("线上确认")


class Kinship(TextChoices):
    """What a relative or a guardian is to the resident."""

    SPOUSE = "spouse", _("配偶")
    CHILD = "child", _("子女")
    PARENT = "parent", _("父母")
    GRANDCHILD = "grandchild", _("孙辈")
    GRANDPARENT = "grandparent", _("祖辈")
    SIBLING = "sibling", _("兄弟姐妹")
    GUARDIAN = "guardian", _("其他监护人")
    NEIGHBOUR = "neighbour", _("邻居或朋友")
    OTHER = "other", _("其他")


class FieldGroup(TextChoices):
    """What of a resident a relative may see, group by group."""

    IDENTITY = "identity", _("身份与联系方式")
    APPOINTMENTS = "appointments", _("预约与用餐")
    HEALTH = "health", _("健康")
    REQUESTS = "requests", _("需求与办理情况")
    MONEY = "money", _("费用与补贴")


class CircleAction(TextChoices):
    """What a relative may do for a resident."""

    ORDER = "order", _("代订餐")
    BOOK = "book", _("代预约")
    REQUEST = "request", _("代提需求")


class Limit(TextChoices):
    """Times that the law or a standard sets."""

    FORGET_DAYS = "forget_days", _("答复删除请求")
    CLOSE_ACCOUNT_WORKING_DAYS = "close_account_working_days", _("注销账号")
    GUARDIAN_UNDER_AGE = "guardian_under_age", _("须由监护人同意的年龄")


UNIT_OF: dict[str, Promise] = {
    Limit.FORGET_DAYS: _("天"),
    Limit.CLOSE_ACCOUNT_WORKING_DAYS: _("个工作日"),
    Limit.GUARDIAN_UNDER_AGE: _("周岁以下"),
}
"""In what a limit is counted."""
