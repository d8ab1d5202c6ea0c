"""What the kitchen has on paper, what stands ready, what was handed to a meal point."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.accounts.models import User
from fangcun.core.places.models.kept import LONGEST_TEXT
from fangcun.services.canteen.models.kitchen import Kitchen
from fangcun.services.canteen.models.order import MealOrder
from fangcun.services.canteen.states import Period


class PrintedSheet(models.Model):
    """厨房单: what it said when it was printed, so that the next one marks what has changed."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "kitchen__facility__community__subdistrict",
        ScopeKind.COMMUNITY: "kitchen__facility__community_id",
        ScopeKind.FACILITY: "kitchen__facility_id",
    }

    kitchen = models.ForeignKey(
        Kitchen, on_delete=models.PROTECT, related_name="printed_sheets", verbose_name=_("食堂")
    )
    served_on = models.DateField(_("日期"))
    period = models.CharField(_("餐次"), max_length=20, choices=Period)
    counts = models.JSONField(_("各菜品份数"), default=dict)
    """Portions by the number of the dish."""
    printed_at = models.DateTimeField(_("打印时间"))
    printed_by = models.CharField(_("打印人"), max_length=LONGEST_TEXT)

    class Meta:
        verbose_name = _("打印过的厨房单")
        indexes = (
            models.Index(
                fields=["kitchen", "served_on", "period", "-printed_at"],
                name="last_sheet_of_a_meal",
            ),
        )

    def __str__(self) -> str:
        return f"{self.served_on} {self.get_period_display()}"


class ReadyMeal(models.Model):
    """备好的餐: it stands on the shelf, and perhaps its code was called."""

    order = models.OneToOneField(
        MealOrder, on_delete=models.PROTECT, related_name="ready", verbose_name=_("订餐单")
    )
    ready_at = models.DateTimeField(_("备好时间"))
    ready_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("备餐人")
    )
    called_at = models.DateTimeField(_("叫号时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("备好的餐")

    def __str__(self) -> str:
        return str(self.order_id)


class PointHandover(models.Model):
    """交接: the meals of one meal time were given to a meal point, so many and so hot."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "point__supplied_by__facility__community__subdistrict",
        ScopeKind.COMMUNITY: "point__supplied_by__facility__community_id",
        ScopeKind.FACILITY: "point__supplied_by__facility_id",
    }

    point = models.ForeignKey(
        Kitchen, on_delete=models.PROTECT, related_name="handovers", verbose_name=_("助餐点")
    )
    served_on = models.DateField(_("日期"))
    period = models.CharField(_("餐次"), max_length=20, choices=Period)
    portions = models.PositiveIntegerField(_("份数"))
    tenths_celsius = models.SmallIntegerField(_("温度（0.1℃）"))
    words = models.CharField(_("说明"), max_length=LONGEST_TEXT, blank=True)
    received_by = models.CharField(_("接收人"), max_length=LONGEST_TEXT)
    handed_at = models.DateTimeField(_("交接时间"))
    handed_by = models.CharField(_("交出人"), max_length=LONGEST_TEXT)
    is_demo = models.BooleanField(_("演示"), default=False)

    class Meta:
        verbose_name = _("助餐点交接")
        constraints = (
            models.UniqueConstraint(
                name="a_meal_is_handed_to_a_point_once",
                fields=["point", "served_on", "period"],
            ),
        )

    def __str__(self) -> str:
        return f"{self.served_on} {self.point}"
