"""Dishes, set meals and ingredients."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fangcun.base.papers import JPEG, PNG, PaperField
from fangcun.base.revised import RevisedForm
from fangcun.services.canteen.actions.dishes import WrittenDish
from fangcun.services.canteen.forms.fields import YuanField, text_field
from fangcun.services.canteen.models import Dish, Ingredient, Kitchen, PriceClass
from fangcun.services.canteen.queries.dishes import dishes_in_use, price_classes
from fangcun.services.canteen.states import Allergen, Trait

LINE = re.compile(r"(?P<name>.*?)[\s:：]*(?P<grams>\d{1,6})?\s*(?:克|g|G)?")
MOST_DISH_YUAN = 10_000

Written = Sequence[tuple[Ingredient, int]]


class IngredientsField(forms.CharField):
    """One ingredient a line with its grams, as a cook writes it: 五花肉 80."""

    def __init__(self, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 8})
        super().__init__(required=False, widget=widget, max_length=4000, **options)

    def clean(self, value: Any) -> Any:
        text = unicodedata.normalize("NFKC", super().clean(value))
        lines = [found for line in text.splitlines() if (found := _read(line))[0]]
        names = [name for name, _grams in lines]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise forms.ValidationError(gettext("写了两次：{names}").format(names="、".join(twice)))
        known = {one.name: one for one in Ingredient.objects.filter(name__in=names)}
        if unknown := [name for name in names if name not in known]:
            raise forms.ValidationError(
                gettext("食材表里还没有：{names}。请先在“食材”页登记，写明含不含致敏物质。").format(
                    names="、".join(unknown)
                )
            )
        return [(known[name], grams) for name, grams in lines]


class _PricedForm(RevisedForm):
    """What a dish and a set meal have in common; one price more for each class of people."""

    name = text_field(_("名称"))
    description = text_field(_("说明"), required=False, help_text=_("居民会看到，如“去骨，咸鲜”。"))
    price = YuanField(
        label=_("价格（元）"), max_value=MOST_DISH_YUAN, help_text=_("没有优惠的人付的价格。")
    )
    photo = PaperField(
        label=_("照片"),
        required=False,
        kinds=(JPEG, PNG),
        help_text=_("JPG或PNG；不选就保留原来的。"),
    )
    is_in_use = forms.BooleanField(label=_("在用"), required=False, initial=True)

    def __init__(self, *args: Any, kitchen: Kitchen, **kwargs: Any) -> None:
        kwargs["initial"] = {"revision": 1, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.kitchen = kitchen
        self.classes = list(price_classes())
        for one in self.classes:
            self.fields[_price_name(one)] = YuanField(
                label=gettext("{who}价格（元）").format(who=one),
                required=False,
                max_value=MOST_DISH_YUAN,
            )
        names = [name for name in self.fields if not name.startswith("price_")]
        at = names.index("price") + 1
        prices = [_price_name(one) for one in self.classes]
        self.order_fields([*names[:at], *prices, *names[at:]])

    def common(self) -> dict[str, Any]:
        filled = self.cleaned_data
        return {
            "name": filled["name"],
            "description": filled["description"],
            "price_fen": filled["price"],
            "prices": {
                one: filled[_price_name(one)]
                for one in self.classes
                if filled[_price_name(one)] is not None
            },
            "is_in_use": filled["is_in_use"],
            "photo": filled["photo"],
        }

    @staticmethod
    def common_values(dish: Dish) -> dict[str, Any]:
        prices = {f"price_{one.price_class_id}": one.price_fen for one in dish.prices.all()}
        names = ("name", "description", "is_in_use", "revision")
        return {
            **{name: getattr(dish, name) for name in names},
            "price": dish.price_fen,
            **prices,
        }


class DishForm(_PricedForm):
    """A dish: what is in it, what it is like, what it costs."""

    ingredients = IngredientsField(
        label=_("用料"),
        help_text=_("每行一种食材和每份克数，如“五花肉 80”。致敏物质由食材得出。"),
    )
    traits = forms.MultipleChoiceField(
        label=_("特点"),
        required=False,
        choices=Trait.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("name", "description", "ingredients", "traits")

    @staticmethod
    def values_of(dish: Dish) -> dict[str, Any]:
        lines = [
            f"{one.ingredient.name} {one.grams}" if one.grams else one.ingredient.name
            for one in dish.ingredients.all()
        ]
        more = {"ingredients": "\n".join(lines), "traits": dish.traits}
        return {**_PricedForm.common_values(dish), **more}

    def written(self) -> WrittenDish:
        filled = self.cleaned_data
        return WrittenDish(
            ingredients=filled["ingredients"], traits=filled["traits"], **self.common()
        )


class SetMealForm(_PricedForm):
    """A set meal: which dishes, for what price together."""

    parts = forms.ModelMultipleChoiceField(
        label=_("包含菜品"),
        queryset=Dish.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("致敏物质和特点由这些菜得出。"),
    )
    field_order = ("name", "description", "parts")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts: Any = self.fields["parts"]
        parts.queryset = dishes_in_use(self.kitchen).filter(is_set_meal=False)

    @staticmethod
    def values_of(dish: Dish) -> dict[str, Any]:
        parts = [part.pk for part in dish.parts.all()]
        return {**_PricedForm.common_values(dish), "parts": parts}

    def written(self) -> WrittenDish:
        return WrittenDish(parts=list(self.cleaned_data["parts"]), **self.common())


class _AllergensForm(forms.Form):
    allergens = forms.MultipleChoiceField(
        label=_("致敏物质"),
        required=False,
        choices=Allergen.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("不含就不勾选。复合调料请看外包装标签。"),
    )


class AllergensForm(_AllergensForm, RevisedForm):
    """Which allergens are in an ingredient, as somebody has read it."""


class IngredientForm(_AllergensForm):
    """An ingredient that is not on the list yet."""

    name = forms.CharField(label=_("食材名称"), max_length=60)
    field_order = ("name",)


def _read(line: str) -> tuple[str, int]:
    found = LINE.fullmatch(line.strip())
    if found is None:
        return line.strip(), 0
    return found["name"], int(found["grams"] or 0)


def _price_name(one: PriceClass) -> str:
    return f"price_{one.pk}"
