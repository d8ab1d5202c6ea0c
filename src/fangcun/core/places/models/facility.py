"""Open facilities."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.places.models.community import Community
from fangcun.core.places.models.kept import LONGEST_TEXT, on_earth
from fangcun.core.places.states import FacilityKind


class Facility(models.Model):
    """设施: an open place; what it offers is `catalog.FacilityFunction`."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "community__subdistrict",
        ScopeKind.COMMUNITY: "community_id",
        ScopeKind.FACILITY: "pk",
    }

    ref = models.CharField(_("编号"), max_length=LONGEST_TEXT, unique=True)
    name = models.CharField(_("名称"), max_length=LONGEST_TEXT)
    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="facilities", verbose_name=_("社区")
    )
    lon = models.FloatField(_("经度"))
    lat = models.FloatField(_("纬度"))
    floor_area_m2 = models.FloatField(_("建筑面积"))
    kind = models.CharField(_("类型"), max_length=20, choices=FacilityKind)
    operator_name = models.CharField(_("运营机构"), max_length=LONGEST_TEXT, blank=True)
    is_demo = models.BooleanField(_("演示"), default=False)

    class Meta:
        verbose_name = _("设施")
        constraints = (
            models.CheckConstraint(
                name="a_facility_has_no_negative_area", condition=Q(floor_area_m2__gte=0)
            ),
            models.CheckConstraint(
                name="a_facility_is_complex_or_interspersed",
                condition=Q(kind__in=FacilityKind.values),
            ),
            on_earth("a_facility_stands_on_earth"),
        )

    def __str__(self) -> str:
        return self.name
