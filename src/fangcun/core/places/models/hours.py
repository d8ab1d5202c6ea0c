"""When rooms are open."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.places.models.kept import LONGEST_TEXT
from fangcun.core.places.models.room import Room
from fangcun.core.places.states import DayKind

OPENS_BEFORE_IT_CLOSES = Q(closes__gt=F("opens")) | Q(closes="00:00:00")  # 00:00 is midnight


class RoomHours(models.Model):
    """开放时间: one span in which a room is open on one kind of day."""

    room = models.ForeignKey(
        Room, on_delete=models.CASCADE, related_name="hours", verbose_name=_("房间")
    )
    day_kind = models.PositiveSmallIntegerField(_("日子"), choices=DayKind)
    opens = models.TimeField(_("开门"))
    closes = models.TimeField(_("关门"))

    class Meta:
        verbose_name = _("开放时间")
        constraints = (
            models.CheckConstraint(
                name="a_room_opens_before_it_closes", condition=OPENS_BEFORE_IT_CLOSES
            ),
            models.UniqueConstraint(
                name="a_room_opens_once_at_a_time", fields=["room", "day_kind", "opens"]
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_day_kind_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"


class RoomException(models.Model):
    """临时安排: days on which a room is closed, or open at other hours, and why.

    Where two speak of one day, the newer one counts.
    """

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "room__facility__community__subdistrict",
        ScopeKind.COMMUNITY: "room__facility__community_id",
        ScopeKind.FACILITY: "room__facility_id",
    }

    room = models.ForeignKey(
        Room, on_delete=models.CASCADE, related_name="exceptions", verbose_name=_("房间")
    )
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("结束日期"))
    opens = models.TimeField(_("开门"), null=True, blank=True)
    closes = models.TimeField(_("关门"), null=True, blank=True)
    why = models.CharField(_("原因"), max_length=LONGEST_TEXT)
    written_by = models.CharField(_("登记人"), max_length=LONGEST_TEXT)
    written_at = models.DateTimeField(_("登记时间"))
    withdrawn_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)
    withdrawn_by = models.CharField(_("撤销人"), max_length=LONGEST_TEXT, blank=True)

    class Meta:
        verbose_name = _("临时安排")
        constraints = (
            models.CheckConstraint(
                name="an_exception_does_not_end_before_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="an_exception_closes_or_has_hours",
                condition=Q(opens=None, closes=None)
                | (Q(opens__isnull=False, closes__isnull=False) & OPENS_BEFORE_IT_CLOSES),
            ),
        )

    def __str__(self) -> str:
        return f"{self.room} {self.starts_on} {self.why}"

    @property
    def is_closed(self) -> bool:
        """Closed all day."""
        return self.opens is None
