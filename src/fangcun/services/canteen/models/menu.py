"""What there is to eat on a day."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.places.models.kept import LONGEST_TEXT
from fangcun.ledger.models import Offer
from fangcun.services.canteen.models.dish import Dish
from fangcun.services.canteen.models.kitchen import Kitchen
from fangcun.services.canteen.states import Period


class Menu(models.Model):
    """菜单: the dishes of one meal of one day; published, it can be ordered from."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "kitchen__facility__community__subdistrict",
        ScopeKind.COMMUNITY: "kitchen__facility__community_id",
        ScopeKind.FACILITY: "kitchen__facility_id",
    }

    kitchen = models.ForeignKey(
        Kitchen, on_delete=models.PROTECT, related_name="menus", verbose_name=_("食堂")
    )
    served_on = models.DateField(_("日期"))
    period = models.CharField(_("餐次"), max_length=20, choices=Period)
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    published_by = models.CharField(_("发布人"), max_length=LONGEST_TEXT, blank=True)
    is_demo = models.BooleanField(_("演示"), default=False)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    class Meta:
        verbose_name = _("菜单")
        constraints = (
            models.UniqueConstraint(
                name="one_menu_for_a_meal", fields=["kitchen", "served_on", "period"]
            ),
        )
        indexes = (models.Index(fields=["served_on", "period"], name="menus_by_day"),)

    def __str__(self) -> str:
        return f"{self.kitchen} {self.served_on} {self.get_period_display()}"


class MenuItem(models.Model):
    """A dish on a menu; published, it is an offer of the ledger that may run out."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "menu__kitchen__facility__community__subdistrict",
        ScopeKind.COMMUNITY: "menu__kitchen__facility__community_id",
        ScopeKind.FACILITY: "menu__kitchen__facility_id",
    }

    menu = models.ForeignKey(
        Menu, on_delete=models.PROTECT, related_name="items", verbose_name=_("菜单")
    )
    dish = models.ForeignKey(
        Dish, on_delete=models.PROTECT, related_name="on_menus", verbose_name=_("菜品")
    )
    position = models.PositiveSmallIntegerField(_("顺序"), default=0)
    portions = models.PositiveIntegerField(_("份数"), null=True, blank=True)
    """None: as many as are ordered."""
    is_standing_choice = models.BooleanField(_("长期订餐默认"), default=False)
    """What those get who have ordered for weeks ahead and chose nothing."""
    offer = models.OneToOneField(
        Offer,
        on_delete=models.PROTECT,
        related_name="menu_item",
        verbose_name=_("供给"),
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = _("菜单菜品")
        constraints = (
            models.UniqueConstraint(name="a_dish_is_on_a_menu_once", fields=["menu", "dish"]),
        )

    def __str__(self) -> str:
        return str(self.dish)
