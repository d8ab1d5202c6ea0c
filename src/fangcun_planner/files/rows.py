"""A district as rows of its sheets: the way back from what `assemble` builds.

Values have the kinds of their columns as they are read: money is fen, references are keys.
"""

from collections.abc import Callable, Iterable
from typing import Any

from fangcun_planner.defaults import NEED_COLUMNS
from fangcun_planner.district import District, Function, IdleSpace, PlanOptions, Rule, Source
from fangcun_planner.files.sheets.people import BAND_KEYS

Row = dict[str, Any]


def community_rows(district: District) -> Iterable[Row]:
    """社区."""
    for community in district.communities:
        yield {
            "code": community.code,
            "name": community.name,
            "subdistrict": community.subdistrict,
            "households": community.households,
            **dict(zip(BAND_KEYS, community.residents_by_age, strict=True)),
        }


def building_rows(district: District) -> Iterable[Row]:
    """楼栋."""
    for building in district.buildings:
        yield {
            "id": building.id,
            "community": building.community,
            "lon": building.lon,
            "lat": building.lat,
            "residents": building.residents,
        }


def space_rows(district: District) -> Iterable[Row]:
    """存量空间, with what has been decided about them."""
    for space in district.spaces:
        yield {
            "id": space.id,
            "name": space.name,
            "community": space.community,
            "lon": space.lon,
            "lat": space.lat,
            "floor_area_m2": space.floor_area_m2,
            "floor": space.floor,
            "is_step_free": space.is_step_free,
            "fit_out_yuan_per_m2": space.fit_out_fen_per_m2,
            "tenure": space.tenure,
            "rent_yuan_per_year": space.rent_fen_per_year,
            "condition": space.condition,
            "present_use": space.present_use,
            **_decisions(space, district.options),
            "is_demo": space.is_demo,
        }


def facility_rows(district: District) -> Iterable[Row]:
    """现有设施."""
    for facility in district.facilities:
        yield {
            "id": facility.id,
            "name": facility.name,
            "community": facility.community,
            "lon": facility.lon,
            "lat": facility.lat,
            "floor_area_m2": facility.floor_area_m2,
            "operator": facility.operator,
            "is_demo": facility.is_demo,
        }


def facility_function_rows(district: District) -> Iterable[Row]:
    """设施功能."""
    for facility in district.facilities:
        for function, capacity in facility.capacity.items():
            yield {"facility": facility.id, "function": function, "capacity": capacity}


def function_rows(functions: Iterable[Function], options: PlanOptions | None) -> Iterable[Row]:
    """功能; `options` give the emphasis of one plan."""
    for function in functions:
        yield {
            "code": function.code,
            "name": function.name.zh,
            "name_en": function.name.en,
            "urgency": function.urgency,
            "urgency_factor": options.urgency_factor.get(function.code, 1.0) if options else 1.0,
            "is_priority": function.is_priority,
            "reach_m": function.reach_m,
            "elder_reach_m": function.elder_reach_m,
            "lowest_floor": function.lowest_floor,
            "highest_floor": function.highest_floor,
            "needs_step_free": function.needs_step_free,
            **dict(zip(NEED_COLUMNS, function.need_rate, strict=True)),
            **_source(function.source),
        }


def module_rows(functions: Iterable[Function]) -> Iterable[Row]:
    """模块."""
    for function in functions:
        for module in function.modules:
            yield {
                "code": module.code,
                "name": module.name.zh,
                "name_en": module.name.en,
                "function": function.code,
                "floor_area_m2": module.floor_area_m2,
                "capacity": module.capacity,
                "equipment_yuan": module.equipment_fen,
                **_source(module.source),
            }


def rule_rows(rules: Iterable[Rule]) -> Iterable[Row]:
    """规则."""
    for rule in rules:
        yield {
            "code": rule.code,
            "name": rule.name.zh,
            "name_en": rule.name.en,
            "value": rule.value,
            "unit": rule.unit,
            **_source(rule.source),
        }


def boundary_rows(district: District) -> Iterable[Row]:
    """边界."""
    for number, ring in enumerate(district.boundary, start=1):
        for lon, lat in ring:
            yield {"ring": number, "lon": lon, "lat": lat}


def street_rows(district: District) -> Iterable[Row]:
    """路网."""
    streets = district.streets
    if streets is None:
        return
    for start, end, length in zip(
        streets.from_node.tolist(), streets.to_node.tolist(), streets.length_m, strict=True
    ):
        yield {
            "from_lon": float(streets.lon[start]),
            "from_lat": float(streets.lat[start]),
            "to_lon": float(streets.lon[end]),
            "to_lat": float(streets.lat[end]),
            "length_m": float(length),
        }


def parameter_values(district: District) -> Row:
    """参数, by key; positions are written in WGS-84, which is the default."""
    options = district.options
    return {
        "district_name": district.name,
        "budget_yuan": options.budget_fen,
        "open_at_most": options.open_at_most,
        "reach_factor": options.reach_factor,
        "elder_pace_factor": options.elder_pace_factor,
        "equity_weight": options.equity_weight,
        "equity_share": options.equity_share,
    }


ROWS_OF: dict[str, Callable[[District], Iterable[Row]]] = {
    "communities": community_rows,
    "buildings": building_rows,
    "spaces": space_rows,
    "facilities": facility_rows,
    "facility_functions": facility_function_rows,
    "functions": lambda district: function_rows(district.functions, district.options),
    "modules": lambda district: module_rows(district.functions),
    "rules": lambda district: rule_rows(district.rules),
    "boundary": boundary_rows,
    "streets": street_rows,
}
"""Rows of every sheet but the parameters, by `Sheet.key`."""


def _decisions(space: IdleSpace, options: PlanOptions) -> Row:
    decision = "free"
    if space.id in options.must_open:
        decision = "must_open"
    elif space.id in options.must_not_open:
        decision = "must_not_open"
    return {
        "decision": decision,
        "must_have": tuple(sorted(f for s, f in options.must_have if s == space.id)),
        "must_not_have": tuple(sorted(f for s, f in options.must_not_have if s == space.id)),
    }


def _source(source: Source) -> Row:
    return {
        "source": source.text,
        "checked_on": source.checked_on,
        "standing": source.standing.value,
    }
