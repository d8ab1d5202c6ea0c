"""Who pays which part of a meal, by which version of which rule."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.accounts.models import User
from fangcun.core.catalog.models.function import Named
from fangcun.core.catalog.models.pack import Pack
from fangcun.core.people.models import Resident
from fangcun.core.places.models.kept import history
from fangcun.services.canteen.models.order import MealOrder
from fangcun.services.canteen.states import Mode, Period


class SubsidyPack(Pack):
    """助餐补贴规则包: who pays how much of a meal; what was settled keeps its own version."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {}

    history = history()

    class Meta:
        verbose_name = _("助餐补贴规则包")
        constraints = (
            models.UniqueConstraint(
                name="a_version_of_a_subsidy_is_written_once", fields=["code", "version"]
            ),
            models.CheckConstraint(
                name="a_subsidy_does_not_end_before_it_begins",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
        )


class SubsidyRule(Named):
    """补贴规则: whom it is for, how much of a meal, and who pays it.

    Either a fixed amount, or a share of the price up to a most. The three payers' shares of the
    subsidy add up to a hundred; the resident pays the rest of the price.
    """

    pack = models.ForeignKey(
        SubsidyPack, on_delete=models.PROTECT, related_name="rules", verbose_name=_("规则包")
    )
    code = models.CharField(_("代码"), max_length=60)
    position = models.PositiveSmallIntegerField(_("顺序"))
    """The first rule that somebody meets is his."""
    conditions = models.JSONField(_("条件"))
    """As in the benefit rules."""
    periods = ArrayField(
        models.CharField(max_length=20, choices=Period), verbose_name=_("餐次"), default=list
    )
    modes = ArrayField(
        models.CharField(max_length=20, choices=Mode), verbose_name=_("取餐方式"), default=list
    )
    amount_fen = models.BigIntegerField(_("每餐金额"), null=True, blank=True)
    percent = models.PositiveSmallIntegerField(_("按价格比例"), null=True, blank=True)
    most_fen = models.BigIntegerField(_("最多"), null=True, blank=True)
    district_percent = models.PositiveSmallIntegerField(_("区承担"), default=0)
    street_percent = models.PositiveSmallIntegerField(_("街道承担"), default=0)
    operator_percent = models.PositiveSmallIntegerField(_("机构承担"), default=0)

    class Meta:
        verbose_name = _("补贴规则")
        constraints = (
            models.UniqueConstraint(name="a_subsidy_rule_is_written_once", fields=["pack", "code"]),
            models.CheckConstraint(
                name="a_subsidy_is_an_amount_or_a_share",
                condition=Q(amount_fen__gt=0, percent__isnull=True, most_fen__isnull=True)
                | Q(amount_fen__isnull=True, percent__range=(1, 100)),
            ),
            models.CheckConstraint(
                name="somebody_pays_all_of_a_subsidy",
                condition=Q(district_percent=100 - F("street_percent") - F("operator_percent")),
            ),
        )


class SubsidyClaim(models.Model):
    """助餐补贴: the subsidised meal of a person at one meal time, over all canteens: one."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "order__kitchen__facility__community__subdistrict",
        ScopeKind.COMMUNITY: "order__kitchen__facility__community_id",
        ScopeKind.FACILITY: "order__kitchen__facility_id",
    }

    order = models.OneToOneField(
        MealOrder, on_delete=models.PROTECT, related_name="claim", verbose_name=_("订餐单")
    )
    resident = models.ForeignKey(
        Resident, on_delete=models.PROTECT, related_name="subsidised_meals", verbose_name=_("居民")
    )
    served_on = models.DateField(_("日期"))
    period = models.CharField(_("餐次"), max_length=20, choices=Period)
    rule = models.ForeignKey(
        SubsidyRule, on_delete=models.PROTECT, related_name="claims", verbose_name=_("规则")
    )
    price_fen = models.BigIntegerField(_("价格"))
    district_fen = models.BigIntegerField(_("区承担"), default=0)
    street_fen = models.BigIntegerField(_("街道承担"), default=0)
    operator_fen = models.BigIntegerField(_("机构承担"), default=0)
    resident_fen = models.BigIntegerField(_("个人承担"), default=0)
    released_at = models.DateTimeField(_("释放时间"), null=True, blank=True)
    """The order was cancelled or not collected: another meal may be subsidised."""

    class Meta:
        verbose_name = _("助餐补贴")
        constraints = (
            models.UniqueConstraint(
                name="one_subsidised_meal_for_a_person_and_meal_time",
                fields=["resident", "served_on", "period"],
                condition=Q(released_at__isnull=True),
            ),
            models.CheckConstraint(
                name="the_parts_of_a_meal_are_its_price",
                condition=Q(
                    price_fen=F("district_fen")
                    + F("street_fen")
                    + F("operator_fen")
                    + F("resident_fen")
                ),
            ),
        )
        indexes = (models.Index(fields=["served_on", "period"], name="subsidies_by_day"),)

    def __str__(self) -> str:
        return f"{self.resident_id} {self.served_on} {self.period}"


class SubsidyDifference(models.Model):
    """补贴差额: what a month recounted by newer rules changes; rows are only ever added.

    The sheet of the month in which it was accepted shows it; the sheet of the meal stays as it was.
    """

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "order__kitchen__facility__community__subdistrict",
        ScopeKind.COMMUNITY: "order__kitchen__facility__community_id",
        ScopeKind.FACILITY: "order__kitchen__facility_id",
    }

    order = models.ForeignKey(
        MealOrder,
        on_delete=models.PROTECT,
        related_name="subsidy_differences",
        verbose_name=_("订餐单"),
    )
    old_rule = models.ForeignKey(
        SubsidyRule,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("原规则"),
        null=True,
        blank=True,
    )
    """None: no subsidy was given."""
    rule = models.ForeignKey(
        SubsidyRule,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("新规则"),
        null=True,
        blank=True,
    )
    """None: by the newer rules no subsidy is due."""
    district_fen = models.BigIntegerField(_("区差额"), default=0)
    street_fen = models.BigIntegerField(_("街道差额"), default=0)
    operator_fen = models.BigIntegerField(_("机构差额"), default=0)
    resident_fen = models.BigIntegerField(_("个人差额"), default=0)
    accepted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("确认人")
    )
    accepted_at = models.DateTimeField(_("确认时间"))

    class Meta:
        verbose_name = _("补贴差额")
        indexes = (models.Index(fields=["accepted_at"], name="differences_by_month"),)
        constraints = (
            models.CheckConstraint(
                name="a_difference_moves_money_and_makes_none",
                condition=Q(
                    resident_fen=0 - F("district_fen") - F("street_fen") - F("operator_fen")
                ),
            ),
        )
        triggers = (
            pgtrigger.Protect(
                name="differences_are_kept", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        )

    def __str__(self) -> str:
        return f"{self.order_id}: {self.resident_fen}"
