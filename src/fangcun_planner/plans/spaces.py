"""The chosen spaces: what goes in, for how much, who is in reach, and why this one."""

import numpy as np

from fangcun_planner.plans.account import Account
from fangcun_planner.plans.facts import ModuleFacts, SpaceFacts
from fangcun_planner.plans.people import reach_m
from fangcun_planner.plans.premises import modules_of
from fangcun_planner.plans.wording import persons, told
from fangcun_planner.plans.worth import worth_of_openings
from fangcun_planner.siting.marginal import SpaceValue
from fangcun_planner.siting.problem import Floats
from fangcun_planner.text import Text

A_UNIT = 0.5  # of met need; less is printed as 0


def space_facts(account: Account) -> tuple[SpaceFacts, ...]:
    """Tell every space that the plan opens, in the order of the district."""
    answer = account.plan.answer
    worth = worth_of_openings(account.plan)
    in_reach = _residents_in_reach(account)
    return tuple(
        _facts(account, int(at), worth[int(at)], int(in_reach[at]))
        for at in np.flatnonzero(answer.is_open)
    )


def _facts(account: Account, at: int, worth: SpaceValue, in_reach: int) -> SpaceFacts:
    plan, problem = account.plan, account.plan.posed.problem
    space, is_complex = plan.district.spaces[at], bool(plan.answer.is_complex[at])
    modules = _modules(account, at)
    opening_fen = int(problem.kind_cost_fen[at, int(is_complex)])
    spaces = plan.district.spaces
    return SpaceFacts(
        id=space.id,
        name=space.name,
        community=space.community,
        lon=space.lon,
        lat=space.lat,
        kind="complex" if is_complex else "interspersed",
        floor_area_m2=space.floor_area_m2,
        floor=space.floor,
        cost_fen=opening_fen + sum(module.cost_fen for module in modules),
        opening_fen=opening_fen,
        modules=modules,
        residents_in_reach=in_reach,
        value=worth.loss,
        next_best=None if worth.replacement is None else spaces[worth.replacement].id,
        next_best_loss=None if worth.replacement is None else worth.loss_then,
        why=_why(account, at, in_reach, worth),
    )


def _modules(account: Account, at: int) -> tuple[ModuleFacts, ...]:
    plan, all_modules = account.plan, modules_of(account.plan.district)
    facts = []
    for column, index in enumerate(plan.answer.module_at[at]):
        if index < 0:
            continue
        function, module = all_modules[index]
        facts.append(
            ModuleFacts(
                function=function.code,
                module=module.code,
                name=module.name,
                floor_area_m2=module.floor_area_m2,
                capacity=module.capacity,
                served=float(account.after.by_place[at, column]),
                cost_fen=int(plan.posed.problem.module_cost_fen[at, index]),
            )
        )
    return tuple(facts)


def _residents_in_reach(account: Account) -> Floats:
    """(S,) Residents who live within the farthest reach of what a place offers after the plan."""
    walks, district = account.plan.posed.walks, account.plan.district
    farthest = np.where(account.offers, reach_m(district).max(axis=1), 0.0).max(axis=1)
    residents = np.array([b.residents for b in district.buildings], dtype=np.float64)
    near = walks.metres <= farthest[walks.target]
    return np.bincount(
        walks.target[near], weights=residents[walks.origin[near]], minlength=farthest.size
    ).astype(np.float64)


def _why(account: Account, at: int, in_reach: int, worth: SpaceValue) -> Text:
    district = account.plan.district
    space = district.spaces[at]
    sentences = [
        Text(
            f"服务所及的步行范围内住着{in_reach:,}人。",
            f"{in_reach:,} people live within a walk of its services.",
        )
    ]
    if space.id in district.options.must_open:
        sentences.append(
            Text("这处空间由规划人员指定启用。", "The planner has marked it as must open.")
        )
    sentences.append(
        Text(
            f"不启用它，全区要少满足约{persons(worth.loss)}份需求（越急需，计得越重）。",
            f"Without it the district would lose about {persons(worth.loss)} units of met need"
            " (urgent needs count more).",
        )
    )
    sentences.append(_replacement(account, worth))
    return told(sentences)


def _replacement(account: Account, worth: SpaceValue) -> Text:
    if worth.replacement is None:
        return Text(
            "同样的钱，没有别的空间可以替代它。",
            "For the same money no other space could make up for it.",
        )
    name = account.plan.district.spaces[worth.replacement].name
    if worth.loss_then < A_UNIT:
        return Text(
            f"同样的钱用在“{name}”，效果相当。",
            f"For the same money “{name}” would do as well.",
        )
    return Text(
        f"同样的钱最能替代它的是“{name}”，换过去仍要少满足约{persons(worth.loss_then)}份。",
        f"For the same money “{name}” would come closest, and still lose about"
        f" {persons(worth.loss_then)} of them.",
    )
