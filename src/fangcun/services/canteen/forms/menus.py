"""The menu of one meal: which dishes, how many portions, what standing orders get."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fangcun.base.revised import RevisedForm
from fangcun.services.canteen.actions.menus import MenuLine
from fangcun.services.canteen.forms.fields import text_field
from fangcun.services.canteen.models import Dish, Menu, MenuItem
from fangcun.services.canteen.queries.menus import is_off

MOST_PORTIONS = 100_000


class DishRow(NamedTuple):
    """A dish that may be put on the menu, as the page shows it."""

    dish: Dish
    is_on: BoundField
    portions: BoundField
    item: MenuItem | None
    was_taken_off: bool
    is_standing: bool


class MenuForm(RevisedForm):
    """One row for each dish of the kitchen."""

    standing = forms.CharField(required=False, max_length=20)
    why = text_field(
        _("下架原因"), required=False, help_text=_("拿掉已有人订的菜要写，会告诉他们。")
    )

    def __init__(self, data: Any = None, *, dishes: Sequence[Dish], menu: Menu | None) -> None:
        self.dishes = list(dishes)
        self.items = {item.dish_id: item for item in menu.items.all()} if menu else {}
        super().__init__(data, initial=self._values(menu))
        for dish in self.dishes:
            self.fields[f"on_{dish.pk}"] = forms.BooleanField(label=dish.name, required=False)
            self.fields[f"portions_{dish.pk}"] = forms.IntegerField(
                label=gettext("“{dish}”的份数").format(dish=dish),
                required=False,
                min_value=0,
                max_value=MOST_PORTIONS,
                widget=forms.NumberInput(
                    attrs={"aria-label": gettext("“{dish}”的份数").format(dish=dish)}
                ),
            )

    def rows(self) -> Iterator[DishRow]:
        chosen = self["standing"].value()
        for dish in self.dishes:
            item = self.items.get(dish.pk)
            yield DishRow(
                dish=dish,
                is_on=self[f"on_{dish.pk}"],
                portions=self[f"portions_{dish.pk}"],
                item=item,
                was_taken_off=item is not None and is_off(item),
                is_standing=str(dish.pk) == str(chosen or ""),
            )

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or self.cleaned_data
        standing = filled.get("standing")
        if standing and not filled.get(f"on_{standing}"):
            self.add_error(None, gettext("长期订餐默认的那一样菜也要上菜单。"))
        return filled

    def lines(self) -> list[MenuLine]:
        filled = self.cleaned_data
        return [
            MenuLine(
                dish=dish,
                portions=filled[f"portions_{dish.pk}"],
                is_standing_choice=filled["standing"] == str(dish.pk),
            )
            for dish in self.dishes
            if filled[f"on_{dish.pk}"]
        ]

    def _values(self, menu: Menu | None) -> dict[str, Any]:
        values: dict[str, Any] = {"revision": menu.revision if menu else 1}
        for dish, item in self.items.items():
            values[f"on_{dish}"] = not is_off(item)
            values[f"portions_{dish}"] = item.portions
            if item.is_standing_choice and not is_off(item):
                values["standing"] = str(dish)
        return values
