"""The answer of a run: the plan's facts whole, and its rows for tables and lists."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangcun.oversight.planning.models.run import Run
from fangcun_planner.text import Text


class Plan(models.Model):
    """方案: which spaces open, with what, whom they serve, and the proof of how good that is."""

    run = models.OneToOneField(Run, models.CASCADE, related_name="plan")
    made_at = models.DateTimeField(_("完成时间"))
    facts = models.BinaryField()  # `PlanFacts` without buildings, JSON, zlib
    buildings = models.BinaryField()  # its buildings, JSON, zlib
    proof = models.BinaryField()  # prices of the proven bound by name, npz
    status = models.CharField(_("证明程度"), max_length=12)  # siting.Status
    objective = models.FloatField(_("目标值"))
    bound = models.FloatField(_("上界"))
    gap = models.FloatField(_("差距"))
    seconds = models.FloatField(_("用时（秒）"))
    budget_fen = models.BigIntegerField(_("预算（分）"))
    cost_fen = models.BigIntegerField(_("投入（分）"))
    weighted_need = models.FloatField(_("加权需求"))
    persons_in_need = models.FloatField(_("需求人数"))
    served_before = models.FloatField(_("现状可服务人数"))
    served_after = models.FloatField(_("方案可服务人数"))
    opened = models.PositiveIntegerField(_("启用处数"))

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(cost_fen__lte=models.F("budget_fen")),
                name="a_plan_stays_within_its_budget",
            ),
        )

    def __str__(self) -> str:
        return f"{self.run.scenario} #{self.pk}"


class PlanFile(models.Model):
    """One file of a plan to take away, made while the whole answer was at hand."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="files")
    name = models.CharField(max_length=40)  # such as plan.xlsx
    content = models.BinaryField()  # zlib

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["plan", "name"], name="a_plan_has_a_file_once"),
        )

    def __str__(self) -> str:
        return self.name


class PlanFunction(models.Model):
    """One function over the whole district, before and after."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="functions")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80)
    is_priority = models.BooleanField()
    need = models.FloatField()
    served_before = models.FloatField()
    served_after = models.FloatField()
    placed = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["plan", "code"], name="a_plan_tells_a_function_once"),
        )

    def __str__(self) -> str:
        return self.name_zh

    @property
    def name(self) -> Text:
        return Text(self.name_zh, self.name_en)

    @property
    def share_before(self) -> float | None:
        return self.served_before / self.need if self.need > 0 else None

    @property
    def share_after(self) -> float | None:
        return self.served_after / self.need if self.need > 0 else None


class PlanSpace(models.Model):
    """One space that a plan opens, and why this one."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="spaces")
    space = models.CharField(max_length=64)  # the planner's id of the idle space
    name = models.CharField(max_length=120)
    community_code = models.CharField(max_length=12)
    community_name = models.CharField(max_length=60)
    lon = models.FloatField()
    lat = models.FloatField()
    kind = models.CharField(max_length=12)  # "complex" or "interspersed"
    floor_area_m2 = models.FloatField()
    floor = models.SmallIntegerField()
    cost_fen = models.BigIntegerField()
    residents_in_reach = models.PositiveIntegerField()
    persons_served = models.FloatField()
    value = models.FloatField()
    modules = models.JSONField()  # ModuleFacts as dicts, in the catalogue's order
    why_zh = models.TextField()
    why_en = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["plan", "space"], name="a_plan_opens_a_space_once"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def why(self) -> Text:
        return Text(self.why_zh, self.why_en)

    @property
    def is_complex(self) -> bool:
        return self.kind == "complex"


class PlanCommunity(models.Model):
    """One community, before and after."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="communities")
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=60)
    subdistrict = models.CharField(max_length=60)
    residents = models.PositiveIntegerField()
    elders = models.PositiveIntegerField()
    children = models.PositiveIntegerField()
    area_before_m2 = models.FloatField()
    area_after_m2 = models.FloatField()
    share_before = models.FloatField()
    share_after = models.FloatField()
    opened = models.PositiveIntegerField()
    cost_fen = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["plan", "code"], name="a_plan_tells_a_community_once"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def gain(self) -> float:
        return self.share_after - self.share_before
