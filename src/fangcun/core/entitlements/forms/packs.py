"""A pack and its rules on one page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangcun.core.catalog.states import Standing
from fangcun.core.entitlements.actions import WrittenPack
from fangcun.core.entitlements.forms.circumstances import day_field
from fangcun.core.entitlements.forms.rules import RuleForm, rule_values
from fangcun.core.entitlements.models import BenefitRule, RulePack
from fangcun.core.entitlements.queries import terms_of
from fangcun.core.entitlements.rules import (
    plain_terms_of,
)
from fangcun.core.places.models.kept import LONGEST_TEXT

MOST_RULES = 40


class PackForm(forms.Form):
    name_zh = forms.CharField(label=_("中文名称"), max_length=LONGEST_TEXT)
    name_en = forms.CharField(label=_("英文名称"), max_length=LONGEST_TEXT)
    source = forms.CharField(
        label=_("来源"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text=_("文件名称、文号、条款或网址。"),
    )
    checked_on = day_field(_("核对日期"), required=False)
    standing = forms.ChoiceField(label=_("可信程度"), choices=Standing.choices)
    valid_from = day_field(_("新版本生效日期"))
    valid_until = day_field(_("失效日期"), required=False)
    is_in_use = forms.BooleanField(label=_("启用"), required=False)

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or {}
        begins, ends = filled.get("valid_from"), filled.get("valid_until")
        if begins and ends and ends < begins:
            self.add_error("valid_until", _("失效日期不能早于生效日期。"))
        return filled


class PackEditor:
    """The whole page: the pack, its rules, and empty forms for as many more as were asked for."""

    def __init__(
        self, *, data: Any, pack: RulePack | None, rules: list[BenefitRule], more: int
    ) -> None:
        self.pack = PackForm(data, initial=_pack_values(pack) if pack else {})
        self.rules = [
            RuleForm(
                data,
                prefix=f"rule{number}",
                is_plain=plain_terms_of(terms_of(rule).condition) is not None,
                initial=rule_values(rule),
            )
            for number, rule in enumerate(rules)
        ]
        for number in range(len(rules), min(len(rules) + more, MOST_RULES)):
            self.rules.append(RuleForm(data, prefix=f"rule{number}"))

    def is_valid(self) -> bool:
        kept = [form for form in self.rules if not _is_removed(form)]
        return all([self.pack.is_valid(), *(form.is_valid() for form in kept)])

    def written(self) -> WrittenPack:
        filled = self.pack.cleaned_data
        kept = [form for form in self.rules if not _is_removed(form)]
        taken = {form.cleaned_data["code"] for form in kept}
        free = (f"rule_{n}" for n in range(1, 10_000) if f"rule_{n}" not in taken)
        return WrittenPack(
            **{**filled, "standing": Standing(filled["standing"])},
            rules=[form.written(code=form.cleaned_data["code"] or next(free)) for form in kept],
        )


class SwitchForm(forms.Form):
    """Switches a version of a pack on or off."""

    revision = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    is_in_use = forms.BooleanField(required=False, widget=forms.HiddenInput)


def _is_removed(form: RuleForm) -> bool:
    return bool(form.data.get(f"{form.prefix}-is_removed"))


def _pack_values(pack: RulePack) -> dict[str, Any]:
    return {name: getattr(pack, name) for name in PackForm.base_fields}
