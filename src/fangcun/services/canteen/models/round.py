"""Delivery rounds."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.places.models.kept import LONGEST_TEXT
from fangcun.services.canteen.models.kitchen import Kitchen
from fangcun.services.canteen.models.order import MealOrder
from fangcun.services.canteen.states import HandedTo, Period, RoundState


class DeliveryRound(models.Model):
    """送餐路线: one person goes out with the meals of one meal time, door after door."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "kitchen__facility__community__subdistrict",
        ScopeKind.COMMUNITY: "kitchen__facility__community_id",
        ScopeKind.FACILITY: "kitchen__facility_id",
    }

    kitchen = models.ForeignKey(
        Kitchen, on_delete=models.PROTECT, related_name="rounds", verbose_name=_("食堂")
    )
    served_on = models.DateField(_("日期"))
    period = models.CharField(_("餐次"), max_length=20, choices=Period)
    number = models.PositiveSmallIntegerField(_("第几路"))
    courier = models.CharField(_("送餐人"), max_length=LONGEST_TEXT)
    state = models.CharField(
        _("状态"), max_length=20, choices=RoundState, default=RoundState.PLANNED
    )
    left_at = models.DateTimeField(_("出发时间"), null=True, blank=True)
    back_at = models.DateTimeField(_("返回时间"), null=True, blank=True)
    is_demo = models.BooleanField(_("演示"), default=False)

    class Meta:
        verbose_name = _("送餐路线")
        constraints = (
            models.UniqueConstraint(
                name="a_round_of_a_meal_has_its_number",
                fields=["kitchen", "served_on", "period", "number"],
            ),
        )

    def __str__(self) -> str:
        return f"{self.served_on} {self.get_period_display()} {self.number}"


class Stop(models.Model):
    """One door of a round: whose meal, and to whom it was given."""

    round = models.ForeignKey(
        DeliveryRound, on_delete=models.PROTECT, related_name="stops", verbose_name=_("路线")
    )
    order = models.OneToOneField(
        MealOrder, on_delete=models.PROTECT, related_name="stop", verbose_name=_("订餐单")
    )
    position = models.PositiveSmallIntegerField(_("顺序"))
    handed_to = models.CharField(_("交给"), max_length=20, choices=HandedTo, blank=True)
    words = models.CharField(_("说明"), max_length=LONGEST_TEXT, blank=True)
    handed_at = models.DateTimeField(_("交付时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("送餐点")
        constraints = (
            models.UniqueConstraint(
                name="a_round_stops_in_order",
                fields=["round", "position"],
                deferrable=models.Deferrable.DEFERRED,
            ),
        )

    def __str__(self) -> str:
        return f"{self.round_id}.{self.position}"
