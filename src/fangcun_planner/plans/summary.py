"""The plan on half a page: what it does, what it costs, how good it is."""

from collections.abc import Sequence
from math import isfinite

from fangcun_planner.plans.facts import PlanFacts
from fangcun_planner.plans.wording import at_most, money, persons
from fangcun_planner.text import Text

DEMO = Text(
    "演示数据：位置、人口和空间均为合成，边界为示意，不能用于决策。",
    "Demonstration data: positions, residents and spaces are made up and the boundary is a"
    " sketch; not for decisions.",
)

A_UNIT = 0.5  # of need; less is printed as 0


def headline(facts: PlanFacts) -> Sequence[tuple[Text, Text]]:
    """Name and content of each line, the most important first."""
    complexes = sum(space.kind == "complex" for space in facts.spaces)
    cost, budget = money(facts.cost_fen), money(facts.budget_fen)
    count = len(facts.spaces)
    return [
        (Text("区", "District"), Text(facts.district, facts.district)),
        (
            Text("启用空间", "Spaces to open"),
            Text(
                f"{count}处（综合体{complexes}处，插花式{count - complexes}处）",
                f"{count} ({complexes} complexes, {count - complexes} interspersed)",
            ),
        ),
        (
            Text("投入", "Money"),
            Text(f"{cost.zh}，预算{budget.zh}", f"{cost.en} of {budget.en}"),
        ),
        (Text("满足需求", "Need met"), met(facts)),
        (Text("方案有多好", "How good it is"), how_good(facts)),
        *_last_money(facts),
        *_more_money(facts),
        (Text("步行", "Walks"), facts.walks),
        (
            Text("计算", "Computed"),
            Text(
                f"用时{facts.seconds:.1f}秒，随机种子{facts.seed}",
                f"{facts.seconds:.1f} seconds, seed {facts.seed}",
            ),
        ),
    ]


def met(facts: PlanFacts) -> Text:
    """Persons in need and how many are served, before and after."""
    need, before, after = (
        persons(count) for count in (facts.persons_in_need, facts.served_before, facts.served_after)
    )
    return Text(
        f"{need}人次需求中，现在满足{before}人次，方案后满足{after}人次",
        f"of {need} personal needs, {before} are met today and {after} after the plan",
    )


def how_good(facts: PlanFacts) -> Text:
    """The proof in one sentence; never more is claimed than is proven."""
    if facts.gap < 1e-6:
        return Text(
            "可以证明：没有方案比它更好。", "It is proven that no plan is better than this one."
        )
    if not isfinite(facts.gap):
        return Text(
            "方案还没有服务任何人，无法说出与最优的差距。",
            "The plan serves nobody yet, so its distance from the best cannot be told.",
        )
    gap = at_most(facts.gap)
    return Text(
        f"可以证明：任何方案至多比它多满足{gap}的需求（按急需程度计）。",
        f"It is proven that no plan can serve more than {gap} more (by weighted need).",
    )


def marks(facts: PlanFacts, *, is_demo: bool) -> list[Text]:
    """What a reader has to know before trusting a figure."""
    unverified = Text(
        "标“待核”的规则与参数尚未核实来源，可在工作簿中修改后重算。",
        "Rules and figures marked 待核 are not verified; change them in the workbook and plan"
        " again.",
    )
    return [DEMO, unverified] if is_demo else [unverified]


def _last_money(facts: PlanFacts) -> list[tuple[Text, Text]]:
    less = facts.less_money
    if less is None:
        return []
    lost = facts.objective - less.objective
    saved = money(facts.budget_fen - less.budget_fen)
    name = Text(f"最后的{saved.zh}", f"The last {saved.en}")
    if lost < A_UNIT:
        return [(name, Text("没有带来可见的增加", "bring nothing that shows"))]
    return [(name, _units(lost, Text("多满足", "meet")))]


def _more_money(facts: PlanFacts) -> list[tuple[Text, Text]]:
    more = facts.more_money
    if more is None:
        return []
    gained, budget = more.objective - facts.objective, money(more.budget_fen)
    name = Text(f"预算增至{budget.zh}", f"With {budget.en}")
    if gained < A_UNIT:
        return [(name, Text("没有找到更好的方案", "no better plan was found"))]
    units = _units(gained, Text("可再多满足", "meet"))
    opens, closes = len(more.opens), len(more.closes)
    return [
        (
            name,
            Text(
                f"{units.zh}，多启用{opens}处、少启用{closes}处",
                f"{units.en}; {opens} more spaces open, {closes} fewer",
            ),
        )
    ]


def _units(value: float, verb: Text) -> Text:
    """Weighted need as a count; a unit weighs more the more urgent it is."""
    count = persons(value)
    return Text(
        f"{verb.zh}约{count}份需求（越急需，计得越重）",
        f"{verb.en} about {count} more units of need (urgent needs count more)",
    )
