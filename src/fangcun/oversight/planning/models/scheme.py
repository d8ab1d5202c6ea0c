"""What a community's plan must also say before it is built, filled in by people."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangcun.core.places.models.kept import history
from fangcun.oversight.planning.models.scenario import Scenario

SCHEME_FIELDS = (
    "builder",
    "operator",
    "services",
    "price",
    "cooperation",
    "supervision",
    "duties",
)
"""一项目一方案: the seven things that a pilot city asks of every project's plan."""


class CommunityScheme(models.Model):
    """The seven fields of one community's plan; kept when a scenario is solved again."""

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="schemes")
    community = models.CharField(_("社区"), max_length=12)  # 12-digit code
    builder = models.TextField(_("建设主体"), blank=True)
    operator = models.TextField(_("服务运营主体"), blank=True)
    services = models.TextField(_("服务项目"), blank=True)
    price = models.TextField(_("普惠收费标准"), blank=True)
    cooperation = models.TextField(_("合作运营模式"), blank=True)
    supervision = models.TextField(_("监督管理"), blank=True)
    duties = models.TextField(_("各方责任义务"), blank=True)
    revision = models.PositiveIntegerField(default=1)
    history = history()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["scenario", "community"], name="one_scheme_per_community"
            ),
        )

    def __str__(self) -> str:
        return f"{self.scenario} {self.community}"

    @property
    def filled(self) -> int:
        """How many of the seven fields say something."""
        return sum(bool(getattr(self, name).strip()) for name in SCHEME_FIELDS)
