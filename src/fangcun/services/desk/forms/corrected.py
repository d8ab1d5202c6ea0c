"""Putting right what was read from a line."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangcun.base.revised import RevisedForm
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.people.models import Resident
from fangcun.services.desk.actions import CorrectedRequest
from fangcun.services.desk.forms.entry import answers_to
from fangcun.services.desk.models import Category, ServiceRequest
from fangcun.services.desk.states import Channel, HalfDay

FIELDS = (
    *("revision", "wanted", "wished_on", "wished_half", "category", "service", "place"),
    *("caller_name", "caller_phone", "resident", "channel", "is_urgent"),
)


class CorrectForm(RevisedForm):
    wanted = forms.CharField(label=_("需求"), required=False, max_length=200)
    wished_on = forms.DateField(
        label=_("希望日期"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    wished_half = forms.ChoiceField(label=_("时段"), required=False, choices=HalfDay.choices)
    category = forms.ModelChoiceField(
        label=_("类别"), required=False, queryset=Category.objects.none(), empty_label=_("不分类")
    )
    service = forms.ModelChoiceField(
        label=_("服务项目"), required=False, queryset=ServiceKind.objects.none()
    )
    place = forms.CharField(label=_("地址"), required=False, max_length=200)
    caller_name = forms.CharField(label=_("称呼"), required=False, max_length=200)
    caller_phone = forms.CharField(label=_("电话"), required=False, max_length=40)
    resident = forms.ModelChoiceField(
        label=_("居民档案"),
        required=False,
        queryset=Resident.objects.none(),
        empty_label=_("没有关联"),
        help_text=_("这里列出用这个电话的居民。"),
    )
    channel = forms.ChoiceField(label=_("渠道"), choices=Channel.choices)
    is_urgent = forms.BooleanField(label=_("紧急"), required=False)

    def __init__(
        self,
        *args: Any,
        asked: ServiceRequest,
        categories: Sequence[Category],
        residents: Any,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.initial = self.values_of(asked)
        fields: Any = self.fields
        fields["category"].queryset = Category.objects.filter(pk__in=[c.pk for c in categories])
        fields["service"].queryset = ServiceKind.objects.filter(is_offered=True).order_by(
            "position", "pk"
        )
        fields["resident"].queryset = residents

    @staticmethod
    def values_of(asked: ServiceRequest) -> dict[str, Any]:
        return {name: getattr(asked, name) for name in FIELDS}

    def written(self) -> CorrectedRequest:
        filled = {name: self.cleaned_data[name] for name in FIELDS if name != "revision"}
        return CorrectedRequest(**filled, answers=answers_to(filled["category"], self.data))
