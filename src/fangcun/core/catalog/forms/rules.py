"""Correcting a rule."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fangcun.base.revised import RevisedForm
from fangcun.core.catalog.actions import WrittenRule
from fangcun.core.catalog.models import Rule
from fangcun.core.catalog.rules import own_limits
from fangcun.core.catalog.states import Standing
from fangcun_planner.defaults import rule_limits


class RuleForm(RevisedForm):
    value = forms.FloatField(label=_("数值"))
    source = forms.CharField(label=_("来源"), widget=forms.Textarea(attrs={"rows": 3}))
    checked_on = forms.DateField(
        label=_("核对日期"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    standing = forms.TypedChoiceField(
        label=_("可信程度"), choices=Standing.choices, coerce=Standing
    )

    def __init__(self, *args: Any, rule: Rule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule = rule

    @staticmethod
    def values_of(rule: Rule) -> dict[str, Any]:
        return {
            "revision": rule.revision,
            "value": rule.value,
            "source": rule.source,
            "checked_on": rule.checked_on,
            "standing": rule.standing,
        }

    def clean_value(self) -> float:
        value: float = self.cleaned_data["value"]
        limits = {**rule_limits(), **own_limits()}.get(self.rule.code)
        if limits and not limits.least <= value <= limits.most:
            raise forms.ValidationError(
                gettext("应在{least}到{most}之间").format(
                    least=f"{limits.least:g}", most=f"{limits.most:g}"
                )
            )
        if limits and limits.is_whole and value != int(value):
            raise forms.ValidationError(gettext("应为整数"))
        return value

    def written(self) -> WrittenRule:
        filled = self.cleaned_data
        return WrittenRule(
            value=filled["value"],
            source=filled["source"],
            checked_on=filled["checked_on"],
            standing=filled["standing"],
        )
