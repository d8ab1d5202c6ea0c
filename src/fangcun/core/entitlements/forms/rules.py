"""One rule of a pack in plain fields; a condition that no form can say stays as it is written."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangcun.core.catalog.models import ServiceKind
from fangcun.core.entitlements.actions import WrittenRule
from fangcun.core.entitlements.models import BenefitRule
from fangcun.core.entitlements.queries import terms_from, terms_of
from fangcun.core.entitlements.rules import (
    BadCondition,
    PlainTerms,
    condition_of,
    condition_to_json,
    plain_terms_of,
)
from fangcun.core.entitlements.states import (
    IN_FEN,
    WITHOUT_AMOUNT,
    AbilityLevel,
    CircumstanceKind,
    DisabilityLevel,
    Gives,
    Proof,
)
from fangcun.core.people.states import Residence
from fangcun.core.places.models.kept import LONGEST_TEXT

MOST_YUAN = 1_000_000
RESIDENCES = [(one.value, one.label) for one in Residence if one != Residence.UNKNOWN]


PLAIN_FIELDS = (
    "age_at_least",
    "age_at_most",
    "any_of",
    "all_of",
    "disability_at_most",
    "ability_at_least",
    "residences",
    "communities",
)
_NOTHING_TO_DECIDE = _("请至少写一个能判断的条件。")


class RuleForm(forms.Form):
    code = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    name_zh = forms.CharField(label=_("中文名称"), max_length=LONGEST_TEXT)
    name_en = forms.CharField(label=_("英文名称"), max_length=LONGEST_TEXT)
    benefit = forms.SlugField(
        label=_("待遇组"),
        max_length=60,
        help_text=_("英文代码。同一组里的几条是一架梯子的几级，每人只得最好的一级。"),
    )
    service = forms.ModelChoiceField(
        label=_("服务项目"), required=False, queryset=ServiceKind.objects.none()
    )
    gives = forms.ChoiceField(label=_("给什么"), choices=Gives.choices)
    amount = forms.DecimalField(
        label=_("数额（元或次）"),
        required=False,
        min_value=Decimal("0.01"),
        max_value=MOST_YUAN,
        decimal_places=2,
    )
    age_at_least = forms.IntegerField(
        label=_("至少几周岁"), required=False, min_value=0, max_value=150
    )
    age_at_most = forms.IntegerField(
        label=_("最多几周岁"), required=False, min_value=0, max_value=150
    )
    any_of = forms.MultipleChoiceField(
        label=_("有其中一种情况即可"),
        required=False,
        choices=CircumstanceKind.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    all_of = forms.MultipleChoiceField(
        label=_("必须同时有"),
        required=False,
        choices=CircumstanceKind.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    disability_at_most = forms.ChoiceField(
        label=_("残疾须达到"),
        required=False,
        choices=[("", _("任何等级")), *DisabilityLevel.choices],
    )
    ability_at_least = forms.ChoiceField(
        label=_("失能须达到"), required=False, choices=[("", _("任何等级")), *AbilityLevel.choices]
    )
    residences = forms.MultipleChoiceField(
        label=_("居住类型"),
        required=False,
        choices=RESIDENCES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("不勾选就不限。"),
    )
    communities = forms.CharField(
        label=_("只限这些社区"),
        required=False,
        max_length=1000,
        help_text=_("12位社区代码，用空格隔开；留空就不限。"),
    )
    required_proofs = forms.MultipleChoiceField(
        label=_("须有的证明"),
        required=False,
        choices=Proof.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    conditions = forms.JSONField(
        label=_("条件（结构较复杂，按原文修改）"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    is_removed = forms.BooleanField(label=_("新版本不再包含这一条"), required=False)

    def __init__(self, *args: Any, is_plain: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False  # a rule that is removed need not be filled in
        self.is_plain = is_plain
        service: Any = self.fields["service"]
        service.queryset = ServiceKind.objects.order_by("position", "pk")
        if is_plain:
            del self.fields["conditions"]
        else:
            for name in PLAIN_FIELDS:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or {}
        self._check_amount(filled)
        try:
            filled["read"] = self._conditions(filled)
        except BadCondition:
            self.add_error("age_at_least" if self.is_plain else "conditions", _NOTHING_TO_DECIDE)
        return filled

    def written(self, *, code: str) -> WrittenRule:
        filled = self.cleaned_data
        gives = Gives(filled["gives"])
        amount = filled["amount"]
        return WrittenRule(
            code=filled["code"] or code,
            benefit=filled["benefit"],
            name_zh=filled["name_zh"],
            name_en=filled["name_en"],
            service=filled["service"],
            gives=gives,
            amount=None if amount is None else int(amount * 100 if gives in IN_FEN else amount),
            conditions=filled["read"],
            required_proofs=filled["required_proofs"],
        )

    def _check_amount(self, filled: dict[str, Any]) -> None:
        gives, amount = filled.get("gives"), filled.get("amount")
        if gives in WITHOUT_AMOUNT and amount is not None:
            self.add_error("amount", _("免费和优先安排不写数额。"))
        elif gives and gives not in WITHOUT_AMOUNT and amount is None and "amount" in filled:
            self.add_error("amount", _("请写数额。"))
        elif gives not in IN_FEN and amount is not None and amount != int(amount):
            self.add_error("amount", _("次数是整数。"))

    def _conditions(self, filled: Mapping[str, Any]) -> dict[str, Any]:
        written = filled.get("conditions")
        if self.is_plain:
            written = condition_to_json(condition_of(self._plain(filled)))
        terms_from(written, [])
        return dict(written or {})

    @staticmethod
    def _plain(filled: Mapping[str, Any]) -> PlainTerms:
        disability, ability = filled.get("disability_at_most"), filled.get("ability_at_least")
        return PlainTerms(
            age_at_least=filled.get("age_at_least"),
            age_at_most=filled.get("age_at_most"),
            any_of=tuple(filled.get("any_of", ())),
            all_of=tuple(filled.get("all_of", ())),
            disability_at_most=int(disability) if disability else None,
            ability_at_least=int(ability) if ability else None,
            residences=tuple(filled.get("residences", ())),
            communities=tuple((filled.get("communities") or "").split()),
        )


def rule_values(rule: BenefitRule) -> dict[str, Any]:
    condition = terms_of(rule).condition
    values: dict[str, Any] = {
        "code": rule.code,
        "name_zh": rule.name_zh,
        "name_en": rule.name_en,
        "benefit": rule.benefit,
        "service": rule.service_id,
        "gives": rule.gives,
        "amount": _amount(rule),
        "required_proofs": rule.required_proofs,
    }
    plain = plain_terms_of(condition)
    if plain is None:
        return values | {"conditions": rule.conditions}
    shown = {name: getattr(plain, name) for name in PLAIN_FIELDS}
    return values | shown | {"communities": " ".join(plain.communities)}


def _amount(rule: BenefitRule) -> Decimal | None:
    if rule.amount is None:
        return None
    return Decimal(rule.amount) / 100 if rule.gives in IN_FEN else Decimal(rule.amount)
