"""Plans: the answer of a run, kept whole and in rows."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from fangcun.oversight.planning.models import (
    Plan,
    PlanCommunity,
    PlanFile,
    PlanFunction,
    PlanSpace,
    Run,
)
from fangcun.oversight.planning.rules.facts import pack_facts
from fangcun_planner.plans.facts import CommunityFacts, FunctionFacts, PlanFacts, SpaceFacts


@transaction.atomic
def keep_plan(
    *, run: Run, facts: PlanFacts, proof: bytes, files: Mapping[str, bytes], now: datetime
) -> Plan:
    """Keep a plan with everything that its pages, sheets and maps show."""
    packed = pack_facts(facts)
    plan = Plan.objects.create(
        run=run,
        made_at=now,
        facts=packed.facts,
        buildings=packed.buildings,
        proof=proof,
        status=facts.status,
        objective=facts.objective,
        bound=facts.bound,
        gap=facts.gap,
        seconds=facts.seconds,
        budget_fen=facts.budget_fen,
        cost_fen=facts.cost_fen,
        weighted_need=facts.weighted_need,
        persons_in_need=facts.persons_in_need,
        served_before=facts.served_before,
        served_after=facts.served_after,
        opened=len(facts.spaces),
    )
    names = {community.code: community.name for community in facts.communities}
    PlanFunction.objects.bulk_create(_functions(plan, facts.functions))
    PlanSpace.objects.bulk_create(_space(plan, space, names) for space in facts.spaces)
    PlanCommunity.objects.bulk_create(
        _community(plan, community, facts.spaces) for community in facts.communities
    )
    PlanFile.objects.bulk_create(
        PlanFile(plan=plan, name=name, content=content) for name, content in files.items()
    )
    return plan


def _functions(plan: Plan, functions: Iterable[FunctionFacts]) -> Iterable[PlanFunction]:
    for position, function in enumerate(functions):
        yield PlanFunction(
            plan=plan,
            position=position,
            code=function.code,
            name_zh=function.name.zh,
            name_en=function.name.en,
            is_priority=function.is_priority,
            need=function.need,
            served_before=function.served_before,
            served_after=function.served_after,
            placed=function.placed,
        )


def _space(plan: Plan, space: SpaceFacts, names: dict[str, str]) -> PlanSpace:
    return PlanSpace(
        plan=plan,
        space=space.id,
        name=space.name,
        community_code=space.community,
        community_name=names.get(space.community, ""),
        lon=space.lon,
        lat=space.lat,
        kind=space.kind,
        floor_area_m2=space.floor_area_m2,
        floor=space.floor,
        cost_fen=space.cost_fen,
        residents_in_reach=space.residents_in_reach,
        persons_served=sum(module.served for module in space.modules),
        value=space.value,
        modules=[asdict(module) for module in space.modules],
        why_zh=space.why.zh,
        why_en=space.why.en,
    )


def _community(
    plan: Plan, community: CommunityFacts, spaces: tuple[SpaceFacts, ...]
) -> PlanCommunity:
    return PlanCommunity(
        plan=plan,
        code=community.code,
        name=community.name,
        subdistrict=community.subdistrict,
        residents=community.residents,
        elders=community.elders,
        children=community.children,
        area_before_m2=community.area_before_m2,
        area_after_m2=community.area_after_m2,
        share_before=community.share_before,
        share_after=community.share_after,
        opened=len(community.chosen),
        cost_fen=sum(space.cost_fen for space in spaces if space.community == community.code),
    )
