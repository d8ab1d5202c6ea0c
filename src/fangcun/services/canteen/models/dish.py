"""Dishes: what is in them, whom they suit, what they cost whom."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.catalog.models.function import Named
from fangcun.core.catalog.models.sourced import Sourced
from fangcun.core.places.models.kept import LONGEST_TEXT, history
from fangcun.services.canteen.models.kitchen import Kitchen
from fangcun.services.canteen.states import Allergen, Trait


class Ingredient(models.Model):
    """食材, and the allergens that are in it."""

    name = models.CharField(_("名称"), max_length=LONGEST_TEXT, unique=True)
    allergens = ArrayField(
        models.CharField(max_length=20, choices=Allergen),
        verbose_name=_("致敏物质"),
        default=list,
        blank=True,
    )
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history()

    class Meta:
        verbose_name = _("食材")

    def __str__(self) -> str:
        return self.name


class Dish(models.Model):
    """菜品 or 套餐: a set meal is a dish made of dishes."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "kitchen__facility__community__subdistrict",
        ScopeKind.COMMUNITY: "kitchen__facility__community_id",
        ScopeKind.FACILITY: "kitchen__facility_id",
    }

    kitchen = models.ForeignKey(
        Kitchen, on_delete=models.PROTECT, related_name="dishes", verbose_name=_("食堂")
    )
    name = models.CharField(_("名称"), max_length=LONGEST_TEXT)
    description = models.CharField(_("说明"), max_length=LONGEST_TEXT, blank=True)
    is_set_meal = models.BooleanField(_("套餐"), default=False)
    parts = models.ManyToManyField(
        "self", related_name="part_of", symmetrical=False, verbose_name=_("包含菜品"), blank=True
    )
    traits = ArrayField(
        models.CharField(max_length=20, choices=Trait),
        verbose_name=_("特点"),
        default=list,
        blank=True,
    )
    price_fen = models.BigIntegerField(_("价格"))
    """For everybody who is in no class of its own."""
    content_written = models.TextField(_("用料"), blank=True)
    """The rows are `ingredients` and `parts`; this is what history shows."""
    prices_written = models.TextField(_("分类价格"), blank=True)
    """The rows are `prices`; this is what history shows."""
    photo = models.CharField(_("照片"), max_length=80, blank=True)
    """The name under which the file is kept."""
    is_in_use = models.BooleanField(_("在用"), default=True)
    is_demo = models.BooleanField(_("演示"), default=False)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history(without=["is_demo"])

    class Meta:
        verbose_name = _("菜品")
        constraints = (
            models.UniqueConstraint(name="a_kitchen_names_a_dish_once", fields=["kitchen", "name"]),
            models.CheckConstraint(
                name="a_dish_costs_nothing_or_more", condition=Q(price_fen__gte=0)
            ),
        )

    def __str__(self) -> str:
        return self.name


class DishIngredient(models.Model):
    """用料: so many grams of an ingredient in one portion."""

    dish = models.ForeignKey(
        Dish, on_delete=models.CASCADE, related_name="ingredients", verbose_name=_("菜品")
    )
    ingredient = models.ForeignKey(
        Ingredient, on_delete=models.PROTECT, related_name="in_dishes", verbose_name=_("食材")
    )
    grams = models.PositiveIntegerField(_("每份克数"), default=0)

    class Meta:
        verbose_name = _("用料")
        constraints = (
            models.UniqueConstraint(
                name="an_ingredient_is_in_a_dish_once", fields=["dish", "ingredient"]
            ),
        )

    def __str__(self) -> str:
        return f"{self.dish} · {self.ingredient}"


class PriceClass(Named, Sourced):
    """价格类别: who pays a price of his own. The lowest price that somebody may have is his."""

    code = models.CharField(_("代码"), max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(_("顺序"))
    conditions = models.JSONField(_("条件"), default=dict, blank=True)
    """As in the benefit rules; empty: given at the counter, such as staff."""
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history()

    class Meta:
        verbose_name = _("价格类别")


class DishPrice(models.Model):
    """What a dish costs a class of people."""

    dish = models.ForeignKey(
        Dish, on_delete=models.CASCADE, related_name="prices", verbose_name=_("菜品")
    )
    price_class = models.ForeignKey(
        PriceClass, on_delete=models.PROTECT, related_name="+", verbose_name=_("价格类别")
    )
    price_fen = models.BigIntegerField(_("价格"))

    class Meta:
        verbose_name = _("分类价格")
        constraints = (
            models.UniqueConstraint(
                name="a_dish_has_one_price_for_a_class", fields=["dish", "price_class"]
            ),
            models.CheckConstraint(
                name="a_class_pays_nothing_or_more", condition=Q(price_fen__gte=0)
            ),
        )

    def __str__(self) -> str:
        return f"{self.dish} · {self.price_class_id}"
