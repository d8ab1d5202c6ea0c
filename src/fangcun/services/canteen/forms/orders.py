"""One meal: which dishes, how many, how it is fetched."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fangcun.core.places.models.kept import LONGEST_TEXT
from fangcun.services.canteen.actions.orders.placing import MOST_UNITS, Lines
from fangcun.services.canteen.models import Kitchen, MealOrder, MenuItem
from fangcun.services.canteen.states import Mode


class DishesForm(forms.Form):
    """A number for every dish of one menu; nothing or 0: not this one."""

    written_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    mode = forms.ChoiceField(label=_("取餐方式"), widget=forms.RadioSelect)
    note = forms.CharField(label=_("备注（可以不填）"), required=False, max_length=LONGEST_TEXT)

    def __init__(
        self, *args: Any, items: Sequence[MenuItem], kitchen: Kitchen, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.items = items
        mode: Any = self.fields["mode"]
        mode.choices = ways_of(kitchen)
        mode.initial = self.initial.get("mode", mode.choices[0][0])
        for item in items:
            self.fields[_name(item)] = forms.IntegerField(
                label=item.dish.name,
                required=False,
                min_value=0,
                max_value=MOST_UNITS,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    def field_of(self, item: MenuItem) -> forms.BoundField:
        return self[_name(item)]

    def lines(self) -> Lines:
        """What was chosen, in the order of the menu."""
        said = self.cleaned_data
        return tuple((item, said[_name(item)]) for item in self.items if said.get(_name(item)))

    @property
    def key(self) -> UUID:
        key: UUID = self.cleaned_data["written_key"]
        return key


class WeekForm(forms.Form):
    """A dish, or nothing, for every meal of a week."""

    written_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    mode = forms.ChoiceField(label=_("取餐方式"))
    note = forms.CharField(label=_("备注（可以不填）"), required=False, max_length=LONGEST_TEXT)

    def __init__(self, *args: Any, cells: Sequence[Any], kitchen: Kitchen, **more: Any) -> None:
        super().__init__(*args, **more)
        self.by_key: dict[str, MenuItem] = {}
        mode: Any = self.fields["mode"]
        mode.choices = ways_of(kitchen)
        for cell in cells:
            self._add(cell)

    def chosen(self) -> list[tuple[MenuItem, int]]:
        """Each dish that was chosen, and how many of it."""
        said = self.cleaned_data
        found = []
        for name in self.fields:
            if name.startswith("dish_") and said.get(name):
                units = said.get(name.replace("dish_", "units_")) or 1
                found.append((self.by_key[said[name]], units))
        return found

    def _add(self, cell: Any) -> None:
        label = str(cell)
        choices: list[tuple[str, Any]] = [("", _("不订"))]
        for dish in cell.dishes:
            self.by_key[str(dish.item.pk)] = dish.item
            choices.append((str(dish.item.pk), str(dish)))
        self.fields[f"dish_{cell.menu.pk}"] = forms.ChoiceField(
            label=label,
            choices=choices,
            required=False,
            widget=forms.Select(attrs={"aria-label": label}),
        )
        units = gettext("{meal}份数").format(meal=label)
        self.fields[f"units_{cell.menu.pk}"] = forms.IntegerField(
            label=units,
            required=False,
            min_value=1,
            max_value=MOST_UNITS,
            initial=1,
            widget=forms.NumberInput(attrs={"aria-label": units}),
        )


def ways_of(kitchen: Kitchen) -> list[tuple[str, Any]]:
    """How a meal of this kitchen can be had."""
    return [(mode.value, mode.label) for mode in Mode if mode != Mode.DELIVERY or kitchen.delivers]


def as_it_is(order: MealOrder) -> dict[str, Any]:
    """What an order says, for the form that changes it."""
    units = {_name(line.item): line.units for line in order.lines.all()}
    return {"mode": order.mode, "note": order.note, "revision": order.revision, **units}


class ChangeForm(DishesForm):
    """The same over an order that is there, in the version that was read."""

    revision = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


class WhyForm(forms.Form):
    """Why an order is cancelled; after the cut-off the ledger asks for it."""

    why = forms.CharField(label=_("原因"), required=False, max_length=200)


def _name(item: MenuItem) -> str:
    return f"units_{item.pk}"
