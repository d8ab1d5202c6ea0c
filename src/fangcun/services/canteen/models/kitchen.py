"""Canteens and meal points, and the hours of their meals."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.places.models import Facility
from fangcun.core.places.models.kept import LONGEST_TEXT, history
from fangcun.services.canteen.states import Period


class Kitchen(models.Model):
    """食堂 or 助餐点: where people eat or fetch meals; a meal point is supplied by a kitchen."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "facility__community__subdistrict",
        ScopeKind.COMMUNITY: "facility__community_id",
        ScopeKind.FACILITY: "facility_id",
    }

    name = models.CharField(_("名称"), max_length=LONGEST_TEXT)
    facility = models.OneToOneField(
        Facility, on_delete=models.PROTECT, related_name="kitchen", verbose_name=_("设施")
    )
    supplied_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="meal_points",
        verbose_name=_("供餐食堂"),
        null=True,
        blank=True,
    )
    """None: it cooks here."""
    seats = models.PositiveIntegerField(_("座位数"), default=0)
    delivers = models.BooleanField(_("送餐"), default=False)
    is_in_use = models.BooleanField(_("使用中"), default=True)
    is_demo = models.BooleanField(_("演示"), default=False)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history(without=["is_demo"])

    class Meta:
        verbose_name = _("食堂")
        constraints = (
            models.CheckConstraint(
                name="a_meal_point_is_supplied_by_another",
                condition=Q(supplied_by__isnull=True) | ~Q(supplied_by=F("id")),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def cooks(self) -> bool:
        return self.supplied_by_id is None


class MealTime(models.Model):
    """餐次安排: when a meal is served, and until when it is ordered, changed or cancelled."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "kitchen__facility__community__subdistrict",
        ScopeKind.COMMUNITY: "kitchen__facility__community_id",
        ScopeKind.FACILITY: "kitchen__facility_id",
    }

    kitchen = models.ForeignKey(
        Kitchen, on_delete=models.PROTECT, related_name="meal_times", verbose_name=_("食堂")
    )
    period = models.CharField(_("餐次"), max_length=20, choices=Period)
    serves_from = models.TimeField(_("开餐"))
    serves_until = models.TimeField(_("收餐"))
    cut_off_days = models.PositiveSmallIntegerField(_("提前几天截单"), default=0)
    """0: on the day itself."""
    cut_off_at = models.TimeField(_("截单时间"))
    is_offered = models.BooleanField(_("供应"), default=True)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history()

    class Meta:
        verbose_name = _("餐次安排")
        constraints = (
            models.UniqueConstraint(
                name="a_kitchen_serves_a_meal_once_a_day", fields=["kitchen", "period"]
            ),
            models.CheckConstraint(
                name="a_meal_is_served_for_a_while",
                condition=Q(serves_until__gt=F("serves_from")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kitchen} {self.get_period_display()}"
