"""The district on a map, and what the map fetches."""

import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition

from fangcun.base.http import SignedInRequest, reader_page
from fangcun.core.places.queries import the_district
from fangcun.core.places.states import FacilityKind
from fangcun.doors.workspace.forms import MapForm
from fangcun.doors.workspace.queries import district as queries

GEOJSON = "application/geo+json"


@reader_page
def district_map(request: SignedInRequest) -> HttpResponse:
    """Page: what the district has, on a map and in a table."""
    form = MapForm(request.GET)
    communities = queries.measured_communities()
    glance = queries.glance(communities)
    wanted = form.wanted_subdistrict()
    return render(
        request,
        "workspace/district_map.html",
        {
            "section": "map",
            "district": the_district(),
            "form": form,
            "glance": glance,
            "communities": [c for c in communities if wanted in {"", c.row.subdistrict}],
            "words": _words(),
            "quota": {"quota": glance.quota, "target": glance.target},
            "tile_url": settings.TILE_URL,
            "tile_note": settings.TILE_NOTE,
        },
    )


def _version(_request: HttpRequest, **_which: str) -> str:
    return f'"{queries.version_of_answers()}"'


def _kept_by_browsers(answer: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Asked again each time, and sent again only when the records have changed."""
    return reader_page(gzip_page(condition(etag_func=_version)(answer)))  # type: ignore[return-value]


@_kept_by_browsers
def boundary(request: SignedInRequest) -> HttpResponse:
    """The outline of the district as GeoJSON, null where there is none."""
    return _as_json(queries.boundary())


@_kept_by_browsers
def layer(request: SignedInRequest, name: str) -> HttpResponse:
    """One layer of the map as GeoJSON."""
    if name not in queries.LAYERS:
        raise Http404
    return _as_json(queries.layer(name))


def _as_json(content: Any) -> HttpResponse:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text, content_type=GEOJSON, headers={"Cache-Control": "private, no-cache"})


def _words() -> dict[str, str]:
    """What the map says, in the language of the page."""
    return {
        "residents": _("人数"),
        "households": _("户数"),
        "elder_share": _("60岁及以上占比"),
        "share_65_up": _("65岁及以上占比"),
        "area": _("每百户服务面积"),
        "spaces": _("存量空间"),
        "facilities": _("设施"),
        "projects": _("进行中的项目"),
        "community": _("社区"),
        "floor_area": _("建筑面积"),
        "floor": _("楼层"),
        "access": _("出入口"),
        "step_free": _("无障碍"),
        "with_steps": _("有台阶"),
        "use": _("现用途"),
        "kind": _("类型"),
        "functions": _("功能"),
        "operator": _("运营机构"),
        "stage": _("阶段"),
        "demo": _("演示"),
        "more": _("查看详情"),
        "below_quota": _("低于底线{quota}㎡"),
        "below_target": _("{quota}至{target}㎡"),
        "on_target": _("达到目标{target}㎡"),
        "from_to": _("{from}至{to}"),
        "separator": _("、"),
        FacilityKind.COMPLEX.value: str(FacilityKind.COMPLEX.label),
        FacilityKind.INTERSPERSED.value: str(FacilityKind.INTERSPERSED.label),
    }
