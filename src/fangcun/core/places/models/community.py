"""Communities and their buildings."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.places.models.kept import LONGEST_TEXT, history, on_earth
from fangcun_planner.district import AGE_BANDS, CHILD_BANDS, ELDER_BANDS

BANDS = len(AGE_BANDS)


class Community(models.Model):
    """社区: the unit of one community, one plan."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "subdistrict",
        ScopeKind.COMMUNITY: "id",
    }

    code = models.CharField(_("代码"), max_length=12, unique=True)
    name = models.CharField(_("名称"), max_length=LONGEST_TEXT)
    subdistrict = models.CharField(_("街道"), max_length=LONGEST_TEXT)
    households = models.PositiveIntegerField(_("户数"))
    residents_by_age = ArrayField(
        models.PositiveIntegerField(), size=BANDS, verbose_name=_("各年龄段人数")
    )
    lon = models.FloatField(_("经度"), null=True, blank=True)
    lat = models.FloatField(_("纬度"), null=True, blank=True)
    cell = models.JSONField(_("示意范围"), null=True, blank=True)  # GeoJSON geometry, WGS-84
    is_demo = models.BooleanField(_("演示"), default=False)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history(without=["lon", "lat", "cell"])

    class Meta:
        verbose_name = _("社区")
        constraints = (
            models.CheckConstraint(
                name="a_community_code_has_12_digits", condition=Q(code__regex=r"^\d{12}$")
            ),
            models.CheckConstraint(
                name="residents_are_counted_in_8_bands",
                condition=Q(residents_by_age__len=BANDS),
            ),
            on_earth("a_community_lies_on_earth"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def residents(self) -> int:
        return sum(self.residents_by_age)

    @property
    def elders(self) -> int:
        """Residents of 60 and over."""
        return sum(self.residents_by_age[band] for band in ELDER_BANDS)

    @property
    def children(self) -> int:
        return sum(self.residents_by_age[band] for band in CHILD_BANDS)


class Building(models.Model):
    """楼栋: where people live; its residents have the age mix of the community."""

    ref = models.CharField(_("编号"), max_length=LONGEST_TEXT, unique=True)
    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="buildings", verbose_name=_("社区")
    )
    lon = models.FloatField(_("经度"))
    lat = models.FloatField(_("纬度"))
    residents = models.PositiveIntegerField(_("人数"))

    class Meta:
        verbose_name = _("楼栋")
        constraints = (on_earth("a_building_stands_on_earth"),)

    def __str__(self) -> str:
        return self.ref
