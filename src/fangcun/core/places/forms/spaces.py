"""Idle spaces: what to look for, and what to correct."""

from decimal import Decimal
from typing import Any, cast

import numpy as np
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fangcun.base.revised import RevisedForm
from fangcun.core.places.actions import WrittenSpace
from fangcun.core.places.models import Community, IdleSpace
from fangcun.core.places.models.kept import LONGEST_TEXT
from fangcun.core.places.queries import (
    SpaceFilter,
    recorded_boundary,
    subdistricts,
    the_district,
)
from fangcun_planner.geo.boundary import is_inside

MOST_YUAN = 10_000_000_000
MOST_AREA_M2 = 10_000_000
LOWEST_FLOOR, HIGHEST_FLOOR = -9, 200

SPACE_ORDERS = (
    ("ref", _("按编号")),
    ("name", _("按名称")),
    ("community", _("按社区")),
    ("-area", _("面积从大到小")),
    ("area", _("面积从小到大")),
    ("floor", _("楼层从低到高")),
    ("fit_out", _("改造单价从低到高")),
    ("-fit_out", _("改造单价从高到低")),
    ("-ref", _("按编号倒序")),
    ("-name", _("按名称倒序")),
    ("-community", _("按社区倒序")),
    ("-floor", _("楼层从高到低")),
)
STEP_FREE = (("", _("不限")), ("yes", _("无障碍")), ("no", _("有台阶")))


class SpaceFilterForm(forms.Form):
    text = forms.CharField(label=_("名称、编号或用途"), required=False, max_length=60)
    subdistrict = forms.ChoiceField(label=_("街道"), required=False)
    community = forms.ModelChoiceField(
        label=_("社区"),
        required=False,
        queryset=Community.objects.order_by("name"),
        to_field_name="code",
        empty_label=_("全部"),
    )
    min_area_m2 = forms.FloatField(label=_("最小面积（㎡）"), required=False, min_value=0)
    max_area_m2 = forms.FloatField(label=_("最大面积（㎡）"), required=False, min_value=0)
    floor = forms.IntegerField(
        label=_("楼层"), required=False, min_value=LOWEST_FLOOR, max_value=HIGHEST_FLOOR
    )
    step_free = forms.ChoiceField(label=_("出入口"), required=False, choices=STEP_FREE)
    order = forms.ChoiceField(label=_("排序"), required=False, choices=SPACE_ORDERS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["subdistrict"]
        field.choices = [("", _("全部")), *((name, name) for name in subdistricts())]

    def wanted(self) -> SpaceFilter:
        """What is asked for; a field that makes no sense asks for nothing."""
        asked = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        community = asked.get("community")
        return SpaceFilter(
            text=asked.get("text") or "",
            subdistrict=asked.get("subdistrict") or "",
            community=community.code if community else "",
            min_area_m2=asked.get("min_area_m2"),
            max_area_m2=asked.get("max_area_m2"),
            floor=asked.get("floor"),
            is_step_free={"yes": True, "no": False}.get(asked.get("step_free") or ""),
            order=asked.get("order") or "ref",
        )


class SpaceForm(RevisedForm):
    name = forms.CharField(label=_("名称"), max_length=LONGEST_TEXT)
    community = forms.ModelChoiceField(
        label=_("社区"),
        queryset=Community.objects.order_by("subdistrict", "name"),
        to_field_name="code",
        empty_label=_("请选择"),
    )
    floor_area_m2 = forms.FloatField(
        label=_("建筑面积（㎡）"), min_value=0.1, max_value=MOST_AREA_M2
    )
    floor = forms.IntegerField(
        label=_("楼层"),
        help_text=_("首层填1，地下一层填-1"),
        min_value=LOWEST_FLOOR,
        max_value=HIGHEST_FLOOR,
    )
    is_step_free = forms.BooleanField(label=_("无障碍出入"), required=False)
    lon = forms.FloatField(
        label=_("经度"), help_text=_("WGS-84或CGCS2000"), min_value=-180, max_value=180
    )
    lat = forms.FloatField(label=_("纬度"), min_value=-90, max_value=90)
    tenure = forms.CharField(label=_("权属"), required=False, max_length=LONGEST_TEXT)
    rent_yuan_per_year = forms.DecimalField(
        label=_("年租金（元）"), min_value=0, max_value=MOST_YUAN, decimal_places=2
    )
    fit_out_yuan_per_m2 = forms.DecimalField(
        label=_("改造单价（元/㎡）"), min_value=0, max_value=MOST_YUAN, decimal_places=2
    )
    condition = forms.CharField(label=_("房屋状况"), required=False, max_length=LONGEST_TEXT)
    present_use = forms.CharField(label=_("现用途"), required=False, max_length=LONGEST_TEXT)

    @staticmethod
    def values_of(space: IdleSpace) -> dict[str, Any]:
        return {
            "revision": space.revision,
            "name": space.name,
            "community": space.community,
            "floor_area_m2": f"{space.floor_area_m2:g}",
            "floor": space.floor,
            "is_step_free": space.is_step_free,
            "lon": space.lon,
            "lat": space.lat,
            "tenure": space.tenure,
            "rent_yuan_per_year": Decimal(space.rent_fen_per_year) / 100,
            "fit_out_yuan_per_m2": Decimal(space.fit_out_fen_per_m2) / 100,
            "condition": space.condition,
            "present_use": space.present_use,
        }

    def clean_floor(self) -> int:
        floor: int = self.cleaned_data["floor"]
        if floor == 0:
            raise forms.ValidationError(gettext("没有0层：首层填1，地下一层填-1"))
        return floor

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or self.cleaned_data
        if "lon" in filled and "lat" in filled and not _lies_inside(filled["lon"], filled["lat"]):
            self.add_error("lon", gettext("这个位置在本区边界以外，请核对坐标和坐标系"))
        return filled

    def written(self) -> WrittenSpace:
        filled = self.cleaned_data
        return WrittenSpace(
            name=filled["name"],
            community=filled["community"],
            lon=filled["lon"],
            lat=filled["lat"],
            floor_area_m2=filled["floor_area_m2"],
            floor=filled["floor"],
            is_step_free=filled["is_step_free"],
            tenure=filled["tenure"],
            rent_fen_per_year=int(filled["rent_yuan_per_year"] * 100),
            condition=filled["condition"],
            fit_out_fen_per_m2=int(filled["fit_out_yuan_per_m2"] * 100),
            present_use=filled["present_use"],
        )


def _lies_inside(lon: float, lat: float) -> bool:
    district = the_district()
    boundary = recorded_boundary(district) if district else ()
    inside = is_inside(lon=np.array([lon]), lat=np.array([lat]), boundary=boundary)
    return cast(bool, inside[0].item())
