"""Thresholds that the people who answer for them may edit."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangcun.core.catalog.models.function import Named
from fangcun.core.catalog.models.sourced import Sourced
from fangcun.core.places.models.kept import LONGEST_TEXT, history


class Rule(Named, Sourced):
    """规则: one number with its unit and source; codes are the planner's or in `data/rules.csv`."""

    code = models.CharField(_("代码"), max_length=LONGEST_TEXT, unique=True)
    position = models.PositiveSmallIntegerField(_("顺序"))
    value = models.FloatField(_("数值"))
    unit = models.CharField(_("单位"), max_length=LONGEST_TEXT, blank=True)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history()

    class Meta:
        verbose_name = _("规则")
