"""How long a credential lasts, in words and as a colour that is never the only sign."""

from datetime import date

from django import template
from django.utils.translation import gettext as _

from fangcun.core.operators.rules import Expiry, expiry

register = template.Library()

TONES = {Expiry.EXPIRED: "bad", Expiry.SOON: "warn", Expiry.EARLY: "warn"}


@register.filter
def lasts(expires_on: date | None, today: date) -> str:
    """Until when, and how many days are left of it."""
    if expires_on is None:
        return _("长期有效")
    days = (expires_on - today).days
    match expiry(expires_on=expires_on, today=today):
        case Expiry.EXPIRED:
            return _("{day}已过期{days}天").format(day=expires_on, days=-days)
        case Expiry.SOON if days == 0:
            return _("{day}今天到期").format(day=expires_on)
        case Expiry.SOON | Expiry.EARLY:
            return _("{day}到期，还有{days}天").format(day=expires_on, days=days)
        case _standing:
            return _("有效期至{day}").format(day=expires_on)


@register.filter
def lasting_tone(expires_on: date | None, today: date) -> str:
    return TONES.get(expiry(expires_on=expires_on, today=today), "good")
