"""Professionals who visit, and days on which they do not come."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fangcun.base.revised import RevisedForm
from fangcun.core.places.actions import WrittenPresence
from fangcun.core.places.forms.fields import clock_field, day_field, text_field
from fangcun.core.places.models import Facility, Presence, Room
from fangcun.core.places.queries import rooms_in_use
from fangcun.core.places.states import Weekday


class PresenceForm(forms.Form):
    name = text_field(_("姓名"), max_length=40)
    profession = text_field(
        _("专业"), max_length=40, help_text=_("如全科医生、康复师、心理咨询师、律师。")
    )
    organisation = text_field(_("所属机构"), required=False)
    room = forms.ModelChoiceField(
        label=_("房间"), queryset=Room.objects.none(), empty_label=_("请选择")
    )
    weekday = forms.TypedChoiceField(
        label=_("每周"),
        required=False,
        choices=[("", _("只来一天")), *Weekday.choices],
        coerce=int,
        empty_value=None,
    )
    starts_on = day_field(_("开始日期"), help_text=_("只来一天的，就是那一天。"))
    ends_on = day_field(_("结束日期"), required=False, help_text=_("每周来、长期有效的不填。"))
    starts = clock_field(_("开始时间"))
    ends = clock_field(_("结束时间"))
    note = text_field(_("说明"), required=False, help_text=_("居民会看到，如“请带医保卡”。"))

    def __init__(self, *args: Any, facility: Facility, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["room"]
        field.queryset = rooms_in_use(facility)

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or self.cleaned_data
        starts, ends = filled.get("starts"), filled.get("ends")
        if starts is not None and ends is not None and ends <= starts:
            self.add_error("ends", gettext("结束时间应晚于开始时间。"))
        starts_on, ends_on = filled.get("starts_on"), filled.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", gettext("结束日期不能早于开始日期。"))
        return filled

    def written(self) -> WrittenPresence:
        return WrittenPresence(
            **{name: self.cleaned_data[name] for name in PresenceForm.base_fields}
        )


class EditPresenceForm(PresenceForm, RevisedForm):
    """The same, over a visit that somebody else may be changing."""

    @staticmethod
    def values_of(presence: Presence) -> dict[str, Any]:
        fields = (*PresenceForm.base_fields, "revision")
        return {name: getattr(presence, name) for name in fields}


class CancellingForm(forms.Form):
    """A day on which somebody does not come."""

    day = day_field(_("日期"))
    why = text_field(_("原因"), help_text=_("居民会看到。"))
