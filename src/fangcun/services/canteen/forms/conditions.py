"""To whom something is due, in plain fields; what no field can say stays as it is written."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangcun.core.entitlements.queries import terms_from
from fangcun.core.entitlements.rules import (
    BadCondition,
    Condition,
    PlainTerms,
    condition_of,
    condition_to_json,
    plain_terms_of,
)
from fangcun.core.entitlements.states import AbilityLevel, CircumstanceKind, DisabilityLevel
from fangcun.core.people.states import Residence

OLDEST = 150
ANY_LEVEL = ("", _("任何等级"))
PLAIN_FIELDS = (
    "age_at_least",
    "age_at_most",
    "any_of",
    "all_of",
    "disability_at_most",
    "ability_at_least",
    "residences",
)


def several(label: Any, choices: Any, **more: Any) -> forms.MultipleChoiceField:
    """Some of a few, each with a box to tick."""
    boxes = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, choices=choices, widget=boxes, **more)


class ConditionsForm(forms.Form):
    """Whom a rule is for: everything given must hold; of `any_of` one."""

    age_at_least = forms.IntegerField(
        label=_("至少几周岁"), required=False, min_value=0, max_value=OLDEST
    )
    age_at_most = forms.IntegerField(
        label=_("最多几周岁"), required=False, min_value=0, max_value=OLDEST
    )
    any_of = several(_("有其中一种情况即可"), CircumstanceKind.choices, required=False)
    all_of = several(_("必须同时有"), CircumstanceKind.choices, required=False)
    disability_at_most = forms.ChoiceField(
        label=_("残疾须达到"), required=False, choices=[ANY_LEVEL, *DisabilityLevel.choices]
    )
    ability_at_least = forms.ChoiceField(
        label=_("失能须达到"), required=False, choices=[ANY_LEVEL, *AbilityLevel.choices]
    )
    residences = several(
        _("居住类型"),
        [(one.value, one.label) for one in Residence if one != Residence.UNKNOWN],
        required=False,
        help_text=_("不勾选就不限。"),
    )
    conditions = forms.JSONField(
        label=_("条件（结构较复杂，按原文修改）"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, is_plain: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_plain = is_plain
        for name in ["conditions"] if is_plain else PLAIN_FIELDS:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or self.cleaned_data
        try:
            filled["read"] = self._read(filled)
        except BadCondition:
            field = "age_at_least" if self.is_plain else "conditions"
            self.add_error(field, _("请至少写一个能判断的条件。"))
        return filled

    def _read(self, filled: Mapping[str, Any]) -> dict[str, Any]:
        written = filled.get("conditions") or {}
        if self.is_plain:
            written = condition_to_json(condition_of(_plain(filled)))
        terms_from(written, [])
        return dict(written)


def condition_values(conditions: Mapping[str, Any]) -> dict[str, Any]:
    """What the fields show of a condition that is there."""
    plain = plain_of(conditions)
    if plain is None:
        return {"conditions": conditions}
    return {name: getattr(plain, name) for name in PLAIN_FIELDS}


def plain_of(conditions: Mapping[str, Any]) -> PlainTerms | None:
    """A condition as plain fields; None where they cannot say it."""
    found: Condition = terms_from(conditions, []).condition
    plain = plain_terms_of(found)
    return None if plain is None or plain.communities else plain


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
    )
