"""Canteens and meal points, and their meal times."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fangcun.base.revised import RevisedForm
from fangcun.core.places.models import Facility
from fangcun.services.canteen.actions.kitchens import WrittenKitchen, WrittenMealTime
from fangcun.services.canteen.forms.fields import clock_field, text_field
from fangcun.services.canteen.models import Kitchen, MealTime

MOST_SEATS, MOST_DAYS = 10_000, 14


class KitchenForm(RevisedForm):
    """What is said of a canteen or a meal point."""

    name = text_field(_("名称"), help_text=_("居民看到的名称，如“荟民食堂”。"))
    supplied_by = forms.ModelChoiceField(
        label=_("由谁供餐"),
        required=False,
        queryset=Kitchen.objects.none(),
        empty_label=_("自己做饭（食堂）"),
        help_text=_("选了供餐食堂，这里就是助餐点，用它的菜品。"),
    )
    seats = forms.IntegerField(label=_("座位数"), min_value=0, max_value=MOST_SEATS, initial=0)
    delivers = forms.BooleanField(label=_("可以送餐"), required=False)
    is_in_use = forms.BooleanField(label=_("使用中"), required=False, initial=True)

    def __init__(self, *args: Any, suppliers: QuerySet[Kitchen], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        supplied_by: Any = self.fields["supplied_by"]
        supplied_by.queryset = suppliers

    @staticmethod
    def values_of(kitchen: Kitchen) -> dict[str, Any]:
        names = ("name", "supplied_by", "seats", "delivers", "is_in_use", "revision")
        return {name: getattr(kitchen, name) for name in names}

    def written(self) -> WrittenKitchen:
        filled = self.cleaned_data
        return WrittenKitchen(
            name=filled["name"],
            supplied_by=filled["supplied_by"],
            seats=filled["seats"],
            delivers=filled["delivers"],
            is_in_use=filled["is_in_use"],
        )


class NewKitchenForm(KitchenForm):
    """A canteen or meal point that is opened, and where."""

    facility = forms.ModelChoiceField(
        label=_("设施"), queryset=Facility.objects.none(), help_text=_("一个设施一个食堂或助餐点。")
    )
    field_order = ("facility", "name")

    def __init__(
        self,
        *args: Any,
        facilities: QuerySet[Facility],
        suppliers: QuerySet[Kitchen],
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {"revision": 1, **kwargs.get("initial", {})}
        super().__init__(*args, suppliers=suppliers, **kwargs)
        facility: Any = self.fields["facility"]
        facility.queryset = facilities


class MealTimeForm(RevisedForm):
    """When a meal is served, and until when it is ordered, changed or cancelled."""

    serves_from = clock_field(_("开餐"))
    serves_until = clock_field(_("收餐"))
    cut_off_days = forms.IntegerField(
        label=_("提前几天截单"),
        min_value=0,
        max_value=MOST_DAYS,
        help_text=_("0是当天，1是前一天。"),
    )
    cut_off_at = clock_field(
        _("截单时间"), help_text=_("到这时为止可以订、改、退，之后厨房按份数备料。")
    )
    is_offered = forms.BooleanField(label=_("供应这一餐"), required=False)

    @staticmethod
    def values_of(meal_time: MealTime) -> dict[str, Any]:
        return {name: getattr(meal_time, name) for name in (*MealTimeForm.base_fields,)}

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or self.cleaned_data
        starts, ends = filled.get("serves_from"), filled.get("serves_until")
        if starts is not None and ends is not None and ends <= starts:
            self.add_error("serves_until", _("收餐要晚于开餐。"))
        return filled

    def written(self) -> WrittenMealTime:
        filled = self.cleaned_data
        return WrittenMealTime(
            serves_from=filled["serves_from"],
            serves_until=filled["serves_until"],
            cut_off_days=filled["cut_off_days"],
            cut_off_at=filled["cut_off_at"],
            is_offered=filled["is_offered"],
        )
