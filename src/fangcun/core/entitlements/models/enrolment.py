"""Who has been put on the list of a benefit."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.entitlements.models.pack import BenefitRule
from fangcun.core.people.models import Resident
from fangcun.core.places.models.kept import LONGEST_TEXT


class Enrolment(models.Model):
    """享受待遇登记: entitled is not yet enrolled, and enrolled is not yet served.

    `rule` is the version under which it was decided; `key` is the same rule in every version.
    """

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "resident__community__subdistrict",
        ScopeKind.COMMUNITY: "resident__community_id",
    }

    resident = models.ForeignKey(
        Resident, on_delete=models.PROTECT, related_name="enrolments", verbose_name=_("居民")
    )
    rule = models.ForeignKey(
        BenefitRule, on_delete=models.PROTECT, related_name="enrolments", verbose_name=_("待遇")
    )
    key = models.CharField(_("待遇代码"), max_length=130)
    from_on = models.DateField(_("开始日期"))
    until = models.DateField(_("截止日期"), null=True, blank=True)
    enrolled_by = models.CharField(_("办理人"), max_length=LONGEST_TEXT)
    enrolled_at = models.DateTimeField(_("办理时间"))
    ended_at = models.DateTimeField(_("终止时间"), null=True, blank=True)
    ended_by = models.CharField(_("终止人"), max_length=LONGEST_TEXT, blank=True)
    ended_because = models.CharField(_("终止原因"), max_length=LONGEST_TEXT, blank=True)

    class Meta:
        verbose_name = _("享受待遇登记")
        constraints = (
            models.UniqueConstraint(
                name="nobody_is_enrolled_twice_at_once",
                fields=["resident", "key"],
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="an_enrolment_does_not_end_before_it_starts",
                condition=Q(until__isnull=True) | Q(until__gte=F("from_on")),
            ),
        )
        indexes = (models.Index(fields=["key", "resident"], name="who_is_enrolled"),)

    def __str__(self) -> str:
        return f"{self.resident_id} {self.key}"
