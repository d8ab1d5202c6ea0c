"""Correcting a measure."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fangcun.base.revised import RevisedForm
from fangcun.core.catalog.states import Standing
from fangcun.ledger.actions import WrittenMeasure
from fangcun.ledger.models import Measure


class MeasureForm(RevisedForm):
    value = forms.IntegerField(label=_("数值"))
    source = forms.CharField(label=_("来源"), widget=forms.Textarea(attrs={"rows": 3}))
    checked_on = forms.DateField(
        label=_("核对日期"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    standing = forms.TypedChoiceField(
        label=_("可信程度"), choices=Standing.choices, coerce=Standing
    )

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        given = ("revision", "value", "source", "checked_on", "standing")
        kwargs["initial"] = {name: getattr(measure, name) for name in given}
        super().__init__(*args, **kwargs)
        self.measure = measure

    def clean_value(self) -> int:
        value: int = self.cleaned_data["value"]
        if not self.measure.least <= value <= self.measure.most:
            raise forms.ValidationError(
                gettext("应在{least}到{most}之间").format(
                    least=self.measure.least, most=self.measure.most
                )
            )
        return value

    def written(self) -> WrittenMeasure:
        filled = self.cleaned_data
        return WrittenMeasure(
            value=filled["value"],
            source=filled["source"],
            checked_on=filled["checked_on"],
            standing=filled["standing"],
        )
