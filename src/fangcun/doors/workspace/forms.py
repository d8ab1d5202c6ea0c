"""What to look at, and what to confirm."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fangcun.core.entitlements.models import BenefitRule
from fangcun.core.places.models import Community
from fangcun.core.places.queries import subdistricts

INDICATORS = (
    ("elder_share", _("60岁及以上占比")),
    ("share_65_up", _("65岁及以上占比")),
    ("residents", _("人数")),
    ("area", _("每百户服务面积")),
)


class MapForm(forms.Form):
    indicator = forms.ChoiceField(label=_("社区颜色"), required=False, choices=INDICATORS)
    subdistrict = forms.ChoiceField(label=_("街道"), required=False)
    min_area_m2 = forms.FloatField(label=_("存量空间最小面积（㎡）"), required=False, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["subdistrict"]
        field.choices = [("", _("全区")), *((name, name) for name in subdistricts())]

    def wanted_subdistrict(self) -> str:
        """The one asked for; empty for all, and for one that is not there."""
        asked = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        return asked.get("subdistrict") or ""


class NeverCameForm(forms.Form):
    benefit = forms.ChoiceField(label=_("待遇"), required=False)

    def __init__(self, *args: Any, benefits: list[BenefitRule], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.benefits = {one.key: one for one in benefits}
        field: Any = self.fields["benefit"]
        field.choices = [(key, str(one)) for key, one in self.benefits.items()]

    def wanted(self) -> BenefitRule | None:
        """The one asked for, else the first."""
        asked = self.cleaned_data.get("benefit") if self.is_valid() else ""
        first = next(iter(self.benefits.values()), None)
        return self.benefits.get(asked or "", first)


class ForgetForm(forms.Form):
    typed_name = forms.CharField(
        label=_("请写下居民姓名，确认删除"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = name

    def clean_typed_name(self) -> str:
        typed: str = self.cleaned_data["typed_name"].strip()
        if typed != self.name:
            raise ValidationError(_now("和登记的姓名不一致，没有删除。"))
        return typed


class ChosenCommunity(forms.Form):
    """For people who work for several communities: all of them, or one."""

    place = forms.ChoiceField(label=_("社区"), required=False)

    def __init__(self, *args: Any, communities: list[Community], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.communities = communities
        field: Any = self.fields["place"]
        field.choices = [("", _("全部")), *((one.code, one.name) for one in communities)]

    def chosen(self) -> list[Community]:
        asked = self.cleaned_data["place"] if self.is_valid() else ""
        return [one for one in self.communities if asked in {"", one.code}]
