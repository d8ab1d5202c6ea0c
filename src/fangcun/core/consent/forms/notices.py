"""What people are told, and the legal limits."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangcun.base.revised import RevisedForm
from fangcun.core.catalog.states import Standing
from fangcun.core.consent.actions import WrittenLimit, WrittenNotice
from fangcun.core.consent.forms.consents import day_field
from fangcun.core.consent.models import LegalLimit, Notice


def _text(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), **more
    )


class _Sourced(forms.Form):
    source = forms.CharField(
        label=_("来源"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    checked_on = day_field(_("核对日期"), required=False)
    standing = forms.ChoiceField(label=_("可信程度"), choices=Standing.choices)


class NoticeForm(_Sourced):
    version = forms.IntegerField(min_value=0, max_value=100_000, widget=forms.HiddenInput)
    necessity_zh = _text(_("为什么需要"))
    impact_zh = _text(_("对您的影响"))
    necessity_en = _text(_("为什么需要（英文）"))
    impact_en = _text(_("对您的影响（英文）"))

    field_order = ("necessity_zh", "impact_zh", "necessity_en", "impact_en")

    @staticmethod
    def values_of(notice: Notice) -> dict[str, Any]:
        return {name: getattr(notice, name) for name in NoticeForm.base_fields}

    def written(self) -> WrittenNotice:
        filled = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return WrittenNotice(**{**filled, "standing": Standing(filled["standing"])})


class LimitForm(_Sourced, RevisedForm):
    value = forms.IntegerField(label=_("数值"), min_value=1, max_value=365)

    field_order = ("value",)

    @staticmethod
    def values_of(limit: LegalLimit) -> dict[str, Any]:
        return {name: getattr(limit, name) for name in LimitForm.base_fields}

    def written(self) -> WrittenLimit:
        filled = self.cleaned_data
        return WrittenLimit(
            value=filled["value"],
            source=filled["source"],
            checked_on=filled["checked_on"],
            standing=Standing(filled["standing"]),
        )
