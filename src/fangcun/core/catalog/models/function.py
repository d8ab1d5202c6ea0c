"""Functions and the sizes they come in."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fangcun.core.catalog.models.sourced import Sourced
from fangcun.core.places.models.kept import LONGEST_TEXT, history
from fangcun_planner.district import AGE_BANDS

BANDS = len(AGE_BANDS)


class Named(models.Model):
    """A row that is called something in both languages of the house."""

    name_zh = models.CharField(_("中文名称"), max_length=LONGEST_TEXT)
    name_en = models.CharField(_("英文名称"), max_length=LONGEST_TEXT)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        is_english = (get_language() or "").startswith("en")
        return self.name_en if is_english and self.name_en else self.name_zh


class Function(Named, Sourced):
    """功能: a service category that a plan places."""

    code = models.CharField(_("代码"), max_length=LONGEST_TEXT, unique=True)
    position = models.PositiveSmallIntegerField(_("顺序"))
    need_rate = ArrayField(models.FloatField(), size=BANDS, verbose_name=_("各年龄段需求率"))
    urgency = models.FloatField(_("急需程度"))
    is_priority = models.BooleanField(_("优先功能"))
    reach_m = models.FloatField(_("步行半径"))
    elder_reach_m = models.FloatField(_("老人步行半径"))
    lowest_floor = models.SmallIntegerField(_("最低楼层"))
    highest_floor = models.SmallIntegerField(_("最高楼层"))
    needs_step_free = models.BooleanField(_("须无障碍"))
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history()

    class Meta:
        verbose_name = _("功能")
        constraints = (
            models.CheckConstraint(
                name="need_is_rated_for_8_bands", condition=Q(need_rate__len=BANDS)
            ),
            models.CheckConstraint(
                name="a_function_can_be_reached_on_foot",
                condition=Q(reach_m__gt=0, elder_reach_m__gt=0),
            ),
            models.CheckConstraint(
                name="the_lowest_floor_is_not_above_the_highest",
                condition=Q(lowest_floor__lte=F("highest_floor")),
            ),
        )


class FunctionModule(Named, Sourced):
    """One size in which a function can be fitted out."""

    function = models.ForeignKey(
        Function, on_delete=models.CASCADE, related_name="modules", verbose_name=_("功能")
    )
    code = models.CharField(_("代码"), max_length=LONGEST_TEXT)
    position = models.PositiveSmallIntegerField(_("顺序"))
    floor_area_m2 = models.FloatField(_("建筑面积"))
    capacity = models.FloatField(_("可服务人数"))
    equipment_fen = models.BigIntegerField(_("设备费"))

    class Meta:
        verbose_name = _("功能模块")
        constraints = (
            models.UniqueConstraint(
                name="a_module_code_is_used_once_in_a_function", fields=["function", "code"]
            ),
            models.CheckConstraint(
                name="a_module_has_floor_area_and_no_negative_number",
                condition=Q(floor_area_m2__gt=0, capacity__gte=0, equipment_fen__gte=0),
            ),
        )
