"""Days that differ from the week, and when the desk works."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fangcun.core.places.actions import DeskSpan, WrittenDay
from fangcun.core.places.forms.fields import HoursField, day_field, text_field
from fangcun.core.places.forms.rooms import HOURS_HELP, follow_each_other
from fangcun.core.places.models import DeskHours, SpecialDay
from fangcun.core.places.states import DayKind

DESK_DAYS = tuple(kind for kind in DayKind if kind != DayKind.HOLIDAY)


class SpecialDayForm(forms.Form):
    day = day_field(_("日期"))
    is_working = forms.TypedChoiceField(
        label=_("这一天"),
        choices=[("no", _("放假")), ("yes", _("上班（调休）"))],
        coerce=lambda chosen: chosen == "yes",
    )
    name = text_field(_("名称"), help_text=_("如国庆节。"))
    source = text_field(_("来源"), help_text=_("如国务院办公厅关于放假安排的通知及文号。"))
    checked_on = day_field(_("核对日期"), required=False, help_text=_("没有核对原文请留空。"))

    @staticmethod
    def values_of(day: SpecialDay) -> dict[str, Any]:
        return {
            "day": day.day,
            "is_working": "yes" if day.is_working else "no",
            "name": day.name,
            "source": day.source,
            "checked_on": day.checked_on,
        }

    def written(self) -> WrittenDay:
        return WrittenDay(
            **{name: value for name, value in self.cleaned_data.items() if name != "day"}
        )


class DeskHoursForm(forms.Form):
    source = text_field(_("来源"), help_text=_("如社区居委会公示的办公时间。"))
    checked_on = day_field(_("核对日期"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in DESK_DAYS:
            self.fields[f"day_{kind.value}"] = HoursField(
                label=kind.label, help_text=HOURS_HELP if kind == DayKind.MONDAY else ""
            )
        self.order_fields([*(f"day_{kind.value}" for kind in DESK_DAYS), "source", "checked_on"])

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or self.cleaned_data
        for kind in DESK_DAYS:
            name = f"day_{kind.value}"
            spans = filled.get(name, [])
            if not follow_each_other(spans) or any(closes == time() for _opens, closes in spans):
                self.add_error(name, gettext("每段的结束时间要晚于开始时间，两段之间不能重叠。"))
        return filled

    @staticmethod
    def values_of(hours: list[DeskHours]) -> dict[str, Any]:
        spans: dict[str, Any] = {f"day_{kind.value}": [] for kind in DESK_DAYS}
        for row in hours:
            spans[f"day_{row.day_kind}"].append((row.opens, row.closes))
        newest = hours[-1] if hours else None
        return {
            **spans,
            "source": newest.source if newest else "",
            "checked_on": newest.checked_on if newest else None,
        }

    def spans(self) -> list[DeskSpan]:
        return [
            DeskSpan(kind.value, opens, closes)
            for kind in DESK_DAYS
            for opens, closes in self.cleaned_data[f"day_{kind.value}"]
        ]
