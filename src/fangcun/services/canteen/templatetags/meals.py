"""Meals in words."""

from collections.abc import Iterable

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def weekdays(days: Iterable[int]) -> str:
    """[1, 3, 5] → 周一、周三、周五."""
    names = (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"))
    found = sorted(days)
    if len(found) == len(names):
        return _("每天")
    return _("、").join(names[day - 1] for day in found)
