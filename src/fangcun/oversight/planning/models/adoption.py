"""A plan that was adopted, and the projects that it became."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from fangcun.core.places.models import Project
from fangcun.oversight.planning.models.plan import Plan, PlanSpace


class Adoption(models.Model):
    """采纳: the moment a plan became projects. A plan is adopted once."""

    plan = models.OneToOneField(Plan, models.PROTECT, related_name="adoption")
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField(_("采纳时间"))

    def __str__(self) -> str:
        return str(self.plan)


class AdoptedSpace(models.Model):
    """One chosen space and the project that it became."""

    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="spaces")
    plan_space = models.OneToOneField(PlanSpace, models.PROTECT, related_name="adopted")
    project = models.OneToOneField(Project, models.PROTECT, related_name="planned")

    def __str__(self) -> str:
        return str(self.project)
