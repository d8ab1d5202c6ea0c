"""Communities: what to look for, and what to correct."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangcun.base.revised import RevisedForm
from fangcun.core.places.actions import WrittenCommunity
from fangcun.core.places.models import Community
from fangcun.core.places.models.kept import LONGEST_TEXT
from fangcun.core.places.queries import CommunityFilter, subdistricts
from fangcun_planner.district import AGE_BANDS

MOST_PEOPLE = 10_000_000

COMMUNITY_ORDERS = (
    ("code", _("按代码")),
    ("name", _("按名称")),
    ("subdistrict", _("按街道")),
    ("-residents", _("人数从多到少")),
    ("residents", _("人数从少到多")),
    ("-elder_share", _("60岁及以上占比从高到低")),
    ("elder_share", _("60岁及以上占比从低到高")),
    ("area", _("每百户面积从少到多")),
    ("-area", _("每百户面积从多到少")),
    ("-households", _("户数从多到少")),
    ("households", _("户数从少到多")),
    ("-spaces", _("存量空间从多到少")),
    ("spaces", _("存量空间从少到多")),
    ("-code", _("按代码倒序")),
    ("-name", _("按名称倒序")),
    ("-subdistrict", _("按街道倒序")),
)


class CommunityFilterForm(forms.Form):
    text = forms.CharField(label=_("名称或代码"), required=False, max_length=60)
    subdistrict = forms.ChoiceField(label=_("街道"), required=False)
    order = forms.ChoiceField(label=_("排序"), required=False, choices=COMMUNITY_ORDERS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["subdistrict"]
        field.choices = [("", _("全部")), *((name, name) for name in subdistricts())]

    def wanted(self) -> CommunityFilter:
        """What is asked for; a field that makes no sense asks for nothing."""
        asked = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        return CommunityFilter(**{name: value for name, value in asked.items() if value})


class CommunityForm(RevisedForm):
    name = forms.CharField(label=_("名称"), max_length=LONGEST_TEXT)
    subdistrict = forms.CharField(label=_("街道"), max_length=LONGEST_TEXT)
    households = forms.IntegerField(label=_("户数"), min_value=0, max_value=MOST_PEOPLE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, band in enumerate(AGE_BANDS):
            self.fields[_band(number)] = forms.IntegerField(
                label=_("{band}岁人数").format(band=band), min_value=0, max_value=MOST_PEOPLE
            )

    @staticmethod
    def values_of(community: Community) -> dict[str, Any]:
        return {
            "revision": community.revision,
            "name": community.name,
            "subdistrict": community.subdistrict,
            "households": community.households,
            **{_band(at): count for at, count in enumerate(community.residents_by_age)},
        }

    def written(self) -> WrittenCommunity:
        filled = self.cleaned_data
        return WrittenCommunity(
            name=filled["name"],
            subdistrict=filled["subdistrict"],
            households=filled["households"],
            residents_by_age=[filled[_band(number)] for number in range(len(AGE_BANDS))],
        )


def _band(number: int) -> str:
    return f"residents_{number}"
