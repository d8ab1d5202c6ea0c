"""Food safety records: samples kept, staff checked each morning, temperatures."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.catalog.models.function import Named
from fangcun.core.catalog.models.pack import Pack
from fangcun.core.catalog.models.sourced import Sourced
from fangcun.core.places.models.kept import LONGEST_TEXT, history
from fangcun.services.canteen.models.dish import Dish
from fangcun.services.canteen.models.kitchen import Kitchen
from fangcun.services.canteen.states import Checkpoint, Period


class SafetyPack(Pack):
    """食品安全要求规则包: a change is a new version; a record is held against that of its day."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {}

    history = history()

    class Meta:
        verbose_name = _("食品安全要求规则包")
        constraints = (
            models.UniqueConstraint(
                name="a_version_of_safety_rules_is_written_once", fields=["code", "version"]
            ),
            models.CheckConstraint(
                name="safety_rules_do_not_end_before_they_begin",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
        )


class SafetyRule(Named, Sourced):
    """食品安全要求: one number that a record is held against; temperatures in tenths of ℃."""

    pack = models.ForeignKey(
        SafetyPack, on_delete=models.PROTECT, related_name="rules", verbose_name=_("规则包")
    )
    code = models.CharField(_("代码"), max_length=60)
    position = models.PositiveSmallIntegerField(_("顺序"))
    least = models.IntegerField(_("不低于"), null=True, blank=True)
    most = models.IntegerField(_("不高于"), null=True, blank=True)
    unit_zh = models.CharField(_("单位"), max_length=20)
    unit_en = models.CharField(_("单位（英文）"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("食品安全要求")
        constraints = (
            models.UniqueConstraint(name="a_safety_rule_is_written_once", fields=["pack", "code"]),
            models.CheckConstraint(
                name="a_safety_rule_asks_for_something",
                condition=Q(least__isnull=False) | Q(most__isnull=False),
            ),
        )


class FoodSample(models.Model):
    """留样: so many grams of a dish, kept cold for a while, in case somebody falls ill."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "kitchen__facility__community__subdistrict",
        ScopeKind.COMMUNITY: "kitchen__facility__community_id",
        ScopeKind.FACILITY: "kitchen__facility_id",
    }

    kitchen = models.ForeignKey(
        Kitchen, on_delete=models.PROTECT, related_name="samples", verbose_name=_("食堂")
    )
    served_on = models.DateField(_("日期"))
    period = models.CharField(_("餐次"), max_length=20, choices=Period)
    dish = models.ForeignKey(
        Dish, on_delete=models.PROTECT, related_name="samples", verbose_name=_("菜品")
    )
    grams = models.PositiveIntegerField(_("克数"))
    words = models.CharField(_("说明"), max_length=LONGEST_TEXT, blank=True)
    kept_at = models.DateTimeField(_("留样时间"))
    kept_by = models.CharField(_("留样人"), max_length=LONGEST_TEXT)
    thrown_at = models.DateTimeField(_("销毁时间"), null=True, blank=True)
    thrown_by = models.CharField(_("销毁人"), max_length=LONGEST_TEXT, blank=True)
    is_demo = models.BooleanField(_("演示"), default=False)

    class Meta:
        verbose_name = _("留样")
        constraints = (
            models.UniqueConstraint(
                name="a_dish_of_a_meal_is_sampled_once",
                fields=["kitchen", "served_on", "period", "dish"],
            ),
        )

    def __str__(self) -> str:
        return f"{self.served_on} {self.dish}"


class MorningCheck(models.Model):
    """晨检: each of the staff before work: temperature, hands, well or not."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "kitchen__facility__community__subdistrict",
        ScopeKind.COMMUNITY: "kitchen__facility__community_id",
        ScopeKind.FACILITY: "kitchen__facility_id",
    }

    kitchen = models.ForeignKey(
        Kitchen, on_delete=models.PROTECT, related_name="checks", verbose_name=_("食堂")
    )
    day = models.DateField(_("日期"))
    person = models.CharField(_("姓名"), max_length=LONGEST_TEXT)
    tenths_celsius = models.PositiveSmallIntegerField(_("体温（0.1℃）"))
    is_fit = models.BooleanField(_("可以上岗"))
    words = models.CharField(_("说明"), max_length=LONGEST_TEXT, blank=True)
    checked_by = models.CharField(_("检查人"), max_length=LONGEST_TEXT)
    checked_at = models.DateTimeField(_("检查时间"))
    is_demo = models.BooleanField(_("演示"), default=False)

    class Meta:
        verbose_name = _("晨检")
        constraints = (
            models.UniqueConstraint(
                name="somebody_is_checked_once_a_morning", fields=["kitchen", "day", "person"]
            ),
        )

    def __str__(self) -> str:
        return f"{self.day} {self.person}"


class TemperatureReading(models.Model):
    """温度记录: one reading at one place."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "kitchen__facility__community__subdistrict",
        ScopeKind.COMMUNITY: "kitchen__facility__community_id",
        ScopeKind.FACILITY: "kitchen__facility_id",
    }

    kitchen = models.ForeignKey(
        Kitchen, on_delete=models.PROTECT, related_name="readings", verbose_name=_("食堂")
    )
    checkpoint = models.CharField(_("测温点"), max_length=20, choices=Checkpoint)
    tenths_celsius = models.SmallIntegerField(_("温度（0.1℃）"))
    taken_at = models.DateTimeField(_("测温时间"))
    taken_by = models.CharField(_("测温人"), max_length=LONGEST_TEXT)
    words = models.CharField(_("处理"), max_length=LONGEST_TEXT, blank=True)
    written_key = models.UUIDField(_("登记凭证"), unique=True)
    is_demo = models.BooleanField(_("演示"), default=False)

    class Meta:
        verbose_name = _("温度记录")
        indexes = (models.Index(fields=["kitchen", "taken_at"], name="readings_of_a_kitchen"),)

    def __str__(self) -> str:
        return f"{self.get_checkpoint_display()} {self.tenths_celsius / 10}"
