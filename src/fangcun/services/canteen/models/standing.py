"""Meals ordered for weeks ahead."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.accounts.models import User
from fangcun.core.people.models import Resident
from fangcun.core.places.models.kept import LONGEST_TEXT, history
from fangcun.services.canteen.models.dish import Dish
from fangcun.services.canteen.models.kitchen import Kitchen
from fangcun.services.canteen.states import Mode, Period


class StandingMeal(models.Model):
    """长期订餐: on these days of the week, from a day until a day; laid out as orders ahead."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "kitchen__facility__community__subdistrict",
        ScopeKind.COMMUNITY: "kitchen__facility__community_id",
        ScopeKind.FACILITY: "kitchen__facility_id",
    }

    kitchen = models.ForeignKey(
        Kitchen, on_delete=models.PROTECT, related_name="standing_meals", verbose_name=_("食堂")
    )
    resident = models.ForeignKey(
        Resident,
        on_delete=models.PROTECT,
        related_name="standing_meals",
        verbose_name=_("居民"),
    )
    period = models.CharField(_("餐次"), max_length=20, choices=Period)
    weekdays = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("星期"))
    """1 Monday to 7 Sunday."""
    dish = models.ForeignKey(
        Dish,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("菜品"),
        null=True,
        blank=True,
    )
    """None: the kitchen's choice of the day."""
    mode = models.CharField(_("取餐方式"), max_length=20, choices=Mode)
    from_on = models.DateField(_("开始日期"))
    until = models.DateField(_("结束日期"), null=True, blank=True)
    ended_at = models.DateTimeField(_("停止时间"), null=True, blank=True)
    written_key = models.UUIDField(_("登记凭证"), unique=True)
    made_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("登记人")
    )
    made_at = models.DateTimeField(_("登记时间"))
    is_demo = models.BooleanField(_("演示"), default=False)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history(without=["written_key", "is_demo"])

    class Meta:
        verbose_name = _("长期订餐")
        constraints = (
            models.UniqueConstraint(
                name="a_person_has_one_standing_meal_at_a_time",
                fields=["resident", "period"],
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="a_standing_meal_does_not_end_before_it_starts",
                condition=Q(until__isnull=True) | Q(until__gte=F("from_on")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.resident_id} {self.get_period_display()}"


class StandingPause(models.Model):
    """暂停: away from a day until a day; the kitchen does not count him, nobody calls him."""

    standing = models.ForeignKey(
        StandingMeal, on_delete=models.PROTECT, related_name="pauses", verbose_name=_("长期订餐")
    )
    from_on = models.DateField(_("开始日期"))
    until = models.DateField(_("结束日期"))
    why = models.CharField(_("原因"), max_length=LONGEST_TEXT, blank=True)
    made_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("登记人")
    )
    made_at = models.DateTimeField(_("登记时间"))
    lifted_at = models.DateTimeField(_("恢复时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("暂停用餐")
        constraints = (
            models.CheckConstraint(
                name="a_pause_does_not_end_before_it_starts",
                condition=Q(until__gte=F("from_on")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.from_on} – {self.until}"
