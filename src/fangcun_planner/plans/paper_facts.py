"""What stands on a community's paper: figures already worded, because typst only sets them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from fangcun_planner.district import Standing
from fangcun_planner.plans.document import OfDistrict, Plain, is_demo
from fangcun_planner.plans.drawing import Frame
from fangcun_planner.plans.facts import BuildingFacts, CommunityFacts, PlanFacts, SpaceFacts
from fangcun_planner.plans.page import KIND_NAMES, shade
from fangcun_planner.plans.wording import area, metres, money, percent, persons, storey
from fangcun_planner.siting.problem import Floats

# 西安市: what each project's scheme must state (一项目一方案)
FORM = (
    "建设主体",
    "服务运营主体",
    "服务项目",
    "普惠收费标准",
    "合作运营模式",
    "监督管理",
    "各方责任义务",
)
FORM_SOURCE = "栏目依据西安市嵌入式服务设施管理规定中“一项目一方案”应载明的内容。"
SOURCES_SHOWN = (
    "complex_min_area_m2",
    "complex_min_functions",
    "complex_min_priority",
    "interspersed_max_functions",
    "quota_m2_per_100_households",
    "detour_factor",
    "elder_and_child_weight",
    "equity_weight",
)
MAP_WIDTH_MM, MAP_MOST_MM, AROUND_M = 172.0, 74.0, 350.0


@dataclass(frozen=True, slots=True, eq=False)
class PaperContext:
    """A plan sorted by community once, for all papers."""

    plan: OfDistrict
    facts: PlanFacts
    buildings: dict[str, list[BuildingFacts]]
    spaces: dict[str, list[SpaceFacts]]
    lon: Floats
    lat: Floats

    @classmethod
    def of(cls, plan: OfDistrict, facts: PlanFacts) -> "PaperContext":
        """Sort buildings and chosen spaces by community."""
        buildings, spaces = defaultdict(list), defaultdict(list)
        for building in facts.buildings:
            buildings[building.community].append(building)
        for space in facts.spaces:
            spaces[space.community].append(space)
        lon = np.array([building.lon for building in facts.buildings], dtype=np.float64)
        lat = np.array([building.lat for building in facts.buildings], dtype=np.float64)
        return cls(plan, facts, buildings, spaces, lon, lat)

    def within(self, frame: Frame) -> list[int]:
        """Indices of the buildings inside a picture."""
        west, south, east, north = frame.degrees()
        inside = (self.lon >= west) & (self.lon <= east) & (self.lat >= south) & (self.lat <= north)
        return [int(at) for at in np.flatnonzero(inside)]


def paper_facts(
    context: PaperContext, community: CommunityFacts, filled: Mapping[str, str]
) -> dict[str, Plain]:
    """Everything the template sets for one community; `filled` by the names of `FORM`."""
    return {
        "title": f"{community.name} 一社区一方案",
        "district": context.facts.district,
        "name": community.name,
        "subdistrict": community.subdistrict,
        "code": community.code,
        "is_demo": is_demo(context.plan),
        "figures": _figures(community),
        "lacking": community.lacking.zh,
        "needs": _needs(context, community),
        "proposal": community.proposal.zh,
        "spaces": [_space(space) for space in context.spaces[community.code]],
        "gap": _gap(context, community),
        "form": [[name, filled.get(name, "")] for name in FORM],
        "form_source": FORM_SOURCE,
        "walks": context.facts.walks.zh,
        "sources": _sources(context.plan),
        "map": _map(context, community),
    }


def _figures(community: CommunityFacts) -> Plain:
    per_100 = community.area_after_m2 / community.households * 100 if community.households else 0.0
    return [
        ["居民", f"{persons(community.residents)}人"],
        ["60岁及以上", f"{persons(community.elders)}人"],
        ["18岁以下", f"{persons(community.children)}人"],
        ["方案后每百户面积", f"{area(per_100)}㎡"],
        [
            "需求满足（按急需）",
            f"{percent(community.share_before)} → {percent(community.share_after)}",
        ],
    ]


def _needs(context: PaperContext, community: CommunityFacts) -> Plain:
    functions = {function.code: function for function in context.facts.functions}
    rows: list[Plain] = []
    for need in community.needs:
        before, after = (
            min(1.0, served / need.need) if need.need else 1.0
            for served in (need.served_before, need.served_after)
        )
        nearest = (
            f"{need.nearest_name}，约{metres(need.nearest_walk_m)}米"
            if need.nearest_name and need.nearest_walk_m is not None
            else "区内尚无"
        )
        rows.append(
            {
                "name": functions[need.function].name.zh,
                "is_priority": functions[need.function].is_priority,
                "need": persons(need.need),
                "before": persons(need.served_before),
                "after": persons(need.served_after),
                "share_before": before,
                "share_after": after,
                "share": percent(after) if need.need else "–",
                "nearest": nearest,
            }
        )
    return rows


def _space(space: SpaceFacts) -> Plain:
    return {
        "name": space.name,
        "kind": KIND_NAMES[space.kind].zh,
        "about": f"{area(space.floor_area_m2)}平方米 · {storey(space.floor).zh} · "
        f"投入{money(space.cost_fen).zh}（其中开办费{money(space.opening_fen).zh}） · "
        f"服务步行范围内居民{persons(space.residents_in_reach)}人",
        "modules": [
            [
                module.name.zh,
                f"{area(module.floor_area_m2)}㎡",
                f"{persons(module.capacity)}人",
                f"{persons(module.served)}人",
                money(module.cost_fen).zh,
            ]
            for module in space.modules
        ],
        "why": space.why.zh,
    }


def _gap(context: PaperContext, community: CommunityFacts) -> str:
    """What stays unmet after the plan, in plain words, and what more money would change."""
    names = {function.code: function.name.zh for function in context.facts.functions}
    left = {need.function: need.need - need.served_after for need in community.needs}
    worst = sorted((code for code in left if left[code] >= 0.5), key=lambda code: -left[code])[:4]
    unmet = "、".join(f"{names[code]}{persons(left[code])}人" for code in worst)
    still = f"方案实施后仍有缺口：{unmet}。" if worst else "方案实施后，各项需求都能得到满足。"
    return still + community.with_more_money.zh


def _sources(plan: OfDistrict) -> Plain:
    return [
        {
            "name": rule.name.zh,
            "value": f"{rule.value:g}{rule.unit}",
            "unverified": rule.source.standing is not Standing.VERIFIED,
            "text": rule.source.text,
        }
        for code in SOURCES_SHOWN
        for rule in plan.district.rules
        if rule.code == code
    ]


def _map(context: PaperContext, community: CommunityFacts) -> Plain:
    """Buildings and places of the community and just around it, in millimetres of paper."""
    mine = context.buildings[community.code]
    here = [s for s in context.plan.district.spaces if s.community == community.code]
    points = [(b.lon, b.lat) for b in mine] + [(s.lon, s.lat) for s in here]
    if not points:
        return None
    frame = Frame.around(
        points, width=MAP_WIDTH_MM, margin=8, highest=MAP_MOST_MM, around_m=AROUND_M
    )
    near = context.within(frame)
    near.sort(key=lambda at: context.facts.buildings[at].community == community.code)
    dots: list[Plain] = []
    for building in (context.facts.buildings[at] for at in near):
        share = sum(building.share_after) / max(1, len(building.share_after))
        is_mine = building.community == community.code
        dots.append(
            [*frame.place(building.lon, building.lat), shade(round(share * 100)), int(is_mine)]
        )
    return {
        "height": round(frame.height, 1),
        "scale": round(frame.units(200), 2),
        "dots": dots,
        "marks": _marks(context, frame),
    }


def _marks(context: PaperContext, frame: Frame) -> Plain:
    kinds = {space.id: space.kind for space in context.facts.spaces}
    places = [(s.lon, s.lat, kinds.get(s.id, "shut")) for s in context.plan.district.spaces]
    places += [(f.lon, f.lat, "existing") for f in context.plan.district.facilities]
    places.sort(key=lambda place: place[2] != "shut")
    drawn = [(*frame.place(lon, lat), kind) for lon, lat, kind in places]
    return [[x, y, kind] for x, y, kind in drawn if frame.holds(x, y)]
