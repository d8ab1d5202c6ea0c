"""What facilities offer, and what projects will."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangcun.core.catalog.models.function import Function
from fangcun.core.places.models import Facility, Project
from fangcun.core.places.models.kept import LONGEST_TEXT


class FacilityFunction(models.Model):
    """One function of an open facility, and how many persons it can serve."""

    facility = models.ForeignKey(
        Facility, on_delete=models.CASCADE, related_name="functions", verbose_name=_("设施")
    )
    function = models.ForeignKey(
        Function, on_delete=models.PROTECT, related_name="offered_by", verbose_name=_("功能")
    )
    capacity = models.FloatField(_("可服务人数"))

    class Meta:
        verbose_name = _("设施功能")
        constraints = (
            models.UniqueConstraint(
                name="a_facility_names_a_function_once", fields=["facility", "function"]
            ),
            models.CheckConstraint(
                name="a_facility_serves_nobody_or_more", condition=Q(capacity__gte=0)
            ),
        )

    def __str__(self) -> str:
        return f"{self.facility_id}/{self.function_id}"


class ProjectFunction(models.Model):
    """One function that a project brings, in the size that was planned."""

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="functions", verbose_name=_("项目")
    )
    function = models.ForeignKey(
        Function, on_delete=models.PROTECT, related_name="planned_in", verbose_name=_("功能")
    )
    module_code = models.CharField(_("模块"), max_length=LONGEST_TEXT)
    floor_area_m2 = models.FloatField(_("建筑面积"))
    capacity = models.FloatField(_("可服务人数"))
    cost_fen = models.BigIntegerField(_("费用"))

    class Meta:
        verbose_name = _("项目功能")
        constraints = (
            models.UniqueConstraint(
                name="a_project_names_a_function_once", fields=["project", "function"]
            ),
            models.CheckConstraint(
                name="a_planned_function_has_no_negative_number",
                condition=Q(floor_area_m2__gte=0, capacity__gte=0, cost_fen__gte=0),
            ),
        )

    def __str__(self) -> str:
        return f"{self.project_id}/{self.function_id}"
