"""The whole district as the planner reads it."""

from collections import defaultdict

from django.db.models import QuerySet

from fangcun.core.catalog.models import FacilityFunction, Function, FunctionModule, Rule
from fangcun.core.catalog.models.sourced import Sourced
from fangcun.core.places import queries as places
from fangcun.core.places.models import Facility, IdleSpace
from fangcun.core.places.states import Stage
from fangcun_planner import district as planner
from fangcun_planner.text import Text

IN_USE = (Stage.TRIAL, Stage.OPEN)


class NothingImported(LookupError):
    """There is no district yet."""


def recorded_district() -> planner.District:
    """Everything on record; what was imported comes back equal, in the order of its codes."""
    return _district(IdleSpace.objects.all())


def district_for_planning() -> planner.District:
    """What a plan starts from: as recorded, without the spaces that a project has already opened.

    NothingImported where there is no district yet.
    """
    in_use = IdleSpace.objects.filter(projects__stage__in=IN_USE)
    return _district(IdleSpace.objects.exclude(pk__in=in_use.values("pk")))


def _district(spaces: QuerySet[IdleSpace]) -> planner.District:
    row = places.the_district()
    if row is None:
        raise NothingImported
    return planner.District(
        name=row.name,
        communities=places.recorded_communities(),
        buildings=places.recorded_buildings(),
        spaces=places.recorded_spaces(spaces),
        facilities=_facilities(),
        functions=_functions(),
        rules=_rules(),
        options=places.recorded_options(row),
        boundary=places.recorded_boundary(row),
        streets=places.recorded_streets(),
    )


def _facilities() -> tuple[planner.ExistingFacility, ...]:
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
        for row in Facility.objects.select_related("community").order_by("ref")
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
        for row in Rule.objects.order_by("position", "pk")
    )


def _source(row: Sourced) -> planner.Source:
    return planner.Source(
        text=row.source, checked_on=row.checked_on, standing=planner.Standing(row.standing)
    )
