"""The code by which a resident is known at a desk without saying his name."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.people.models.resident import Resident


class ResidentCode(models.Model):
    """居民码: a word without meaning, shown as a QR code; a new one ends the old one."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "resident__community__subdistrict",
        ScopeKind.COMMUNITY: "resident__community_id",
    }

    resident = models.OneToOneField(
        Resident, on_delete=models.CASCADE, related_name="code", verbose_name=_("居民")
    )
    token = models.CharField(_("二维码内容"), max_length=40, unique=True)
    made_at = models.DateTimeField(_("生成时间"))

    class Meta:
        verbose_name = _("居民码")

    def __str__(self) -> str:
        return str(self.resident)
