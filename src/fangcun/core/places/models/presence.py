"""Professionals who visit 有医生在."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.places.models.kept import LONGEST_TEXT, history
from fangcun.core.places.models.room import Room
from fangcun.core.places.states import Weekday


class Presence(models.Model):
    """驻点安排: a professional who is in a room, every week or on one day."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "room__facility__community__subdistrict",
        ScopeKind.COMMUNITY: "room__facility__community_id",
        ScopeKind.FACILITY: "room__facility_id",
    }

    room = models.ForeignKey(
        Room, on_delete=models.PROTECT, related_name="presences", verbose_name=_("房间")
    )
    name = models.CharField(_("姓名"), max_length=40)
    profession = models.CharField(_("专业"), max_length=40)  # 全科医生, 康复师, 律师
    organisation = models.CharField(_("所属机构"), max_length=LONGEST_TEXT, blank=True)
    weekday = models.PositiveSmallIntegerField(_("每周"), choices=Weekday, null=True, blank=True)
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("结束日期"), null=True, blank=True)
    starts = models.TimeField(_("开始时间"))
    ends = models.TimeField(_("结束时间"))
    note = models.CharField(_("说明"), max_length=LONGEST_TEXT, blank=True)
    is_demo = models.BooleanField(_("演示"), default=False)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history()

    class Meta:
        verbose_name = _("驻点安排")
        constraints = (
            models.CheckConstraint(
                name="a_presence_starts_before_it_ends", condition=Q(ends__gt=F("starts"))
            ),
            models.CheckConstraint(
                name="a_presence_is_weekly_or_on_one_day",
                condition=Q(weekday__isnull=False)
                | Q(ends_on__isnull=False, ends_on=F("starts_on")),
            ),
            models.CheckConstraint(
                name="a_presence_does_not_end_before_its_first_day",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        )
        indexes = (models.Index(fields=["room", "starts_on"], name="who_comes_to_a_room"),)

    def __str__(self) -> str:
        return f"{self.name}（{self.profession}）"


class PresenceCancelled(models.Model):
    """停诊: a day on which a professional does not come, and why."""

    presence = models.ForeignKey(
        Presence, on_delete=models.CASCADE, related_name="cancelled", verbose_name=_("驻点安排")
    )
    day = models.DateField(_("日期"))
    why = models.CharField(_("原因"), max_length=LONGEST_TEXT)
    written_by = models.CharField(_("登记人"), max_length=LONGEST_TEXT)
    written_at = models.DateTimeField(_("登记时间"))

    class Meta:
        verbose_name = _("停诊")
        constraints = (
            models.UniqueConstraint(name="a_day_is_cancelled_once", fields=["presence", "day"]),
        )

    def __str__(self) -> str:
        return f"{self.presence} {self.day}"
