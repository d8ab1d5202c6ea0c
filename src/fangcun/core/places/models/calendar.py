"""The days that differ from the week, and when the desk works."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fangcun.core.places.models.kept import LONGEST_TEXT, history
from fangcun.core.places.states import DayKind


class SpecialDay(models.Model):
    """特殊日: a public holiday, or a weekend that is worked instead 调休."""

    day = models.DateField(_("日期"), unique=True)
    is_working = models.BooleanField(_("上班"))
    name = models.CharField(_("名称"), max_length=LONGEST_TEXT)
    source = models.CharField(_("来源"), max_length=LONGEST_TEXT)
    checked_on = models.DateField(_("核对日期"), null=True, blank=True)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history()

    class Meta:
        verbose_name = _("特殊日")

    def __str__(self) -> str:
        return f"{self.day} {self.name}"

    @property
    def is_to_be_checked(self) -> bool:
        """Shown as 待核: nobody has compared it with the notice of the State Council."""
        return self.checked_on is None


class DeskHours(models.Model):
    """前台工作时间: one span of one kind of day; due times are counted in them."""

    day_kind = models.PositiveSmallIntegerField(_("日子"), choices=DayKind)
    opens = models.TimeField(_("开始"))
    closes = models.TimeField(_("结束"))
    source = models.CharField(_("来源"), max_length=LONGEST_TEXT)
    checked_on = models.DateField(_("核对日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("前台工作时间")
        constraints = (
            models.CheckConstraint(
                name="a_desk_opens_before_it_closes", condition=Q(closes__gt=F("opens"))
            ),
            models.CheckConstraint(
                name="no_desk_time_is_counted_on_holidays",
                condition=~Q(day_kind=DayKind.HOLIDAY),
            ),
            models.UniqueConstraint(
                name="a_desk_opens_once_at_a_time", fields=["day_kind", "opens"]
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_day_kind_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"
