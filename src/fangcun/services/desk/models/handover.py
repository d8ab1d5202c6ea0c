"""The end of a shift."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.accounts.models import User
from fangcun.core.places.models import Community
from fangcun.services.desk.models.request import ServiceRequest


class HandOver(models.Model):
    """交接: what one steward leaves to the next; it counts when it is accepted."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "community__subdistrict",
        ScopeKind.COMMUNITY: "community_id",
    }

    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="hand_overs", verbose_name=_("社区")
    )
    given_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("交班人")
    )
    given_at = models.DateTimeField(_("交班时间"))
    note = models.TextField(_("交班说明"), blank=True)
    accepted_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("接班人"),
        null=True,
        blank=True,
    )
    accepted_at = models.DateTimeField(_("接班时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("交接")
        constraints = (
            models.UniqueConstraint(
                name="a_desk_hands_over_once_at_a_time",
                fields=["community"],
                condition=Q(accepted_at__isnull=True),
            ),
            models.CheckConstraint(
                name="a_hand_over_is_accepted_by_somebody",
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.community} {self.given_at:%F %H:%M}"


class HandOverLine(models.Model):
    """One request in a hand-over, as it stood."""

    hand_over = models.ForeignKey(
        HandOver, on_delete=models.CASCADE, related_name="lines", verbose_name=_("交接")
    )
    request = models.ForeignKey(
        ServiceRequest, on_delete=models.PROTECT, related_name="+", verbose_name=_("需求单")
    )
    state = models.CharField(_("状态"), max_length=20)
    note = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("交接需求")
        constraints = (
            models.UniqueConstraint(
                name="a_request_is_handed_over_once", fields=["hand_over", "request"]
            ),
        )

    def __str__(self) -> str:
        return str(self.request)
