"""Rooms, what stands on their doors, and days that differ."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fangcun.base.revised import RevisedForm
from fangcun.core.places.actions import PostedSpan, WrittenException, WrittenHours, WrittenRoom
from fangcun.core.places.forms.fields import HoursField, clock_field, day_field, text_field
from fangcun.core.places.models import Room
from fangcun.core.places.queries import spans_by_kind
from fangcun.core.places.states import DayKind, OnHolidays, OnWorkedWeekends, RoomKind

LOWEST_FLOOR, HIGHEST_FLOOR = -9, 99
MOST_AREA_M2, MOST_PEOPLE = 100_000, 10_000
HOURS_HELP = _("写成8:00-11:30、13:30-17:00；不开放请留空。")


class RoomForm(forms.Form):
    name = text_field(_("名称"))
    kind = forms.TypedChoiceField(label=_("类型"), choices=RoomKind.choices, coerce=RoomKind)
    floor = forms.IntegerField(
        label=_("楼层"),
        help_text=_("首层填1，地下一层填-1"),
        min_value=LOWEST_FLOOR,
        max_value=HIGHEST_FLOOR,
        initial=1,
    )
    floor_area_m2 = forms.FloatField(
        label=_("建筑面积（㎡）"), required=False, min_value=0.1, max_value=MOST_AREA_M2
    )
    capacity = forms.IntegerField(
        label=_("可容纳人数"), required=False, min_value=1, max_value=MOST_PEOPLE
    )
    equipment = forms.CharField(
        label=_("设备"),
        required=False,
        max_length=2000,
        help_text=_("居民扫门上的二维码会看到。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_step_free = forms.BooleanField(label=_("无障碍出入"), required=False)
    has_accessible_toilet = forms.BooleanField(label=_("无障碍卫生间"), required=False)
    has_hearing_aid_loop = forms.BooleanField(label=_("听力辅助"), required=False)

    def clean_floor(self) -> int:
        floor: int = self.cleaned_data["floor"]
        if floor == 0:
            raise forms.ValidationError(gettext("没有0层：首层填1，地下一层填-1"))
        return floor

    def written(self) -> WrittenRoom:
        return WrittenRoom(**{name: self.cleaned_data[name] for name in RoomForm.base_fields})


class EditRoomForm(RoomForm, RevisedForm):
    """The same, over a room that somebody else may be changing."""

    @staticmethod
    def values_of(room: Room) -> dict[str, Any]:
        fields = (*RoomForm.base_fields, "revision")
        return {name: getattr(room, name) for name in fields}


class HoursForm(RevisedForm):
    """The week of a door, and what happens on days that differ from it."""

    on_holidays = forms.TypedChoiceField(
        label=_("法定节假日"), choices=OnHolidays.choices, coerce=OnHolidays
    )
    on_worked_weekends = forms.TypedChoiceField(
        label=_("调休上班日"), choices=OnWorkedWeekends.choices, coerce=OnWorkedWeekends
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in DayKind:
            self.fields[f"day_{kind.value}"] = HoursField(
                label=kind.label, help_text=HOURS_HELP if kind == DayKind.MONDAY else ""
            )
        weekdays = [f"day_{kind.value}" for kind in DayKind if kind <= DayKind.SUNDAY]
        self.order_fields([*weekdays, "on_holidays", "day_7", "on_worked_weekends", "day_8"])
        self.fields["day_7"].label = _("法定节假日的时间（选了“另定时间”才填）")
        self.fields["day_8"].label = _("调休上班日的时间（选了“另定时间”才填）")

    @staticmethod
    def values_of(room: Room) -> dict[str, Any]:
        spans = spans_by_kind(room)
        return {
            "revision": room.revision,
            "on_holidays": room.on_holidays,
            "on_worked_weekends": room.on_worked_weekends,
            **{f"day_{kind.value}": spans.get(kind.value, []) for kind in DayKind},
        }

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or self.cleaned_data
        for kind in DayKind:
            name = f"day_{kind.value}"
            if name in filled and not follow_each_other(filled[name]):
                self.add_error(name, gettext("每段的结束时间要晚于开始时间，两段之间不能重叠。"))
        own = (
            (filled.get("on_holidays"), OnHolidays.OWN_HOURS, "day_7"),
            (filled.get("on_worked_weekends"), OnWorkedWeekends.OWN_HOURS, "day_8"),
        )
        for chosen, own_hours, name in own:
            if chosen == own_hours and filled.get(name) == []:
                self.add_error(name, gettext("选了“另定时间”，请填写时间。"))
        return filled

    def written(self) -> WrittenHours:
        filled = self.cleaned_data
        return WrittenHours(
            spans=[
                PostedSpan(kind.value, opens, closes)
                for kind in DayKind
                for opens, closes in filled[f"day_{kind.value}"]
            ],
            on_holidays=filled["on_holidays"],
            on_worked_weekends=filled["on_worked_weekends"],
        )


class ExceptionForm(forms.Form):
    """Days on which a room is closed, or open at other hours."""

    starts_on = day_field(_("开始日期"))
    ends_on = day_field(_("结束日期"), required=False, help_text=_("只有一天可以不填。"))
    opens = clock_field(_("开门"), required=False, help_text=_("全天不开放请留空。"))
    closes = clock_field(_("关门"), required=False)
    why = text_field(_("原因"), help_text=_("居民扫门上的二维码会看到。"))

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or self.cleaned_data
        starts_on, ends_on = filled.get("starts_on"), filled.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", gettext("结束日期不能早于开始日期。"))
        opens, closes = filled.get("opens"), filled.get("closes")
        if (opens is None) != (closes is None):
            self.add_error("closes", gettext("开门和关门时间要么都填，要么都不填。"))
        elif opens and closes is not None and not follow_each_other([(opens, closes)]):
            self.add_error("closes", gettext("关门时间应晚于开门时间。"))
        return filled

    def written(self) -> WrittenException:
        filled = self.cleaned_data
        return WrittenException(
            starts_on=filled["starts_on"],
            ends_on=filled["ends_on"] or filled["starts_on"],
            why=filled["why"],
            opens=filled["opens"],
            closes=filled["closes"],
        )


class ClosingForm(RevisedForm):
    """From which day a room is given up."""

    on = day_field(_("停用日期"))


class ReopenForm(RevisedForm):
    """A room is used again."""


def follow_each_other(spans: list[tuple[time, time]]) -> bool:
    """Each span ends after it begins, and before the next one; 00:00 is the end of the day."""
    before = time()
    for opens, closes in sorted(spans):
        end = time.max if closes == time() else closes
        if opens < before or end <= opens:
            return False
        before = end
    return True
