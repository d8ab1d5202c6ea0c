"""Thresholds by which the ledger is counted and shown."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fangcun.core.catalog.models.function import Named
from fangcun.core.catalog.models.sourced import Sourced
from fangcun.core.places.models.kept import LONGEST_TEXT, history


class Measure(Named, Sourced):
    """口径: one number that a figure depends on: how near is near, how few is too few."""

    code = models.CharField(_("代码"), max_length=LONGEST_TEXT, unique=True)
    position = models.PositiveSmallIntegerField(_("顺序"))
    value = models.PositiveIntegerField(_("数值"))
    least = models.PositiveIntegerField(_("不小于"))
    most = models.PositiveIntegerField(_("不大于"))
    unit_zh = models.CharField(_("单位"), max_length=20, blank=True)
    unit_en = models.CharField(_("单位（英文）"), max_length=20, blank=True)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history()

    class Meta:
        verbose_name = _("统计口径")
        constraints = (
            models.CheckConstraint(
                name="a_measure_keeps_its_bounds",
                condition=models.Q(value__gte=models.F("least"), value__lte=models.F("most")),
            ),
        )

    @property
    def unit(self) -> str:
        is_english = (get_language() or "").startswith("en")
        return self.unit_en if is_english and self.unit_en else self.unit_zh
