"""Food safety on a phone: one form for all dishes, one for all staff, one for all places."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fangcun.core.places.models.kept import LONGEST_TEXT
from fangcun.services.canteen.actions.safety import Check, Reading, Sample
from fangcun.services.canteen.models import Dish
from fangcun.services.canteen.states import Checkpoint

MOST_GRAMS, MOST_PORTIONS, NEW_STAFF = 5000, 99_999, 2
COLDEST, HOTTEST = Decimal(-60), Decimal(300)


class CelsiusField(forms.DecimalField):
    """Degrees with one decimal, kept in whole tenths."""

    def __init__(self, **options: Any) -> None:
        fixed = {"min_value": COLDEST, "max_value": HOTTEST, "decimal_places": 1}
        attrs = {"inputmode": "text", "step": "0.1"}  # a telephone's number keys lack the minus
        super().__init__(widget=forms.NumberInput(attrs=attrs), **{**fixed, **options})

    def clean(self, value: Any) -> Any:
        degrees = super().clean(value)
        return None if degrees is None else int(degrees * 10)


class SamplesForm(forms.Form):
    """Grams for every dish; an empty one has not been kept yet."""

    def __init__(self, *args: Any, dishes: Sequence[Dish], **more: Any) -> None:
        super().__init__(*args, **more)
        self.dishes = dishes
        for dish in dishes:
            self.fields[f"grams_{dish.pk}"] = forms.IntegerField(
                label=_("{dish}克数").format(dish=dish),
                required=False,
                min_value=1,
                max_value=MOST_GRAMS,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )
            self.fields[f"words_{dish.pk}"] = _words(_("{dish}说明").format(dish=dish))

    def rows(self) -> Iterator[tuple[Dish, BoundField, BoundField]]:
        for dish in self.dishes:
            yield dish, self[f"grams_{dish.pk}"], self[f"words_{dish.pk}"]

    def samples(self) -> list[Sample]:
        said = self.cleaned_data
        return [
            Sample(dish, said[f"grams_{dish.pk}"], said[f"words_{dish.pk}"])
            for dish in self.dishes
            if said[f"grams_{dish.pk}"] is not None
        ]


class ChecksForm(forms.Form):
    """A temperature for everybody who works today; a line without one is not checked yet."""

    def __init__(self, *args: Any, people: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.count = len(people) + NEW_STAFF
        for place in range(self.count):
            name = people[place] if place < len(people) else ""
            self._add(place, name)

    def rows(self) -> Iterator[tuple[BoundField, BoundField, BoundField, BoundField]]:
        for place in range(self.count):
            names = ("person", "degrees", "is_unfit", "words")
            person, degrees, is_unfit, words = (self[f"{name}_{place}"] for name in names)
            yield person, degrees, is_unfit, words

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for place in range(self.count):
            if said.get(f"degrees_{place}") is not None and not said.get(f"person_{place}"):
                self.add_error(f"person_{place}", _("请填写姓名。"))
        return said

    def checks(self) -> list[Check]:
        said = self.cleaned_data
        return [
            Check(
                person=said[f"person_{place}"],
                tenths_celsius=said[f"degrees_{place}"],
                is_fit=not said[f"is_unfit_{place}"],
                words=said[f"words_{place}"],
            )
            for place in range(self.count)
            if said.get(f"degrees_{place}") is not None
        ]

    def _add(self, place: int, name: str) -> None:
        who = name or _("新人{number}").format(number=place + 1)
        labels = {"person": _("{who}姓名"), "words": _("{who}说明")}
        self.fields[f"person_{place}"] = _words(labels["person"].format(who=who), initial=name)
        warmth: Any = CelsiusField(
            label=_("{who}体温").format(who=who), required=False, min_value=30, max_value=45
        )
        warmth.widget.attrs["aria-label"] = warmth.label  # the line shows no words of its own
        self.fields[f"degrees_{place}"] = warmth
        self.fields[f"is_unfit_{place}"] = forms.BooleanField(
            label=_("{who}不能上岗").format(who=who), required=False
        )
        self.fields[f"words_{place}"] = _words(labels["words"].format(who=who))


class TemperaturesForm(forms.Form):
    """A reading for every place that is measured here; an empty one was not taken."""

    written_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, places: Sequence[Checkpoint], **more: Any) -> None:
        super().__init__(*args, **more)
        self.places = places
        for place in places:
            label = _("{place}温度（℃）").format(place=place.label)
            self.fields[f"degrees_{place}"] = CelsiusField(label=label, required=False)
            self.fields[f"words_{place}"] = _words(_("{place}处理").format(place=place.label))

    def rows(self) -> Iterator[tuple[Checkpoint, BoundField, BoundField]]:
        for place in self.places:
            yield place, self[f"degrees_{place}"], self[f"words_{place}"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.errors and all(said.get(f"degrees_{one}") is None for one in self.places):
            self.add_error(None, _("请至少填写一处温度。"))
        return said

    def readings(self) -> list[Reading]:
        said = self.cleaned_data
        return [
            Reading(place, said[f"degrees_{place}"], said[f"words_{place}"])
            for place in self.places
            if said[f"degrees_{place}"] is not None
        ]


class HandoverForm(forms.Form):
    """What arrives at a meal point: how many, how hot, who takes it."""

    point = forms.IntegerField(widget=forms.HiddenInput)
    portions = forms.IntegerField(
        label=gettext_lazy("份数"),
        min_value=0,
        max_value=MOST_PORTIONS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    degrees = CelsiusField(label=gettext_lazy("温度（℃）"))
    received_by = forms.CharField(label=gettext_lazy("接收人"), max_length=LONGEST_TEXT)
    words = forms.CharField(label=gettext_lazy("说明"), required=False, max_length=LONGEST_TEXT)


def _words(label: str, **more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"aria-label": label, "placeholder": label})
    return forms.CharField(
        label=label, required=False, max_length=LONGEST_TEXT, widget=widget, **more
    )
