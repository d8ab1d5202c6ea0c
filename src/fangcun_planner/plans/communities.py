"""One community, one plan 一社区一方案: facts and sentences for every community."""

from collections import defaultdict

import numpy as np

from fangcun_planner.district import Community
from fangcun_planner.plans.account import MORE_SHARE, Account
from fangcun_planner.plans.facts import CommunityFacts, LocalNeed, SpaceFacts
from fangcun_planner.plans.lack import lacking
from fangcun_planner.plans.money import open_ids
from fangcun_planner.plans.nothing_now import reason_for_nothing
from fangcun_planner.plans.premises import places_of
from fangcun_planner.plans.wording import area, listed, metres, money, percent, storey, told, within
from fangcun_planner.text import Text

KIND_NAMES = {
    "complex": Text("综合体", "complex"),
    "interspersed": Text("插花式", "interspersed facility"),
}
A_LITTLE = 0.005  # a share that would be printed as a change


def community_facts(account: Account, spaces: tuple[SpaceFacts, ...]) -> tuple[CommunityFacts, ...]:
    """Tell every community, in the order of the district."""
    chosen = defaultdict(list)
    for space in spaces:
        chosen[space.community].append(space)
    built_m2 = _built_area(account)
    return tuple(
        _facts(account, at, community, chosen[community.code], built_m2[community.code])
        for at, community in enumerate(account.plan.district.communities)
    )


def _facts(
    account: Account, at: int, community: Community, chosen: list[SpaceFacts], built_m2: float
) -> CommunityFacts:
    fitted_m2 = sum(module.floor_area_m2 for space in chosen for module in space.modules)
    return CommunityFacts(
        code=community.code,
        name=community.name,
        subdistrict=community.subdistrict,
        residents=community.residents,
        households=community.households,
        elders=community.elders,
        children=community.children,
        area_before_m2=built_m2,
        area_after_m2=built_m2 + fitted_m2,
        needs=_needs(account, at),
        chosen=tuple(space.id for space in chosen),
        share_before=float(account.share_before[at]),
        share_after=float(account.share_after[at]),
        lacking=lacking(account, at, built_m2),
        proposal=_proposal(account, at, chosen),
        with_more_money=_with_more_money(account, community),
    )


def _built_area(account: Account) -> dict[str, float]:
    built: dict[str, float] = defaultdict(float)
    for facility in account.plan.district.facilities:
        built[facility.community] += facility.floor_area_m2
    return built


def _needs(account: Account, at: int) -> tuple[LocalNeed, ...]:
    places = places_of(account.plan.district)
    needs = []
    for column, function in enumerate(account.plan.district.functions):
        place, walk_m = account.nearest.place[at, column], account.nearest.walk_m[at, column]
        needs.append(
            LocalNeed(
                function=function.code,
                need=float(account.need_by_community[at, column]),
                served_before=float(account.before.by_community[at, column]),
                served_after=float(account.after.by_community[at, column]),
                nearest=places[place].id if place >= 0 else None,
                nearest_name=places[place].name if place >= 0 else None,
                nearest_walk_m=float(walk_m) if place >= 0 else None,
            )
        )
    return tuple(needs)


def _proposal(account: Account, at: int, chosen: list[SpaceFacts]) -> Text:
    if not chosen:
        return told(
            [reason_for_nothing(account, at), *_neighbours_help(account, at), *_go_to(account, at)]
        )
    ways = [_way(space) for space in chosen]
    opening = Text(
        f"建议启用{len(chosen)}处存量空间：" + "；".join(way.zh for way in ways) + "。",
        f"Open {_spaces(len(chosen))}: " + "; ".join(way.en for way in ways) + ".",
    )
    return told([opening, _effect(account, at)])


def _spaces(count: int) -> str:
    return "one idle space" if count == 1 else f"{count} idle spaces"


def _way(space: SpaceFacts) -> Text:
    kind, cost, floor = KIND_NAMES[space.kind], money(space.cost_fen), storey(space.floor)
    rooms = listed([within(module.name) for module in space.modules])
    return Text(
        f"“{space.name}”（{kind.zh}，{area(space.floor_area_m2)}平方米，{floor.zh}），"
        f"设{rooms.zh}，投入{cost.zh}",
        f"“{space.name}” ({kind.en}, {area(space.floor_area_m2)} m², on {floor.en})"
        f" with {rooms.en}, for {cost.en}",
    )


def _effect(account: Account, at: int) -> Text:
    before, after = percent(account.share_before[at]), percent(account.share_after[at])
    return Text(
        f"实施后，本社区居民在步行范围内得到满足的需求（按急需程度计）由{before}升到{after}。"
        if account.share_after[at] > account.share_before[at] + A_LITTLE
        else f"实施后，本社区居民得到满足的需求（按急需程度计）为{after}，新设施主要服务相邻社区。",
        f"Of the community's need, weighted by urgency, {after} is then met within a walk"
        f" (today {before}).",
    )


def _neighbours_help(account: Account, at: int) -> list[Text]:
    """A sentence where the plan serves the community from next door."""
    if account.share_after[at] <= account.share_before[at] + A_LITTLE:
        return []
    before, after = percent(account.share_before[at]), percent(account.share_after[at])
    return [
        Text(
            f"邻近社区的新设施也服务本社区居民，得到满足的需求（按急需程度计）由{before}升到{after}。",
            f"New facilities next door serve this community too: {after} of its need, weighted by"
            f" urgency, is then met (today {before}).",
        )
    ]


def _go_to(account: Account, at: int) -> list[Text]:
    """Where to go for what is lacking most and is offered somewhere."""
    district = account.plan.district
    unmet = account.need_by_community[at] - account.after.by_community[at]
    urgent = unmet * [function.urgency for function in district.functions]
    for column in np.argsort(-urgent, kind="stable"):
        place = account.nearest.place[at, column]
        if unmet[column] >= 0.5 and place >= 0:
            name = places_of(district)[place].name
            walk = metres(float(account.nearest.walk_m[at, column]))
            function = district.functions[column].name
            return [
                Text(
                    f"离得最近的{function.zh}在“{name}”，平均步行约{walk}米。",
                    f"The nearest place for {within(function).en} is “{name}”,"
                    f" a walk of about {walk} m.",
                )
            ]
    return []


def _with_more_money(account: Account, community: Community) -> Text:
    if account.more is None:
        return Text("本次没有推算增加预算后的方案。", "A larger budget was not tried this time.")
    now, then = open_ids(account.plan), open_ids(account.more)
    here = {s.id: s.name for s in account.plan.district.spaces if s.community == community.code}
    opens = [here[space] for space in sorted(then - now) if space in here]
    closes = [here[space] for space in sorted(now - then) if space in here]
    budget = money(account.more.posed.problem.budget_fen)
    more = f"{MORE_SHARE:.0%}"
    start = Text(f"预算增加{more}（到{budget.zh}）时，", f"With {more} more money ({budget.en}), ")
    if not opens and not closes:
        return Text(
            start.zh + "本社区启用的空间不变。",
            start.en + "the same spaces open in this community.",
        )
    return _joined(start, opens, closes)


def _joined(start: Text, opens: list[str], closes: list[str]) -> Text:
    chinese, english = [], []
    if opens:
        chinese.append("本社区还会启用" + "、".join(f"“{name}”" for name in opens))
        english.append("this community also gets " + ", ".join(f"“{name}”" for name in opens))
    if closes:
        chinese.append("不再启用" + "、".join(f"“{name}”" for name in closes))
        english.append(", ".join(f"“{name}”" for name in closes) + " stays shut")
    return Text(start.zh + "，".join(chinese) + "。", start.en + "; ".join(english) + ".")
