"""Refusals."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.accounts.models import User
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.operators.models import Operator
from fangcun.core.people.models import Resident
from fangcun.core.places.models import Community, Facility
from fangcun.core.places.models.kept import LONGEST_TEXT
from fangcun.ledger.models.kept import never_emptied
from fangcun.ledger.states import WhyNot


class UnmetNeed(models.Model):
    """未满足需求: who wanted what, where, when, and why it was not given. Append-only.

    `commitment` is the promise that ended in it, if any.
    """

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "community__subdistrict",
        ScopeKind.COMMUNITY: "community_id",
        ScopeKind.FACILITY: "facility_id",
        ScopeKind.OPERATOR: "operator_id",
    }

    service = models.ForeignKey(
        ServiceKind,
        on_delete=models.PROTECT,
        related_name="unmet_needs",
        verbose_name=_("服务"),
        null=True,
        blank=True,
    )
    wanted = models.CharField(_("想要什么"), max_length=LONGEST_TEXT, blank=True)
    """In the person's words, where no service of the catalogue fits."""
    resident = models.ForeignKey(
        Resident,
        on_delete=models.PROTECT,
        related_name="unmet_needs",
        verbose_name=_("居民"),
        null=True,
        blank=True,
    )
    people = models.PositiveIntegerField(_("人数"), default=1)
    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="unmet_needs", verbose_name=_("社区")
    )
    facility = models.ForeignKey(
        Facility,
        on_delete=models.PROTECT,
        related_name="unmet_needs",
        verbose_name=_("设施"),
        null=True,
        blank=True,
    )
    operator = models.ForeignKey(
        Operator,
        on_delete=models.PROTECT,
        related_name="unmet_needs",
        verbose_name=_("服务机构"),
        null=True,
        blank=True,
    )
    why = models.CharField(_("原因"), max_length=30, choices=WhyNot)
    wished_on = models.DateField(_("希望日期"), null=True, blank=True)
    note = models.CharField(_("说明"), max_length=500, blank=True)
    source = models.CharField(_("来源"), max_length=80, blank=True)
    written_key = models.UUIDField(_("登记凭证"), unique=True, null=True, blank=True)
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("记录人")
    )
    recorded_at = models.DateTimeField(_("记录时间"))
    reverses = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        related_name="reversal",
        verbose_name=_("冲正"),
        null=True,
        blank=True,
    )
    reversal_reason = models.CharField(_("冲正原因"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("未满足需求")
        constraints = (
            models.CheckConstraint(
                name="an_unmet_need_says_what_was_wanted",
                condition=Q(service__isnull=False) | ~Q(wanted=""),
            ),
            models.CheckConstraint(name="an_unmet_need_is_somebodys", condition=Q(people__gt=0)),
            models.CheckConstraint(
                name="a_reversed_need_says_why",
                condition=Q(reverses__isnull=True, reversal_reason="")
                | (Q(reverses__isnull=False) & ~Q(reversal_reason="")),
            ),
        )
        indexes = (
            models.Index(fields=["recorded_at", "id"], name="needs_by_day"),
            models.Index(
                fields=["community", "recorded_at", "id"], name="needs_unmet_in_a_community"
            ),
            models.Index(fields=["resident", "recorded_at"], name="what_a_person_went_without"),
            models.Index(
                fields=["reverses"], name="taken_back_needs", condition=Q(reverses__isnull=False)
            ),
        )
        triggers = (
            pgtrigger.Protect(
                name="unmet_needs_are_kept", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            never_emptied("unmet_needs_are_not_emptied"),
        )

    def __str__(self) -> str:
        return f"{self.service or self.wanted} · {self.get_why_display()}"
