"""Packs of rules in versions: what was decided keeps the version by which it was decided."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangcun.core.catalog.models.function import Named
from fangcun.core.catalog.models.sourced import Sourced
from fangcun.core.places.models.kept import LONGEST_TEXT


class Pack(Named, Sourced):
    """One version of one policy. A change is a new version.

    On a given day the newest version that has begun holds, if it is in use and has not ended.
    Packs hold for the whole district: only rights held for it change them.
    """

    code = models.CharField(_("代码"), max_length=60)
    version = models.PositiveIntegerField(_("版本号"), default=1)
    valid_from = models.DateField(_("生效日期"))
    valid_until = models.DateField(_("失效日期"), null=True, blank=True)
    is_in_use = models.BooleanField(_("启用"), default=False)
    written_by = models.CharField(_("编写人"), max_length=LONGEST_TEXT, blank=True)
    written_at = models.DateTimeField(_("编写时间"))
    revision = models.PositiveIntegerField(_("版本"), default=1)

    class Meta:
        abstract = True
