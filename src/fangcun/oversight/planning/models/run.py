"""One calculation of a scenario in the background, and the steps of a money curve."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangcun.oversight.planning.models.scenario import Scenario
from fangcun.oversight.planning.states import ACTIVE_STATES, RunKind, RunPhase, RunState
from fangcun_planner.text import Text


class Run(models.Model):
    """测算: one calculation, from the moment somebody asks for it until it is over."""

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="runs")
    kind = models.CharField(_("用途"), max_length=12, choices=RunKind, default=RunKind.PLAN)
    state = models.CharField(_("状态"), max_length=12, choices=RunState, default=RunState.QUEUED)
    phase = models.CharField(_("阶段"), max_length=12, choices=RunPhase, blank=True)
    options = models.JSONField(_("提问内容"))  # `RunOptions` as they were when it was asked
    start_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, verbose_name=_("接续自")
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("提交时间"))
    started_at = models.DateTimeField(_("开始时间"), null=True, blank=True)
    finished_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    stop_asked_at = models.DateTimeField(_("要求停止时间"), null=True, blank=True)
    seconds = models.FloatField(_("已用秒数"), default=0)
    rounds = models.PositiveBigIntegerField(_("轮数"), default=0)
    objective = models.FloatField(_("目标值"), null=True, blank=True)
    bound = models.FloatField(_("上界"), null=True, blank=True)
    gap = models.FloatField(_("差距"), null=True, blank=True)
    trail = models.JSONField(_("过程"), default=list)  # [seconds, objective, bound] at most 2 a s
    message_zh = models.TextField(blank=True)
    message_en = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["scenario", "kind"],
                condition=Q(state__in=ACTIVE_STATES),
                name="one_run_of_a_kind_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.scenario} #{self.pk}"

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE_STATES

    @property
    def message(self) -> Text:
        return Text(self.message_zh, self.message_en)


class FrontierStep(models.Model):
    """What one budget buys: solved on its own, with its own proven bound."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="steps")
    budget_fen = models.BigIntegerField(_("预算（分）"))
    cost_fen = models.BigIntegerField(_("投入（分）"))
    objective = models.FloatField(_("目标值"))
    bound = models.FloatField(_("上界"))
    persons_served = models.FloatField(_("服务人次需求"))
    opened = models.PositiveIntegerField(_("启用处数"))

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["run", "budget_fen"], name="one_step_per_budget"),
            models.CheckConstraint(
                condition=Q(cost_fen__lte=models.F("budget_fen")),
                name="a_step_stays_within_its_budget",
            ),
        )

    def __str__(self) -> str:
        return f"{self.run} {self.budget_fen}"

    @property
    def gap(self) -> float:
        """Share by which a better plan could still serve more; 0 where nothing is to be served."""
        return (self.bound - self.objective) / self.objective if self.objective > 0 else 0.0
