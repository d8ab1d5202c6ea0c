"""What a planner asks: money, emphasis, walking, and what is decided in advance."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangcun.core.places.models.kept import history
from fangcun.oversight.planning.states import FUNCTION_LOCKS, SPACE_LOCKS, LockKind


class Scenario(models.Model):
    """情景: one way to ask what the district should open."""

    name = models.CharField(_("名称"), max_length=60)
    note = models.TextField(_("说明"), blank=True)
    budget_fen = models.BigIntegerField(_("预算（分）"))
    open_at_most = models.PositiveIntegerField(_("最多启用处数"), null=True, blank=True)
    reach_factor = models.FloatField(_("服务半径倍数"), default=1.0)
    elder_pace_m_per_min = models.FloatField(_("老人步速（米/分钟）"))
    solve_seconds = models.PositiveIntegerField(_("求解时间（秒）"))
    gap = models.FloatField(_("允许差距"))
    seed = models.PositiveIntegerField(_("随机种子"), default=1)
    emphasis = models.JSONField(_("重视程度"), default=dict)  # factor by function code, where not 1
    revision = models.PositiveIntegerField(_("版本"), default=1)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("建立人")
    )
    made_at = models.DateTimeField(_("建立时间"))
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, verbose_name=_("复制自")
    )
    history = history()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["name"], name="a_scenario_has_a_name_of_its_own"),
            models.CheckConstraint(
                condition=Q(budget_fen__gte=0), name="a_budget_is_never_negative"
            ),
            models.CheckConstraint(
                condition=Q(reach_factor__gt=0, elder_pace_m_per_min__gt=0, gap__gte=0),
                name="walking_counts_for_something",
            ),
        )

    def __str__(self) -> str:
        return self.name


class ScenarioLock(models.Model):
    """One decision taken in advance: a space, or a function in a space."""

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="locks")
    space = models.CharField(_("存量空间"), max_length=64)  # the planner's id of an idle space
    function = models.CharField(_("功能"), max_length=40, blank=True)
    kind = models.CharField(_("决定"), max_length=20, choices=LockKind)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("时间"))

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["scenario", "space", "function"],
                name="one_decision_per_space_and_function",
            ),
            models.CheckConstraint(
                condition=Q(function="", kind__in=SPACE_LOCKS)
                | (~Q(function="") & Q(kind__in=FUNCTION_LOCKS)),
                name="a_lock_on_a_function_names_it",
            ),
        )

    def __str__(self) -> str:
        return f"{self.space} {self.function} {self.get_kind_display()}".replace("  ", " ")
