"""Classes of people who pay prices of their own."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from fangcun.base.revised import RevisedForm
from fangcun.core.catalog.states import Standing
from fangcun.core.entitlements.queries import terms_from
from fangcun.core.entitlements.rules import (
    BadCondition,
    PlainTerms,
    condition_of,
    condition_to_json,
    plain_terms_of,
)
from fangcun.core.entitlements.states import CircumstanceKind, DisabilityLevel
from fangcun.services.canteen.actions.prices import WrittenClass
from fangcun.services.canteen.forms.fields import day_field
from fangcun.services.canteen.models import PriceClass

OLDEST = 150


class PriceClassForm(RevisedForm):
    """Who belongs to a class: by age, by circumstance, or as the counter says."""

    name_zh = forms.CharField(label=_("中文名称"), max_length=60)
    name_en = forms.CharField(label=_("英文名称"), max_length=60)
    age_at_least = forms.IntegerField(
        label=_("至少几周岁"), required=False, min_value=0, max_value=OLDEST
    )
    age_at_most = forms.IntegerField(
        label=_("最多几周岁"), required=False, min_value=0, max_value=OLDEST
    )
    any_of = forms.MultipleChoiceField(
        label=_("有其中一种情况即可"),
        required=False,
        choices=CircumstanceKind.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("年龄和情况都不填，就由柜台认定，如工作人员。"),
    )
    disability_at_most = forms.ChoiceField(
        label=_("残疾须达到"),
        required=False,
        choices=[("", _("任何等级")), *DisabilityLevel.choices],
    )
    conditions = forms.JSONField(
        label=_("条件（结构较复杂，按原文修改）"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    source = forms.CharField(label=_("来源"), widget=forms.Textarea(attrs={"rows": 3}))
    checked_on = day_field(_("核对日期"), required=False)
    standing = forms.TypedChoiceField(
        label=_("可信程度"), choices=Standing.choices, coerce=Standing
    )

    def __init__(self, *args: Any, price_class: PriceClass | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = {"revision": 1, **_values(price_class), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.is_plain = price_class is None or _plain(price_class) is not None
        if self.is_plain:
            del self.fields["conditions"]
        else:
            for name in ("age_at_least", "age_at_most", "any_of", "disability_at_most"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or self.cleaned_data
        try:
            filled["read"] = self._conditions(filled)
        except BadCondition:
            self.add_error("conditions", _("看不懂这个条件，请照待遇规则的写法改。"))
        return filled

    def written(self) -> WrittenClass:
        filled = self.cleaned_data
        return WrittenClass(
            name_zh=filled["name_zh"],
            name_en=filled["name_en"],
            conditions=filled["read"],
            source=filled["source"],
            checked_on=filled["checked_on"],
            standing=filled["standing"],
        )

    def _conditions(self, filled: dict[str, Any]) -> dict[str, Any]:
        if not self.is_plain:
            written = filled.get("conditions") or {}
            if written:
                terms_from(written, [])
            return dict(written)
        level = filled.get("disability_at_most")
        plain = PlainTerms(
            age_at_least=filled.get("age_at_least"),
            age_at_most=filled.get("age_at_most"),
            any_of=tuple(filled.get("any_of", ())),
            disability_at_most=int(level) if level else None,
        )
        return {} if plain.says_nothing else condition_to_json(condition_of(plain))


class NewPriceClassForm(PriceClassForm):
    """A class that is not on the list yet; its code never changes."""

    code = forms.CharField(
        label=_("代码"),
        max_length=60,
        help_text=_("小写字母、数字和下划线，如 age_70；登记后不能修改"),
        validators=[RegexValidator(r"^[a-z][a-z0-9_]*$", _("请用小写字母、数字和下划线"))],
    )
    field_order = ("code", "name_zh", "name_en")


def _plain(price_class: PriceClass) -> PlainTerms | None:
    """What the form can say of its conditions; None where they say more."""
    if not price_class.conditions:
        return PlainTerms()
    plain = plain_terms_of(terms_from(price_class.conditions, []).condition)
    says_more = plain is not None and (
        plain.all_of or plain.residences or plain.communities or plain.ability_at_least
    )
    return None if says_more else plain


def _values(price_class: PriceClass | None) -> dict[str, Any]:
    if price_class is None:
        return {}
    names = ("revision", "name_zh", "name_en", "source", "checked_on", "standing", "conditions")
    values = {name: getattr(price_class, name) for name in names}
    plain = _plain(price_class)
    if plain is None:
        return values
    shown = ("age_at_least", "age_at_most", "any_of", "disability_at_most")
    return {**values, **{name: getattr(plain, name) for name in shown}}
