"""What food safety asks for, on one page: the version, and each number with its source."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangcun.core.catalog.states import Standing
from fangcun.services.canteen.actions.safety_rules import WrittenSafety, WrittenSafetyRule
from fangcun.services.canteen.forms.fields import day_field
from fangcun.services.canteen.forms.safety import CelsiusField
from fangcun.services.canteen.forms.subsidies import PackForm
from fangcun.services.canteen.models import SafetyPack, SafetyRule
from fangcun.services.canteen.queries.safety_rules import CELSIUS

MOST = 100_000
FIXED = ("code", "name_zh", "name_en", "unit_zh", "unit_en")
WRITTEN = ("least", "most", "source", "checked_on", "standing")


class SafetyRuleForm(forms.Form):
    """One requirement: at least, at most, or both, and where that is written."""

    source = forms.CharField(
        label=_("来源"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000
    )
    checked_on = day_field(_("核对日期"), required=False)
    standing = forms.TypedChoiceField(
        label=_("可信程度"), choices=Standing.choices, coerce=Standing
    )
    field_order = WRITTEN

    def __init__(self, *args: Any, rule: SafetyRule, **more: Any) -> None:
        more["initial"] = {
            name: getattr(rule, name) for name in ("source", "checked_on", "standing")
        }
        super().__init__(*args, **more)
        self.rule = rule
        for name, label in (("least", _("不低于")), ("most", _("不高于"))):
            self.fields[name] = _number(rule, label, getattr(rule, name))
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or self.cleaned_data
        least, most = filled.get("least"), filled.get("most")
        if not self.errors and least is None and most is None:
            self.add_error("least", _("请至少填写一个数。"))
        if least is not None and most is not None and most < least:
            self.add_error("most", _("不能小于“不低于”的数。"))
        return filled

    def written(self) -> WrittenSafetyRule:
        fixed = {name: getattr(self.rule, name) for name in FIXED}
        return WrittenSafetyRule(**fixed, **{name: self.cleaned_data[name] for name in WRITTEN})


class SafetyEditor:
    """The whole page: the version, and a form for each of its rules."""

    def __init__(
        self, *, data: Any, pack: SafetyPack, rules: list[SafetyRule], today: date
    ) -> None:
        initial = {name: getattr(pack, name) for name in PackForm.base_fields}
        initial["valid_from"] = max(today, pack.valid_from)  # what was recorded stays as it was
        self.pack = PackForm(data, initial=initial)
        self.rules = [SafetyRuleForm(data, prefix=rule.code, rule=rule) for rule in rules]

    def is_valid(self) -> bool:
        return all([self.pack.is_valid(), *(form.is_valid() for form in self.rules)])

    def written(self) -> WrittenSafety:
        rules = [form.written() for form in self.rules]
        return WrittenSafety(**self.pack.cleaned_data, rules=rules)


def _number(rule: SafetyRule, label: Any, value: int | None) -> forms.Field:
    """Degrees with a decimal, everything else whole; the unit stands behind the words."""
    shown = f"{label}（{rule.unit_zh}）"
    if rule.unit_zh == CELSIUS:
        degrees = None if value is None else value / 10
        return CelsiusField(label=shown, required=False, initial=degrees)
    return forms.IntegerField(
        label=shown, required=False, initial=value, min_value=0, max_value=MOST
    )
