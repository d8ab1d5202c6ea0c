"""The district itself, and its streets."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangcun.core.places.models.kept import LONGEST_TEXT

THE_ONLY_ROW = 1


class District(models.Model):
    """行政区: one row, since a database schema holds one district."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_ONLY_ROW)
    name = models.CharField(_("名称"), max_length=LONGEST_TEXT)
    boundary = models.JSONField(_("边界"), help_text=_("GeoJSON，WGS-84"), null=True, blank=True)
    options = models.JSONField(_("参数"), default=dict)  # `PlanOptions` of the imported file
    is_demo = models.BooleanField(_("演示"), default=False)
    revision = models.PositiveIntegerField(_("版本"), default=1)
    """Counts every change of the records, so that a browser may keep what has not changed."""

    class Meta:
        verbose_name = _("行政区")
        constraints = (
            models.CheckConstraint(
                name="a_schema_holds_one_district", condition=Q(id=THE_ONLY_ROW)
            ),
        )

    def __str__(self) -> str:
        return self.name


class StreetMap(models.Model):
    """步行路网: arrays of `fangcun_planner.district.StreetNetwork`; the newest one counts.

    float64 for degrees and metres, int32 for node numbers, little-endian.
    """

    lon = models.BinaryField()
    lat = models.BinaryField()
    from_node = models.BinaryField()
    to_node = models.BinaryField()
    length_m = models.BinaryField()
    source = models.CharField(_("来源"), max_length=200)
    created_at = models.DateTimeField(_("导入时间"))

    class Meta:
        verbose_name = _("步行路网")

    def __str__(self) -> str:
        return self.source
