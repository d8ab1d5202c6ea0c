"""Idle spaces."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangcun.core.places.models.community import Community
from fangcun.core.places.models.kept import LONGEST_TEXT, history, on_earth


class IdleSpace(models.Model):
    """存量空间: premises that may become a facility."""

    ref = models.CharField(_("编号"), max_length=LONGEST_TEXT, unique=True)
    name = models.CharField(_("名称"), max_length=LONGEST_TEXT)
    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="spaces", verbose_name=_("社区")
    )
    lon = models.FloatField(_("经度"))
    lat = models.FloatField(_("纬度"))
    floor_area_m2 = models.FloatField(_("建筑面积"))
    floor = models.SmallIntegerField(_("楼层"))  # 1 is the ground floor, -1 the first basement
    is_step_free = models.BooleanField(_("无障碍"))
    tenure = models.CharField(_("权属"), max_length=LONGEST_TEXT, blank=True)
    rent_fen_per_year = models.BigIntegerField(_("年租金"), default=0)
    condition = models.CharField(_("房屋状况"), max_length=LONGEST_TEXT, blank=True)
    fit_out_fen_per_m2 = models.BigIntegerField(_("改造单价"))
    present_use = models.CharField(_("现用途"), max_length=LONGEST_TEXT, blank=True)
    is_demo = models.BooleanField(_("演示"), default=False)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history()

    class Meta:
        verbose_name = _("存量空间")
        constraints = (
            models.CheckConstraint(
                name="an_idle_space_has_floor_area", condition=Q(floor_area_m2__gt=0)
            ),
            models.CheckConstraint(
                name="an_idle_space_costs_nothing_or_more",
                condition=Q(rent_fen_per_year__gte=0, fit_out_fen_per_m2__gte=0),
            ),
            on_earth("an_idle_space_lies_on_earth"),
        )

    def __str__(self) -> str:
        return self.name
