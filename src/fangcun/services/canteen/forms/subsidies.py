"""A pack of subsidies and its rules on one page."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangcun.core.catalog.states import Standing
from fangcun.core.entitlements.forms.packs import PackForm
from fangcun.core.entitlements.forms.rules import PLAIN_FIELDS, RuleForm
from fangcun.core.entitlements.queries import terms_from
from fangcun.core.entitlements.rules import plain_terms_of
from fangcun.services.canteen.actions.packs import WrittenPack, WrittenRule
from fangcun.services.canteen.forms.fields import YuanField
from fangcun.services.canteen.models import SubsidyPack, SubsidyRule
from fangcun.services.canteen.rules.subsidies import ALL, Shares
from fangcun.services.canteen.states import Mode, Period

MOST_RULES = 40
OWN_FIELDS = ("code", "name_zh", "name_en", "periods", "modes", "amount_fen", "percent", "most_fen")
OF_BENEFITS = ("benefit", "service", "gives", "amount", "required_proofs")
"""What a subsidy does not say."""
SHARES = ("district_percent", "street_percent", "operator_percent")


def _percent(label: Any, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=ALL, **more)


def _several(label: Any, choices: Any) -> forms.MultipleChoiceField:
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, choices=choices, widget=widget)


class SubsidyRuleForm(RuleForm):
    """To whom, as in the benefit rules; for which meals, how much, and who bears it."""

    periods = _several(_("餐次"), Period.choices)
    modes = _several(_("取餐方式"), Mode.choices)
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
    field_order = ("name_zh", "name_en", *OWN_FIELDS[3:], *SHARES, *PLAIN_FIELDS, "conditions")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in OF_BENEFITS:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        filled = super().clean()
        shares = [filled.get(name) for name in SHARES]
        if None not in shares and sum(map(int, shares)) != ALL:  # type: ignore[arg-type]
            self.add_error("district_percent", _("三方承担的比例加起来要等于100%。"))
        return filled

    def written_subsidy(self, *, code: str) -> WrittenRule:
        """What is filled in; `code` for a rule that is new."""
        filled = self.cleaned_data
        own = {name: filled[name] for name in OWN_FIELDS[1:]}
        return WrittenRule(
            code=filled["code"] or code,
            conditions=filled["read"],
            shares=Shares(*(filled[name] for name in SHARES)),
            **own,
        )

    def _check_amount(self, filled: dict[str, Any]) -> None:
        amount, percent = filled.get("amount_fen"), filled.get("percent")
        if bool(amount) == bool(percent):
            self.add_error("amount_fen", _("请填固定金额，或按价格的百分之几，只填一种。"))
        elif amount and filled.get("most_fen"):
            self.add_error("most_fen", _("固定金额不用再写最多。"))
        filled["amount_fen"] = amount or None
        filled["percent"] = percent or None
        filled["most_fen"] = filled.get("most_fen") or None


class SubsidyEditor:
    """The whole page: the pack, its rules, and empty forms for as many more as were asked for."""

    def __init__(
        self, *, data: Any, pack: SubsidyPack, rules: list[SubsidyRule], more: int
    ) -> None:
        names = PackForm.base_fields
        self.pack = PackForm(data, initial={name: getattr(pack, name) for name in names})
        self.rules = [
            SubsidyRuleForm(
                data, prefix=f"rule{number}", is_plain=_is_plain(rule), initial=_values(rule)
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
        filled = self.pack.cleaned_data
        taken = {form.cleaned_data["code"] for form in self.kept}
        free = (f"rule_{n}" for n in range(1, 10_000) if f"rule_{n}" not in taken)
        rules = [
            form.written_subsidy(code=form.cleaned_data["code"] or next(free)) for form in self.kept
        ]
        return WrittenPack(**{**filled, "standing": Standing(filled["standing"])}, rules=rules)


def _is_plain(rule: SubsidyRule) -> bool:
    """Whether plain fields can say its conditions."""
    return plain_terms_of(terms_from(rule.conditions, []).condition) is not None


def _values(rule: SubsidyRule) -> Mapping[str, Any]:
    values = {name: getattr(rule, name) for name in (*OWN_FIELDS, *SHARES)}
    plain = plain_terms_of(terms_from(rule.conditions, []).condition)
    if plain is None:
        return {**values, "conditions": rule.conditions}
    shown = {name: getattr(plain, name) for name in PLAIN_FIELDS}
    return {**values, **shown, "communities": " ".join(plain.communities)}
