"""Festival sales: gift packs ordered now, fetched on a day."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.accounts.models import User
from fangcun.core.people.models import Household, Resident
from fangcun.core.places.models.kept import LONGEST_TEXT, history
from fangcun.ledger.models import Commitment, Offer
from fangcun.services.canteen.models.kitchen import Kitchen
from fangcun.services.canteen.states import Channel, OrderState


class FestivalSale(models.Model):
    """节日销售: gift packs of a festival, ordered until a day, fetched in slots."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "kitchen__facility__community__subdistrict",
        ScopeKind.COMMUNITY: "kitchen__facility__community_id",
        ScopeKind.FACILITY: "kitchen__facility_id",
    }

    kitchen = models.ForeignKey(
        Kitchen, on_delete=models.PROTECT, related_name="sales", verbose_name=_("食堂")
    )
    name = models.CharField(_("名称"), max_length=LONGEST_TEXT)
    festival_on = models.DateField(_("节日"))
    """The day in the solar calendar; chosen by the lunar one."""
    orders_from = models.DateTimeField(_("开始预订"))
    orders_until = models.DateTimeField(_("截止预订"))
    gives_bag = models.BooleanField(_("每户送一个礼袋"), default=False)
    """One bag for a household, however many orders it makes."""
    is_demo = models.BooleanField(_("演示"), default=False)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history(without=["is_demo"])

    class Meta:
        verbose_name = _("节日销售")
        constraints = (
            models.CheckConstraint(
                name="a_sale_takes_orders_for_a_while",
                condition=Q(orders_until__gt=F("orders_from")),
            ),
        )

    def __str__(self) -> str:
        return self.name


class SaleItem(models.Model):
    """礼包: so many of it, at a price; an offer of the ledger."""

    sale = models.ForeignKey(
        FestivalSale, on_delete=models.PROTECT, related_name="items", verbose_name=_("销售")
    )
    name = models.CharField(_("名称"), max_length=LONGEST_TEXT)
    contents = models.CharField(_("内容"), max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(_("顺序"), default=0)
    offer = models.OneToOneField(
        Offer, on_delete=models.PROTECT, related_name="sale_item", verbose_name=_("供给")
    )

    class Meta:
        verbose_name = _("礼包")
        constraints = (
            models.UniqueConstraint(name="a_sale_names_an_item_once", fields=["sale", "name"]),
        )

    def __str__(self) -> str:
        return self.name


class PickupSlot(models.Model):
    """取货时段: when packs are fetched; a place in the queue, so that nobody waits in the cold.

    Not an offer: nothing is delivered by it. `taken` moves by one guarded statement.
    """

    sale = models.ForeignKey(
        FestivalSale, on_delete=models.PROTECT, related_name="slots", verbose_name=_("销售")
    )
    starts_at = models.DateTimeField(_("开始"))
    ends_at = models.DateTimeField(_("结束"))
    capacity = models.PositiveIntegerField(_("可约单数"))
    taken = models.PositiveIntegerField(_("已约"), default=0)

    class Meta:
        verbose_name = _("取货时段")
        constraints = (
            models.UniqueConstraint(name="a_slot_starts_once", fields=["sale", "starts_at"]),
            models.CheckConstraint(
                name="a_slot_is_not_overfull", condition=Q(taken__lte=F("capacity"))
            ),
            models.CheckConstraint(
                name="a_slot_lasts_a_while", condition=Q(ends_at__gt=F("starts_at"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.starts_at:%m-%d %H:%M}"


class PackOrder(models.Model):
    """礼包订单: what one person ordered of a sale, and when he fetches it."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "sale__kitchen__facility__community__subdistrict",
        ScopeKind.COMMUNITY: "sale__kitchen__facility__community_id",
        ScopeKind.FACILITY: "sale__kitchen__facility_id",
    }

    sale = models.ForeignKey(
        FestivalSale, on_delete=models.PROTECT, related_name="orders", verbose_name=_("销售")
    )
    resident = models.ForeignKey(
        Resident, on_delete=models.PROTECT, related_name="pack_orders", verbose_name=_("居民")
    )
    household = models.ForeignKey(
        Household,
        on_delete=models.SET_NULL,
        related_name="pack_orders",
        verbose_name=_("户"),
        null=True,
        blank=True,
    )
    slot = models.ForeignKey(
        PickupSlot, on_delete=models.PROTECT, related_name="orders", verbose_name=_("取货时段")
    )
    bag_for = models.CharField(_("礼袋归属"), max_length=40, blank=True)
    """`household:7` on the order that carries its bag; empty: no bag with this one."""
    channel = models.CharField(_("下单渠道"), max_length=20, choices=Channel)
    price_fen = models.BigIntegerField(_("金额"))
    code = models.CharField(_("取货码"), max_length=12)
    token = models.CharField(_("二维码内容"), max_length=40, unique=True)
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
        verbose_name = _("礼包订单")
        constraints = (
            models.UniqueConstraint(name="a_pack_code_is_called_once", fields=["sale", "code"]),
            models.UniqueConstraint(
                name="one_bag_for_a_household",
                fields=["sale", "bag_for"],
                condition=~Q(bag_for=""),
            ),
        )
        indexes = (
            models.Index(fields=["resident", "-ordered_at"], name="packs_of_a_person"),
            models.Index(fields=["slot", "state"], name="packs_of_a_slot"),
        )

    def __str__(self) -> str:
        return f"{self.sale} {self.code}"


class PackLine(models.Model):
    """So many of one gift pack in an order."""

    order = models.ForeignKey(
        PackOrder, on_delete=models.PROTECT, related_name="lines", verbose_name=_("订单")
    )
    item = models.ForeignKey(
        SaleItem, on_delete=models.PROTECT, related_name="lines", verbose_name=_("礼包")
    )
    units = models.PositiveIntegerField(_("份数"))
    price_fen = models.BigIntegerField(_("单价"))
    commitment = models.OneToOneField(
        Commitment, on_delete=models.PROTECT, related_name="pack_line", verbose_name=_("约定")
    )

    class Meta:
        verbose_name = _("礼包明细")
        constraints = (
            models.CheckConstraint(name="a_pack_line_is_of_something", condition=Q(units__gt=0)),
        )

    def __str__(self) -> str:
        return f"{self.item} × {self.units}"
