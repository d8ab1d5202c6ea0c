"""Rooms of facilities."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.places.models.facility import Facility
from fangcun.core.places.models.kept import LONGEST_TEXT, history
from fangcun.core.places.states import OnHolidays, OnWorkedWeekends, RoomKind


class Room(models.Model):
    """房间: a part of a facility where services are given."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "facility__community__subdistrict",
        ScopeKind.COMMUNITY: "facility__community_id",
        ScopeKind.FACILITY: "facility_id",
    }

    facility = models.ForeignKey(
        Facility, on_delete=models.PROTECT, related_name="rooms", verbose_name=_("设施")
    )
    name = models.CharField(_("名称"), max_length=LONGEST_TEXT)
    kind = models.CharField(_("类型"), max_length=30, choices=RoomKind)
    floor = models.SmallIntegerField(_("楼层"), default=1)
    floor_area_m2 = models.FloatField(_("建筑面积"), null=True, blank=True)
    capacity = models.PositiveIntegerField(_("可容纳人数"), null=True, blank=True)
    equipment = models.TextField(_("设备"), blank=True)
    is_step_free = models.BooleanField(_("无障碍出入"), default=False)
    has_accessible_toilet = models.BooleanField(_("无障碍卫生间"), default=False)
    has_hearing_aid_loop = models.BooleanField(_("听力辅助"), default=False)
    door_code = models.CharField(_("门牌二维码"), max_length=40, unique=True)
    posted_hours = models.TextField(_("开放时间"), blank=True)
    """What stands on the door, in words, so that history can tell it; `RoomHours` counts."""
    on_holidays = models.CharField(
        _("法定节假日"), max_length=20, choices=OnHolidays, default=OnHolidays.CLOSED
    )
    on_worked_weekends = models.CharField(
        _("调休上班日"),
        max_length=20,
        choices=OnWorkedWeekends,
        default=OnWorkedWeekends.AS_WORKDAY,
    )
    closed_on = models.DateField(_("停用日期"), null=True, blank=True)
    is_demo = models.BooleanField(_("演示"), default=False)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history()

    class Meta:
        verbose_name = _("房间")
        constraints = (
            models.UniqueConstraint(
                name="a_room_has_its_own_name_in_a_facility", fields=["facility", "name"]
            ),
            models.CheckConstraint(
                name="a_room_has_floor_area_if_it_is_known",
                condition=Q(floor_area_m2__isnull=True) | Q(floor_area_m2__gt=0),
            ),
        )

    def __str__(self) -> str:
        return self.name
