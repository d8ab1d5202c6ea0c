"""The whole district as the planner reads it."""

from collections import defaultdict

from django.db.models import Exists, OuterRef, QuerySet

from fangcun.core.catalog.models import (
    FacilityFunction,
    Function,
    FunctionModule,
    ProjectFunction,
    Rule,
)
from fangcun.core.catalog.models.sourced import Sourced
from fangcun.core.catalog.rules import own_rules
from fangcun.core.places import queries as places
from fangcun.core.places.models import Facility, IdleSpace, Project
from fangcun.core.places.states import Stage
from fangcun_planner import district as planner
from fangcun_planner.text import Text

DECIDED = (Stage.PROPOSED, Stage.APPROVED, Stage.BUILDING, Stage.TRIAL)


class NothingImported(LookupError):
    """There is no district yet."""


def recorded_district() -> planner.District:
    """Everything on record; what was imported comes back equal, in the order of its codes."""
    return _district(IdleSpace.objects.all(), _facilities(Facility.objects.all()))


def district_for_planning() -> planner.District:
    """What a plan starts from: what is open and what has been decided, and the spaces left.

    A project on its way counts as the facility that it will be, so that nothing is planned
    twice; a closed one serves nobody, and its space is free again. NothingImported where there
    is no district yet.
    """
    of_facility = Project.objects.filter(facility=OuterRef("pk"))
    running = Facility.objects.exclude(
        Exists(of_facility.filter(stage=Stage.CLOSED))
        & ~Exists(of_facility.exclude(stage=Stage.CLOSED))
    )
    return _district(spaces_left(), _facilities(running) + _facilities_to_be())


def spaces_left() -> QuerySet[IdleSpace]:
    """Idle spaces that no project has taken and a plan may still open."""
    taken = Project.objects.filter(stage__in=(*DECIDED, Stage.OPEN), space__isnull=False)
    return IdleSpace.objects.exclude(pk__in=taken.values("space"))


def _district(
    spaces: QuerySet[IdleSpace], facilities: tuple[planner.ExistingFacility, ...]
) -> planner.District:
    row = places.the_district()
    if row is None:
        raise NothingImported
    return planner.District(
        name=row.name,
        communities=places.recorded_communities(),
        buildings=places.recorded_buildings(),
        spaces=places.recorded_spaces(spaces),
        facilities=facilities,
        functions=_functions(),
        rules=_rules(),
        options=places.recorded_options(row),
        boundary=places.recorded_boundary(row),
        streets=places.recorded_streets(),
    )


def _facilities(rows: QuerySet[Facility]) -> tuple[planner.ExistingFacility, ...]:
    capacity: dict[int, dict[str, float]] = defaultdict(dict)
    offers = FacilityFunction.objects.order_by("function__position", "pk")
    for facility, code, persons in offers.values_list("facility", "function__code", "capacity"):
        capacity[facility][code] = persons
    return tuple(
        planner.ExistingFacility(
            id=row.ref,
            name=row.name,
            community=row.community.code,
            lon=row.lon,
            lat=row.lat,
            floor_area_m2=row.floor_area_m2,
            capacity=capacity[row.pk],
            operator=row.operator_name,
            is_demo=row.is_demo,
        )
        for row in rows.select_related("community").order_by("ref")
    )


def _facilities_to_be() -> tuple[planner.ExistingFacility, ...]:
    """Projects that have been decided and have no facility yet, with what they will offer."""
    capacity: dict[int, dict[str, float]] = defaultdict(dict)
    offers = ProjectFunction.objects.filter(project__stage__in=DECIDED)
    for project, code, persons in offers.values_list("project", "function__code", "capacity"):
        capacity[project][code] = persons
    decided = Project.objects.filter(stage__in=DECIDED, facility=None, space__isnull=False)
    return tuple(
        planner.ExistingFacility(
            id=row.facility_ref,
            name=row.name,
            community=row.community.code,
            lon=row.space.lon,
            lat=row.space.lat,
            floor_area_m2=row.space.floor_area_m2,
            capacity=capacity[row.pk],
            is_demo=row.is_demo,
        )
        for row in decided.select_related("community", "space").order_by("pk")
        if row.space is not None
    )


def _functions() -> tuple[planner.Function, ...]:
    modules: dict[int, list[planner.Module]] = defaultdict(list)
    for module in FunctionModule.objects.order_by("position", "pk"):
        modules[module.function_id].append(_module(module))
    return tuple(
        planner.Function(
            code=row.code,
            name=Text(row.name_zh, row.name_en),
            need_rate=tuple(row.need_rate),
            urgency=row.urgency,
            is_priority=row.is_priority,
            reach_m=row.reach_m,
            elder_reach_m=row.elder_reach_m,
            lowest_floor=row.lowest_floor,
            highest_floor=row.highest_floor,
            needs_step_free=row.needs_step_free,
            modules=tuple(modules[row.pk]),
            source=_source(row),
        )
        for row in Function.objects.order_by("position", "pk")
    )


def _module(row: FunctionModule) -> planner.Module:
    return planner.Module(
        code=row.code,
        name=Text(row.name_zh, row.name_en),
        floor_area_m2=row.floor_area_m2,
        capacity=row.capacity,
        equipment_fen=row.equipment_fen,
        source=_source(row),
    )


def _rules() -> tuple[planner.Rule, ...]:
    return tuple(
        planner.Rule(
            code=row.code,
            name=Text(row.name_zh, row.name_en),
            value=row.value,
            unit=row.unit,
            source=_source(row),
        )
        for row in Rule.objects.exclude(code__in=own_rules()).order_by("position", "pk")
    )


def _source(row: Sourced) -> planner.Source:
    return planner.Source(
        text=row.source, checked_on=row.checked_on, standing=planner.Standing(row.standing)
    )
