"""How somebody is told something."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NoticeState(TextChoices):
    """Nobody has been told before somebody, or a telephone, has done it."""

    TO_TELL = "to_tell", _("待告知")
    TOLD = "told", _("已告知")
    DROPPED = "dropped", _("不再告知")


class ToldBy(TextChoices):
    """By which way."""

    MESSAGE = "message", _("短信")
    PHONE = "phone", _("电话")
    IN_PERSON = "in_person", _("当面")
    PAGE = "page", _("本人页面")  # the resident read it on his own page


BY_HAND = frozenset({ToldBy.PHONE, ToldBy.IN_PERSON})
"""What people do; the others tell by themselves."""
