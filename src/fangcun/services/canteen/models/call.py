"""Calls to people who did not come for their meal."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.accounts.models import User
from fangcun.core.people.models import Resident
from fangcun.core.places.models.kept import LONGEST_TEXT
from fangcun.services.canteen.models.order import MealOrder
from fangcun.services.canteen.states import CallOutcome, Grade, Period


class CallTask(models.Model):
    """关怀电话: an elder who lives alone did not fetch a meal nor cancel it: somebody calls."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "resident__community__subdistrict",
        ScopeKind.COMMUNITY: "resident__community_id",
        ScopeKind.FACILITY: "order__kitchen__facility_id",
    }

    order = models.OneToOneField(
        MealOrder, on_delete=models.PROTECT, related_name="call", verbose_name=_("订餐单")
    )
    resident = models.ForeignKey(
        Resident, on_delete=models.PROTECT, related_name="meal_calls", verbose_name=_("居民")
    )
    served_on = models.DateField(_("日期"))
    period = models.CharField(_("餐次"), max_length=20, choices=Period)
    grade = models.CharField(_("级别"), max_length=20, choices=Grade)
    why = models.CharField(_("原因"), max_length=LONGEST_TEXT)
    made_at = models.DateTimeField(_("生成时间"))
    call_by = models.DateTimeField(_("请于此前联系"))
    done_at = models.DateTimeField(_("联系时间"), null=True, blank=True)
    done_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("联系人"),
        null=True,
        blank=True,
    )
    outcome = models.CharField(_("结果"), max_length=20, choices=CallOutcome, blank=True)
    words = models.CharField(_("说明"), max_length=LONGEST_TEXT, blank=True)

    class Meta:
        verbose_name = _("关怀电话")
        constraints = (
            models.UniqueConstraint(
                name="somebody_is_called_once_a_meal", fields=["resident", "served_on", "period"]
            ),
            models.CheckConstraint(
                name="a_call_that_was_made_says_what_it_found",
                condition=Q(done_at__isnull=True, done_by__isnull=True, outcome="")
                | Q(done_at__isnull=False, done_by__isnull=False) & ~Q(outcome=""),
            ),
        )
        indexes = (
            models.Index(
                fields=["call_by"], name="calls_to_make", condition=Q(done_at__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"{self.resident_id} {self.get_grade_display()}"
