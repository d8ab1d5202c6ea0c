"""Services that residents can receive."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fangcun.core.catalog.models.function import Function, Named
from fangcun.core.catalog.models.sourced import Sourced
from fangcun.core.places.models.kept import LONGEST_TEXT, history


class ServiceKind(Named, Sourced):
    """服务项目: what a resident can receive: lunch, haircut, range-hood cleaning."""

    code = models.CharField(_("代码"), max_length=LONGEST_TEXT, unique=True)
    position = models.PositiveSmallIntegerField(_("顺序"))
    function = models.ForeignKey(
        Function,
        on_delete=models.SET_NULL,  # a district may bring functions of its own
        related_name="services",
        verbose_name=_("功能"),
        null=True,
        blank=True,
    )
    unit_zh = models.CharField(_("单位"), max_length=20, default="次")
    unit_en = models.CharField(_("单位（英文）"), max_length=20, default="time", blank=True)
    price_fen = models.BigIntegerField(_("公示价格"), default=0)
    usual_minutes = models.PositiveIntegerField(_("通常时长（分钟）"), default=30)
    is_at_home = models.BooleanField(_("上门"), default=False)
    is_offered = models.BooleanField(_("提供中"), default=True)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history()

    class Meta:
        verbose_name = _("服务项目")
        constraints = (
            models.CheckConstraint(
                name="a_service_costs_nothing_or_more", condition=models.Q(price_fen__gte=0)
            ),
        )

    @property
    def unit(self) -> str:
        """What one of it is called, in the visitor's language."""
        is_english = (get_language() or "").startswith("en")
        return self.unit_en if is_english and self.unit_en else self.unit_zh
