"""Orders of meals."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.accounts.models import User
from fangcun.core.people.models import Resident
from fangcun.core.places.models.kept import LONGEST_TEXT, history
from fangcun.ledger.models import Commitment
from fangcun.services.canteen.models.dish import PriceClass
from fangcun.services.canteen.models.kitchen import Kitchen
from fangcun.services.canteen.models.menu import MenuItem
from fangcun.services.canteen.models.standing import StandingMeal
from fangcun.services.canteen.states import Channel, Mode, OrderState, Period


class MealOrder(models.Model):
    """订餐单: one meal of one person; each line of it is a commitment of the ledger."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "kitchen__facility__community__subdistrict",
        ScopeKind.COMMUNITY: "kitchen__facility__community_id",
        ScopeKind.FACILITY: "kitchen__facility_id",
    }

    kitchen = models.ForeignKey(
        Kitchen, on_delete=models.PROTECT, related_name="orders", verbose_name=_("食堂")
    )
    resident = models.ForeignKey(
        Resident,
        on_delete=models.PROTECT,
        related_name="meal_orders",
        verbose_name=_("居民"),
        null=True,
        blank=True,
    )
    """None: somebody at the counter who need not say who he is."""
    served_on = models.DateField(_("日期"))
    period = models.CharField(_("餐次"), max_length=20, choices=Period)
    mode = models.CharField(_("取餐方式"), max_length=20, choices=Mode)
    channel = models.CharField(_("下单渠道"), max_length=20, choices=Channel)
    price_class = models.ForeignKey(
        PriceClass,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("价格类别"),
        null=True,
        blank=True,
    )
    price_fen = models.BigIntegerField(_("价格"), default=0)
    """In all, before any subsidy."""
    subsidy_fen = models.BigIntegerField(_("补贴"), default=0)
    standing = models.ForeignKey(
        StandingMeal,
        on_delete=models.PROTECT,
        related_name="orders",
        verbose_name=_("长期订餐"),
        null=True,
        blank=True,
    )
    code = models.CharField(_("取餐码"), max_length=12)
    """Short, said aloud at the counter; one of a kitchen's day."""
    token = models.CharField(_("二维码内容"), max_length=40, unique=True)
    note = models.CharField(_("备注"), max_length=LONGEST_TEXT, blank=True)
    state = models.CharField(
        _("状态"), max_length=20, choices=OrderState, default=OrderState.ORDERED
    )
    written_key = models.UUIDField(_("登记凭证"), unique=True)
    ordered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("下单人")
    )
    ordered_at = models.DateTimeField(_("下单时间"))
    ended_at = models.DateTimeField(_("完成时间"), null=True, blank=True)
    ended_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("经办人"),
        null=True,
        blank=True,
    )
    is_demo = models.BooleanField(_("演示"), default=False)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history(without=["written_key", "token", "is_demo"])

    class Meta:
        verbose_name = _("订餐单")
        constraints = (
            models.UniqueConstraint(
                name="a_code_is_called_once_a_meal",
                fields=["kitchen", "served_on", "period", "code"],
            ),
            models.UniqueConstraint(
                name="a_standing_meal_is_laid_out_once",
                fields=["standing", "served_on"],
                condition=Q(standing__isnull=False),
            ),
            models.CheckConstraint(
                name="an_order_is_open_or_ended",
                condition=Q(state=OrderState.ORDERED, ended_at__isnull=True)
                | ~Q(state=OrderState.ORDERED) & Q(ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_meal_is_not_subsidised_beyond_its_price",
                condition=Q(price_fen__gte=0, subsidy_fen__gte=0)
                & Q(subsidy_fen__lte=models.F("price_fen")),
            ),
        )
        indexes = (
            models.Index(fields=["kitchen", "served_on", "period"], name="meals_of_a_kitchen"),
            models.Index(fields=["resident", "-served_on"], name="meals_of_a_person"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.served_on} {self.get_period_display()}"

    @property
    def own_fen(self) -> int:
        """What the person pays himself."""
        return self.price_fen - self.subsidy_fen


class OrderLine(models.Model):
    """One dish of an order, so many times."""

    order = models.ForeignKey(
        MealOrder, on_delete=models.PROTECT, related_name="lines", verbose_name=_("订餐单")
    )
    item = models.ForeignKey(
        MenuItem, on_delete=models.PROTECT, related_name="lines", verbose_name=_("菜品")
    )
    units = models.PositiveIntegerField(_("份数"))
    price_fen = models.BigIntegerField(_("单价"))
    commitment = models.OneToOneField(
        Commitment, on_delete=models.PROTECT, related_name="meal_line", verbose_name=_("约定")
    )

    class Meta:
        verbose_name = _("订餐明细")
        constraints = (
            models.CheckConstraint(name="a_line_is_of_something", condition=Q(units__gt=0)),
        )

    def __str__(self) -> str:
        return f"{self.item} × {self.units}"
