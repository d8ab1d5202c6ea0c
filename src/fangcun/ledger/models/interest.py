"""What somebody would like, before there is any offer of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.accounts.models import User
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.people.models import Resident
from fangcun.core.places.models import Community
from fangcun.core.places.models.kept import LONGEST_TEXT
from fangcun.ledger.models.offer import Offer


class Interest(models.Model):
    """意向: "would like calligraphy"; it sleeps until an offer of that service opens for him."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "community__subdistrict",
        ScopeKind.COMMUNITY: "community_id",
    }

    resident = models.ForeignKey(
        Resident, on_delete=models.PROTECT, related_name="interests", verbose_name=_("居民")
    )
    service = models.ForeignKey(
        ServiceKind, on_delete=models.PROTECT, related_name="interests", verbose_name=_("服务")
    )
    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="interests", verbose_name=_("社区")
    )
    words = models.CharField(_("居民原话"), max_length=LONGEST_TEXT, blank=True)
    noted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("登记人")
    )
    noted_at = models.DateTimeField(_("登记时间"))
    woken_by = models.ForeignKey(
        Offer,
        on_delete=models.PROTECT,
        related_name="woken",
        verbose_name=_("等到的供给"),
        null=True,
        blank=True,
    )
    woken_at = models.DateTimeField(_("等到时间"), null=True, blank=True)
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    """He has booked it, or does not want it any more."""
    ended_why = models.CharField(_("结束原因"), max_length=LONGEST_TEXT, blank=True)

    class Meta:
        verbose_name = _("意向")
        constraints = (
            models.UniqueConstraint(
                name="an_interest_is_noted_once",
                fields=["resident", "service"],
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="an_interest_is_woken_by_an_offer",
                condition=Q(woken_by__isnull=True, woken_at__isnull=True)
                | Q(woken_by__isnull=False, woken_at__isnull=False),
            ),
        )
        indexes = (
            models.Index(
                fields=["service", "community"],
                name="interests_asleep",
                condition=Q(ended_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.resident_id} · {self.service}"
