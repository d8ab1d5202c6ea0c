"""What to look at on the map."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

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
