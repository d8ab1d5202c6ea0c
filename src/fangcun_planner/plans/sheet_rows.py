"""The rows of each sheet of plan.xlsx, and what its columns are called."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fangcun_planner.district import Standing
from fangcun_planner.plans.document import is_demo
from fangcun_planner.plans.facts import PlanFacts
from fangcun_planner.plans.plan import DistrictPlan
from fangcun_planner.plans.summary import headline, marks
from fangcun_planner.plans.wording import listed
from fangcun_planner.text import Text

Rows = Sequence[str | float | None]
FEN_PER_YUAN = 100
KINDS = {"complex": "综合体 complex", "interspersed": "插花式 interspersed"}
STANDINGS = {
    Standing.VERIFIED: "已核 verified",
    Standing.SECONDARY: "转引，待核 secondary",
    Standing.DERIVED: "推算，待核 derived",
    Standing.UNVERIFIED: "待核 unverified",
}


class Column(NamedTuple):
    """One column: name, kind (a number format of `sheets`, or "sentence") and width."""

    name: Text
    kind: str
    width: int


Sheet = tuple[Sequence[Column], Iterable[Rows]]


def _column(chinese: str, english: str, kind: str, width: int) -> Column:
    return Column(Text(chinese, english), kind, width)


def overview_rows(plan: DistrictPlan, facts: PlanFacts) -> Sheet:
    """The plan on half a page: one figure or sentence a row."""
    columns = [
        _column("项目", "Item", "text", 34),
        _column("内容", "Value", "sentence", 60),
        _column("English", "English", "sentence", 60),
    ]
    rows = [(name.zh, value.zh, f"{name.en}: {value.en}") for name, value in headline(facts)]
    rows += [("说明", mark.zh, mark.en) for mark in marks(facts, is_demo=is_demo(plan))]
    return columns, rows


def space_rows(plan: DistrictPlan, facts: PlanFacts) -> Sheet:
    """Every space that opens, with its modules, cost and reason."""
    columns = [
        _column("空间编号", "Space", "text", 14),
        _column("名称", "Name", "sentence", 30),
        _column("社区", "Community", "text", 16),
        _column("类型", "Kind", "text", 18),
        _column("面积（㎡）", "Area (m²)", "area", 11),
        _column("楼层", "Floor", "number", 7),
        _column("设置功能", "Modules", "sentence", 34),
        _column("投入", "Cost", "money", 17),
        _column("其中开办费", "Of it opening", "money", 16),
        _column("步行范围居民", "Residents in reach", "count", 13),
        _column("服务人数", "Persons served", "count", 11),
        _column("无此空间少满足的需求", "Lost without it", "count", 14),
        _column("最佳替代", "Next best", "text", 14),
        _column("替代后仍少", "Still lost then", "count", 12),
        _column("为什么选它", "Why this space", "sentence", 60),
        _column("演示", "Demo", "text", 7),
    ]
    names = {community.code: community.name for community in plan.district.communities}
    demo = {space.id: space.is_demo for space in plan.district.spaces}
    rows = [
        (
            space.id,
            space.name,
            names[space.community],
            KINDS[space.kind],
            space.floor_area_m2,
            space.floor,
            listed([module.name for module in space.modules]).zh,
            space.cost_fen / FEN_PER_YUAN,
            space.opening_fen / FEN_PER_YUAN,
            space.residents_in_reach,
            sum(module.served for module in space.modules),
            space.value,
            space.next_best,
            space.next_best_loss,
            f"{space.why.zh}\n{space.why.en}",
            "演示" if demo[space.id] else None,
        )
        for space in facts.spaces
    ]
    return columns, rows


def community_rows(plan: DistrictPlan, facts: PlanFacts) -> Sheet:
    """One row per community, one plan 一社区一方案, with the served share of every function."""
    columns = [
        _column("社区代码", "Code", "text", 15),
        _column("社区", "Community", "text", 16),
        _column("街道", "Subdistrict", "text", 14),
        _column("居民", "Residents", "count", 10),
        _column("户数", "Households", "count", 10),
        _column("老人", "Elders", "count", 9),
        _column("儿童", "Children", "count", 9),
        _column("现有面积（㎡）", "Area today (m²)", "area", 12),
        _column("方案后面积", "Area after", "area", 12),
        _column("现满足比例", "Met today", "share", 10),
        _column("方案后比例", "Met after", "share", 10),
        *[_column(f.name.zh, f.name.en, "share", 11) for f in facts.functions],
        _column("缺什么", "Lacking", "sentence", 60),
        _column("怎么补", "Proposal", "sentence", 60),
        _column("钱再多一些", "With more money", "sentence", 40),
    ]
    rows = [
        (
            c.code,
            c.name,
            c.subdistrict,
            c.residents,
            c.households,
            c.elders,
            c.children,
            c.area_before_m2,
            c.area_after_m2,
            c.share_before,
            c.share_after,
            *[need.served_after / need.need if need.need else None for need in c.needs],
            c.lacking.zh,
            c.proposal.zh,
            c.with_more_money.zh,
        )
        for c in facts.communities
    ]
    return columns, rows


def function_rows(facts: PlanFacts) -> Sheet:
    """Need and service of every function over the district."""
    columns = [
        _column("功能", "Function", "text", 22),
        _column("英文", "English", "text", 26),
        _column("优先", "Comes first", "text", 10),
        _column("需求人数", "In need", "count", 12),
        _column("现服务", "Served today", "count", 12),
        _column("方案后", "Served after", "count", 12),
        _column("现满足比例", "Met today", "share", 11),
        _column("方案后比例", "Met after", "share", 11),
        _column("新设处数", "New rooms", "count", 10),
    ]
    rows = [
        (
            f.name.zh,
            f.name.en,
            "是 yes" if f.is_priority else None,
            f.need,
            f.served_before,
            f.served_after,
            f.served_before / f.need if f.need else None,
            f.served_after / f.need if f.need else None,
            f.placed,
        )
        for f in facts.functions
    ]
    return columns, rows


def measure_rows(facts: PlanFacts) -> Sheet:
    """Accessibility of every function, today and after the plan."""
    circles = [
        _column(f"{limit_m:g}米内人数比例", f"Within {limit_m:g} m", "share", 13)
        for limit_m in facts.circles_m
    ]
    columns = [
        _column("功能", "Function", "text", 24),
        _column("英文", "English", "text", 28),
        _column("何时", "When", "text", 16),
        *circles,
        _column("每百人可及服务（人）", "Places per 100 in need", "area", 16),
        _column("最差十分之一", "Worst tenth", "area", 13),
        _column("基尼系数", "Gini", "number", 10),
    ]
    names = {function.code: function.name for function in facts.functions}
    rows: list[Rows] = [
        (
            names[one.function].zh,
            names[one.function].en,
            when,
            *reached.within,
            reached.per_100,
            reached.worst_per_100,
            round(reached.gini, 3),
        )
        for one in facts.measures
        for when, reached in (("现在 today", one.before), ("方案后 after", one.after))
    ]
    return columns, rows


def building_rows(plan: DistrictPlan, facts: PlanFacts) -> Sheet:
    """Every building and which share of each need is met after the plan."""
    columns = [
        _column("楼栋", "Building", "text", 16),
        _column("社区", "Community", "text", 16),
        _column("经度", "Longitude", "degrees", 12),
        _column("纬度", "Latitude", "degrees", 12),
        _column("居民", "Residents", "count", 10),
        *[_column(f.name.zh, f.name.en, "share", 11) for f in facts.functions],
    ]
    names = {community.code: community.name for community in plan.district.communities}
    rows: Iterable[Rows] = (
        (b.id, names[b.community], b.lon, b.lat, b.residents, *b.share_after)
        for b in facts.buildings
    )
    return columns, rows


def rule_rows(plan: DistrictPlan) -> Sheet:
    """Every threshold with its source, and how well it is known."""
    columns = [
        _column("规则", "Rule", "text", 30),
        _column("英文", "English", "text", 38),
        _column("值", "Value", "number", 11),
        _column("单位", "Unit", "text", 12),
        _column("核实", "Standing", "text", 22),
        _column("核对日期", "Checked on", "text", 12),
        _column("来源", "Source", "sentence", 80),
    ]
    named = [(r.name, r.value, r.unit, r.source) for r in plan.district.rules]
    named += [(f.name, f.urgency, "急需程度", f.source) for f in plan.district.functions]
    rows = [
        (
            name.zh,
            name.en,
            value,
            unit,
            STANDINGS[source.standing],
            source.checked_on.isoformat() if source.checked_on else None,
            source.text,
        )
        for name, value, unit, source in named
    ]
    return columns, rows
