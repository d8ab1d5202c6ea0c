"""Functions with their modules, and what facilities offer of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from fangcun.core.catalog.models import FacilityFunction, Function, FunctionModule
from fangcun.core.places.actions.replaced import drop_rows, write_rows
from fangcun.core.places.models import Facility
from fangcun_planner import district as planner

SOURCE_FIELDS = ("source", "checked_on", "standing")
FUNCTION_FIELDS = (
    "name_zh",
    "name_en",
    "position",
    "need_rate",
    "urgency",
    "is_priority",
    "reach_m",
    "elder_reach_m",
    "lowest_floor",
    "highest_floor",
    "needs_step_free",
    *SOURCE_FIELDS,
)


@transaction.atomic
def replace_functions(
    *, functions: Sequence[planner.Function], by: str, now: datetime
) -> dict[str, Function]:
    """Write every function with its modules; functions that are gone stay yet."""
    rows = [_row_of(position, function) for position, function in enumerate(functions)]
    written = write_rows(rows=rows, key="code", fields=FUNCTION_FIELDS, by=by, now=now)
    # Nothing points to a module: its code is what plans and projects remember.
    FunctionModule.objects.all().delete()
    FunctionModule.objects.bulk_create(
        _module_row(position, module, written[function.code])
        for function in functions
        for position, module in enumerate(function.modules)
    )
    return written


def drop_functions(*, keep: set[str], by: str, now: datetime) -> None:
    """Remove the functions that are gone, once no facility offers them any more."""
    drop_rows(model=Function, key="code", keep=keep, by=by, now=now)


@transaction.atomic
def replace_offers(
    *,
    facilities: Sequence[planner.ExistingFacility],
    rows: Mapping[str, Facility],
    functions: Mapping[str, Function],
) -> None:
    """Write what every facility offers."""
    FacilityFunction.objects.all().delete()
    FacilityFunction.objects.bulk_create(
        FacilityFunction(facility=rows[facility.id], function=functions[code], capacity=capacity)
        for facility in facilities
        for code, capacity in facility.capacity.items()
    )


def _row_of(position: int, function: planner.Function) -> Function:
    return Function(
        code=function.code,
        name_zh=function.name.zh,
        name_en=function.name.en,
        position=position,
        need_rate=list(function.need_rate),
        urgency=function.urgency,
        is_priority=function.is_priority,
        reach_m=function.reach_m,
        elder_reach_m=function.elder_reach_m,
        lowest_floor=function.lowest_floor,
        highest_floor=function.highest_floor,
        needs_step_free=function.needs_step_free,
        **source_values(function.source),
    )


def _module_row(position: int, module: planner.Module, function: Function) -> FunctionModule:
    return FunctionModule(
        function=function,
        code=module.code,
        name_zh=module.name.zh,
        name_en=module.name.en,
        position=position,
        floor_area_m2=module.floor_area_m2,
        capacity=module.capacity,
        equipment_fen=module.equipment_fen,
        **source_values(module.source),
    )


def source_values(source: planner.Source) -> dict[str, object]:
    """A source as columns."""
    return {
        "source": source.text,
        "checked_on": source.checked_on,
        "standing": source.standing.value,
    }
