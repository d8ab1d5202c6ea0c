"""Meals for weeks ahead, and days away."""

from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fangcun.base.revised import RevisedForm
from fangcun.core.people.models import Resident
from fangcun.core.places.models.kept import LONGEST_TEXT
from fangcun.services.canteen.actions.standing import NewStanding, StandingChange
from fangcun.services.canteen.forms.orders import ways_of
from fangcun.services.canteen.models import Dish, Kitchen, StandingMeal
from fangcun.services.canteen.states import Mode, Period

WEEKDAYS = (
    ("1", _("周一")),
    ("2", _("周二")),
    ("3", _("周三")),
    ("4", _("周四")),
    ("5", _("周五")),
    ("6", _("周六")),
    ("7", _("周日")),
)


def day_field(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **more
    )


class WeekdaysForm(forms.Form):
    """Which days, which dish, how it is fetched, until when."""

    weekdays = forms.MultipleChoiceField(
        label=_("星期"),
        choices=WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请至少选择一天。")},
    )
    dish = forms.ModelChoiceField(
        label=_("菜品"),
        queryset=Dish.objects.none(),
        required=False,
        empty_label=_("食堂当天安排"),
    )
    mode = forms.ChoiceField(label=_("取餐方式"))
    until = day_field(_("到哪一天（不填就一直送到停止）"), required=False)

    def __init__(self, *args: Any, kitchen: Kitchen, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        fields["mode"].choices = ways_of(kitchen)
        fields["dish"].queryset = _dishes_of(kitchen)

    def _weekdays(self) -> tuple[int, ...]:
        return tuple(int(day) for day in self.cleaned_data["weekdays"])


class StartStandingForm(WeekdaysForm):
    """A new one."""

    written_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    period = forms.ChoiceField(label=_("餐次"), choices=Period.choices, initial=Period.LUNCH)
    from_on = day_field(_("从哪一天"))

    field_order = ("period", "weekdays", "dish", "mode", "from_on", "until")

    def written(self, *, kitchen: Kitchen, resident: Resident) -> NewStanding:
        said = self.cleaned_data
        return NewStanding(
            kitchen=kitchen,
            resident=resident,
            period=Period(said["period"]),
            weekdays=self._weekdays(),
            mode=Mode(said["mode"]),
            dish=said["dish"],
            from_on=said["from_on"],
            until=said["until"],
            written_key=said["written_key"],
        )


class ChangeStandingForm(WeekdaysForm, RevisedForm):
    """One that runs."""

    def change(self) -> StandingChange:
        said = self.cleaned_data
        return StandingChange(
            weekdays=self._weekdays(),
            mode=Mode(said["mode"]),
            dish=said["dish"],
            until=said["until"],
        )


class PauseForm(forms.Form):
    """Away from a day until a day."""

    from_on = day_field(_("从哪一天"))
    until = day_field(_("到哪一天（含当天）"))
    why = forms.CharField(
        label=_("原因（可以不填）"),
        required=False,
        max_length=LONGEST_TEXT,
        help_text=_("例如：住院、去女儿家。"),
    )


def as_it_runs(standing: StandingMeal) -> dict[str, Any]:
    """What a standing meal says, for the form that changes it."""
    return {
        "weekdays": [str(day) for day in standing.weekdays],
        "dish": standing.dish_id,
        "mode": standing.mode,
        "until": standing.until,
        "revision": standing.revision,
    }


def _dishes_of(kitchen: Kitchen) -> QuerySet[Dish]:
    cook = kitchen.supplied_by_id or kitchen.pk
    dishes = Dish.objects.filter(kitchen=cook, is_in_use=True)
    return dishes.order_by("-is_set_meal", "name", "pk")
