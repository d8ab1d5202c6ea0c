"""What somebody must not, or need, eat."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.people.models import Resident
from fangcun.core.places.models.kept import LONGEST_TEXT
from fangcun.services.canteen.states import Allergen, Trait


class Diet(models.Model):
    """饮食要求: health data, kept with his separate consent only; the kitchen cooks by it."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "resident__community__subdistrict",
        ScopeKind.COMMUNITY: "resident__community_id",
    }

    resident = models.OneToOneField(
        Resident, on_delete=models.PROTECT, related_name="diet", verbose_name=_("居民")
    )
    avoids = ArrayField(
        models.CharField(max_length=20, choices=Allergen),
        verbose_name=_("不能吃"),
        default=list,
        blank=True,
    )
    needs = ArrayField(
        models.CharField(max_length=20, choices=Trait),
        verbose_name=_("需要"),
        default=list,
        blank=True,
    )
    words = models.CharField(_("其他说明"), max_length=LONGEST_TEXT, blank=True)
    recorded_by = models.CharField(_("登记人"), max_length=LONGEST_TEXT)
    recorded_at = models.DateTimeField(_("登记时间"))
    revision = models.PositiveIntegerField(_("版本"), default=1)

    class Meta:
        verbose_name = _("饮食要求")

    def __str__(self) -> str:
        return str(self.resident_id)
