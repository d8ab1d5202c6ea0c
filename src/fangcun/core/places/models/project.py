"""Projects: facilities on their way."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.places.models.community import Community
from fangcun.core.places.models.facility import Facility
from fangcun.core.places.models.kept import LONGEST_TEXT, history
from fangcun.core.places.models.space import IdleSpace
from fangcun.core.places.states import Delivery, FacilityKind, Stage


class Project(models.Model):
    """项目: one facility from proposal to closing; its functions are `catalog.ProjectFunction`."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "community__subdistrict",
        ScopeKind.COMMUNITY: "community_id",
    }

    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="projects", verbose_name=_("社区")
    )
    space = models.ForeignKey(
        IdleSpace,
        on_delete=models.PROTECT,
        related_name="projects",
        verbose_name=_("存量空间"),
        null=True,
        blank=True,
    )
    facility = models.ForeignKey(
        Facility,
        on_delete=models.PROTECT,
        related_name="projects",
        verbose_name=_("设施"),
        null=True,
        blank=True,
    )
    name = models.CharField(_("名称"), max_length=LONGEST_TEXT)
    kind = models.CharField(_("类型"), max_length=20, choices=FacilityKind)
    stage = models.CharField(_("阶段"), max_length=20, choices=Stage, default=Stage.PROPOSED)
    delivery = models.CharField(_("建设方式"), max_length=20, choices=Delivery, blank=True)
    planned_fen = models.BigIntegerField(_("计划投资"), default=0)
    proposed_on = models.DateField(_("拟建日期"), null=True, blank=True)
    approved_on = models.DateField(_("批准日期"), null=True, blank=True)
    building_on = models.DateField(_("开工日期"), null=True, blank=True)
    trial_on = models.DateField(_("试运营日期"), null=True, blank=True)
    open_on = models.DateField(_("开放日期"), null=True, blank=True)
    closed_on = models.DateField(_("关闭日期"), null=True, blank=True)
    is_demo = models.BooleanField(_("演示"), default=False)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history()

    class Meta:
        verbose_name = _("项目")
        constraints = (
            models.CheckConstraint(
                name="an_open_project_has_a_facility",
                condition=~Q(stage=Stage.OPEN) | Q(facility__isnull=False),
            ),
            models.CheckConstraint(
                name="a_project_stands_at_a_known_stage", condition=Q(stage__in=Stage.values)
            ),
            models.CheckConstraint(
                name="a_project_costs_nothing_or_more", condition=Q(planned_fen__gte=0)
            ),
            models.UniqueConstraint(
                name="a_space_has_one_project_at_a_time",
                fields=["space"],
                condition=~Q(stage=Stage.CLOSED),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def facility_ref(self) -> str:
        """Number of the facility that the project becomes."""
        return f"P{self.pk}"

    @property
    def is_made_up(self) -> bool:
        """Shown as 演示: the demo entered the project, and not for a facility that is real."""
        return self.is_demo and (self.facility is None or self.facility.is_demo)
