"""A pack of subsidies and its rules on one page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangcun.core.catalog.states import Standing
from fangcun.services.canteen.actions.packs import WrittenPack, WrittenRule
from fangcun.services.canteen.forms.conditions import (
    PLAIN_FIELDS,
    ConditionsForm,
    condition_values,
    plain_of,
    several,
)
from fangcun.services.canteen.forms.fields import YuanField, day_field, text_field
from fangcun.services.canteen.models import SubsidyPack, SubsidyRule
from fangcun.services.canteen.rules.subsidies import ALL, Shares
from fangcun.services.canteen.states import Mode, Period

MOST_RULES = 40
OWN_FIELDS = ("name_zh", "name_en", "periods", "modes", "amount_fen", "percent", "most_fen")
SHARES = ("district_percent", "street_percent", "operator_percent")


def _percent(label: Any, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=ALL, **more)


class PackForm(forms.Form):
    """Where a pack comes from, and when it holds."""

    name_zh = text_field(_("中文名称"))
    name_en = text_field(_("英文名称"))
    source = forms.CharField(
        label=_("来源"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text=_("文件名称、文号、条款或网址。"),
    )
    checked_on = day_field(_("核对日期"), required=False)
    standing = forms.TypedChoiceField(
        label=_("可信程度"), choices=Standing.choices, coerce=Standing
    )
    valid_from = day_field(_("新版本生效日期"))
    valid_until = day_field(_("失效日期"), required=False)
    is_in_use = forms.BooleanField(label=_("启用"), required=False)

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or self.cleaned_data
        begins, ends = filled.get("valid_from"), filled.get("valid_until")
        if begins and ends and ends < begins:
            self.add_error("valid_until", _("失效日期不能早于生效日期。"))
        return filled


class SubsidyRuleForm(ConditionsForm):
    """To whom, for which meals, how much, and who bears it."""

    code = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    name_zh = text_field(_("中文名称"))
    name_en = text_field(_("英文名称"))
    periods = several(_("餐次"), Period.choices)
    modes = several(_("取餐方式"), Mode.choices)
    amount_fen = YuanField(
        label=_("每餐补贴（元）"),
        required=False,
        help_text=_("固定金额和价格比例只填一种。补贴不会超过价格。"),
    )
    percent = _percent(_("按价格的百分之几"), required=False)
    most_fen = YuanField(label=_("按比例时最多（元）"), required=False)
    district_percent = _percent(_("区承担（%）"))
    street_percent = _percent(_("街道承担（%）"))
    operator_percent = _percent(_("机构承担（%）"))
    is_removed = forms.BooleanField(label=_("新版本不再包含这一条"), required=False)
    field_order = (*OWN_FIELDS, *SHARES, *PLAIN_FIELDS, "conditions", "is_removed")
    use_required_attribute = False  # a rule that is removed need not be filled in

    def clean(self) -> dict[str, Any]:
        filled = super().clean()
        self._check_amount(filled)
        shares = [filled[name] for name in SHARES if name in filled]
        if len(shares) == len(SHARES) and sum(shares) != ALL:
            self.add_error("district_percent", _("三方承担的比例加起来要等于100%。"))
        return filled

    def written(self, *, code: str) -> WrittenRule:
        """What is filled in; `code` for a rule that is new."""
        filled = self.cleaned_data
        return WrittenRule(
            code=filled["code"] or code,
            conditions=filled["read"],
            shares=Shares(*(filled[name] for name in SHARES)),
            **{name: filled[name] for name in OWN_FIELDS},
        )

    def _check_amount(self, filled: dict[str, Any]) -> None:
        """Nought yuan or per cent is none."""
        for name in ("amount_fen", "percent", "most_fen"):
            filled[name] = filled.get(name) or None
        if (filled["amount_fen"] is None) == (filled["percent"] is None):
            self.add_error("amount_fen", _("请填固定金额，或按价格的百分之几，只填一种。"))
        elif filled["amount_fen"] and filled["most_fen"]:
            self.add_error("most_fen", _("固定金额不用再写最多。"))


class SubsidyEditor:
    """The whole page: the pack, its rules, and empty forms for as many more as were asked for."""

    def __init__(
        self, *, data: Any, pack: SubsidyPack, rules: list[SubsidyRule], more: int
    ) -> None:
        names = PackForm.base_fields
        self.pack = PackForm(data, initial={name: getattr(pack, name) for name in names})
        self.rules = [
            SubsidyRuleForm(
                data,
                prefix=f"rule{number}",
                is_plain=plain_of(rule.conditions) is not None,
                initial=_values(rule),
            )
            for number, rule in enumerate(rules)
        ]
        for number in range(len(rules), min(len(rules) + more, MOST_RULES)):
            self.rules.append(SubsidyRuleForm(data, prefix=f"rule{number}"))

    @property
    def kept(self) -> list[SubsidyRuleForm]:
        """Without those that the new version is not to have."""
        return [form for form in self.rules if not form.data.get(f"{form.prefix}-is_removed")]

    def is_valid(self) -> bool:
        return all([self.pack.is_valid(), *(form.is_valid() for form in self.kept)])

    def written(self) -> WrittenPack:
        taken = {form.cleaned_data["code"] for form in self.kept}
        free = (f"rule_{n}" for n in range(1, 10_000) if f"rule_{n}" not in taken)
        rules = [form.written(code=form.cleaned_data["code"] or next(free)) for form in self.kept]
        return WrittenPack(**self.pack.cleaned_data, rules=rules)


class SwitchForm(forms.Form):
    """Switches a version of a pack on or off."""

    revision = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    is_in_use = forms.BooleanField(required=False, widget=forms.HiddenInput)


def _values(rule: SubsidyRule) -> dict[str, Any]:
    own = {name: getattr(rule, name) for name in ("code", *OWN_FIELDS, *SHARES)}
    return {**own, **condition_values(rule.conditions)}
