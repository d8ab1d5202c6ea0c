"""Why a community gets nothing now: the reason, worked out and not guessed."""

import numpy as np

from fangcun_planner.district import IdleSpace
from fangcun_planner.plans.account import LESS_FEN, Account
from fangcun_planner.plans.lack import A_PERSON
from fangcun_planner.plans.people import urgency_of
from fangcun_planner.plans.premises import floor_refusal
from fangcun_planner.plans.wording import area, listed, money, persons, storey, within
from fangcun_planner.siting import Decision
from fangcun_planner.siting.problem import Longs
from fangcun_planner.text import Text

NOTHING = Text("本社区目前不安排新设施：", "Nothing new is planned here now: ")
SPACES_NAMED = 3


def reason_for_nothing(account: Account, at: int) -> Text:
    """One sentence: no space, none that fits, nobody left to serve, or money goes further."""
    because = _because(account, at)
    return Text(f"{NOTHING.zh}{because.zh}", f"{NOTHING.en}{because.en}")


def _because(account: Account, at: int) -> Text:
    problem, options = account.plan.posed.problem, account.plan.district.options
    mine = np.flatnonzero(problem.space_community[: len(account.plan.district.spaces)] == at)
    if not mine.size:
        return Text("社区内没有登记存量空间。", "no idle space is registered in the community.")
    free = mine[problem.space_decision[mine] != Decision.MUST_NOT_OPEN]
    if not free.size:
        return Text(
            "社区内的存量空间都已指定不启用。", "every idle space here is marked as not to open."
        )
    fitting = free[account.openings.fits[free]]
    if not fitting.size:
        return _nothing_fits(account, free)
    useful = fitting[account.openings.persons[fitting] >= A_PERSON]
    if not useful.size:
        return Text(
            "走得到这里存量空间的居民，需求已有着落，再开也没有可服务的人。",
            "the people who could walk to its idle spaces are served already.",
        )
    if (
        options.open_at_most is not None
        and account.plan.answer.is_open.sum() >= options.open_at_most
    ):
        return Text(
            f"全区新开数量已到上限（{options.open_at_most}处），别处更需要。",
            f"the limit of {options.open_at_most} openings is reached, and others need it more.",
        )
    return _money_goes_further(account, useful)


def _nothing_fits(account: Account, spaces: Longs) -> Text:
    district = account.plan.district
    refusals = [_refusal(account, district.spaces[at]) for at in spaces[:SPACES_NAMED]]
    more = spaces.size - len(refusals)
    count = Text(
        f"社区内{spaces.size}处存量空间都不合条件，",
        f"none of its {spaces.size} idle spaces fits; "
        if spaces.size > 1
        else "its only idle space does not fit; ",
    )
    rest = Text(f"，另有{more}处同样不合条件", f", and {more} more") if more else Text("", "")
    told = listed(refusals)
    return Text(f"{count.zh}{told.zh}{rest.zh}。", f"{count.en}{told.en}{rest.en}.")


def _refusal(account: Account, space: IdleSpace) -> Text:
    """The rule that keeps every allowed facility out of a space."""
    district = account.plan.district
    wanted = [f for f in district.functions if urgency_of(f, district.options) > 0]
    if district.rule("interspersed_min_priority") > 0:
        wanted = [f for f in wanted if f.is_priority]
    roomy = [
        f
        for f in wanted
        if any(module.floor_area_m2 <= space.floor_area_m2 for module in f.modules)
    ]
    if not roomy:
        return Text(
            f"“{space.name}”只有{area(space.floor_area_m2)}平方米，放不下一项优先功能",
            f"“{space.name}” has only {area(space.floor_area_m2)} m², too small for any of the"
            " functions that come first",
        )
    refusals = {floor_refusal(space, function) for function in roomy}
    names = listed([within(f.name) for f in roomy])
    if "floor" in refusals:
        floor = storey(space.floor)
        return Text(
            f"“{space.name}”在{floor.zh}，不能设{names.zh}",
            f"“{space.name}” is on {floor.en}, where {names.en} may not be",
        )
    if "steps" in refusals:
        return Text(
            f"“{space.name}”进出有台阶，不能设{names.zh}",
            f"“{space.name}” has steps, so {names.en} may not be there",
        )
    return Text(
        f"“{space.name}”按所设条件没有可用的功能组合",
        f"“{space.name}” has no set of functions that keeps the conditions",
    )


def _money_goes_further(account: Account, spaces: Longs) -> Text:
    openings, district = account.openings, account.plan.district
    ratio = openings.value[spaces] / np.maximum(openings.cost_fen[spaces], 1)
    at = int(spaces[np.argmax(ratio)])
    here, there = float(ratio.max()) * LESS_FEN, account.value_of_last_money
    cost, step = money(openings.cost_fen[at]), money(LESS_FEN)
    name, served = district.spaces[at].name, persons(openings.persons[at])
    offer = Text(
        f"这里最合算的是“{name}”，投入{cost.zh}可多服务约{served}人；",
        f"its best space is “{name}”, where {cost.en} would serve about {served} more; ",
    )
    if here <= there:
        return Text(
            f"{offer.zh}同样每{step.zh}，用在这里约满足{persons(here)}份需求，"
            f"用在方案选中的地方约满足{persons(there)}份（越急需，计得越重），所以先用在别处。",
            f"{offer.en}{step.en} meet about {persons(here)} units of need here and about"
            f" {persons(there)} where the plan spends it (urgent needs count more), so the money"
            " goes there first.",
        )
    left_fen = account.plan.posed.problem.budget_fen - account.plan.answer.cost_fen
    if openings.cost_fen[at] > left_fen:
        left = money(left_fen)
        return Text(
            f"{offer.zh}方案用后只剩{left.zh}，不够启用它；如需优先，可指定启用后再算一次。",
            f"{offer.en}the plan leaves {left.en}, which does not pay for it; to put it first,"
            " mark it as must open and plan again.",
        )
    return Text(
        f"{offer.zh}本次求解没有选它；如需优先，可指定启用后再算一次。",
        f"{offer.en}this run did not choose it; to put it first, mark it as must open and plan"
        " again.",
    )
