"""Sound tables as a district."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from fangcun_planner.defaults import NEED_COLUMNS
from fangcun_planner.district import (
    Building,
    Community,
    District,
    ExistingFacility,
    Function,
    IdleSpace,
    Module,
    PlanOptions,
    Ring,
    Rule,
    Source,
    Standing,
    StreetNetwork,
)
from fangcun_planner.files.positions import Positions
from fangcun_planner.files.sheets.people import BAND_KEYS
from fangcun_planner.files.tables import Record, Table
from fangcun_planner.text import Text


def assemble(
    *,
    tables: Mapping[str, Table],
    positions: Mapping[str, Positions],
    parameters: Mapping[str, Any],
    boundary: tuple[Ring, ...],
    streets: StreetNetwork | None,
) -> District:
    """The district of tables in which nothing is wrong."""
    communities = tuple(_community(record) for record in tables["communities"].records)
    return District(
        name=parameters["district_name"],
        communities=communities,
        buildings=tuple(_buildings(tables["buildings"], positions["buildings"], communities)),
        spaces=tuple(_spaces(tables["spaces"], positions["spaces"])),
        facilities=tuple(_facilities(tables, positions["facilities"])),
        functions=tuple(_functions(tables)),
        rules=tuple(_rule(record) for record in tables["rules"].records),
        options=_options(tables, parameters),
        boundary=boundary,
        streets=streets,
    )


def _community(record: Record) -> Community:
    return Community(
        code=record["code"],
        name=record["name"],
        subdistrict=record["subdistrict"],
        households=record["households"],
        residents_by_age=tuple(record[key] for key in BAND_KEYS),
    )


def _buildings(
    table: Table, at: Positions, communities: tuple[Community, ...]
) -> Iterable[Building]:
    size = {c.code: c.residents / c.households for c in communities if c.households}
    for record, (lon, lat) in zip(table.records, _pairs(at), strict=True):
        residents = record["residents"]
        if residents is None:
            residents = round(record["households"] * size.get(record["community"], 0.0))
        yield Building(record["id"], record["community"], lon, lat, residents)


def _spaces(table: Table, at: Positions) -> Iterable[IdleSpace]:
    for record, (lon, lat) in zip(table.records, _pairs(at), strict=True):
        yield IdleSpace(
            id=record["id"],
            name=record["name"],
            community=record["community"],
            lon=lon,
            lat=lat,
            floor_area_m2=record["floor_area_m2"],
            floor=record["floor"],
            is_step_free=record["is_step_free"],
            fit_out_fen_per_m2=record["fit_out_yuan_per_m2"],
            tenure=record["tenure"],
            rent_fen_per_year=record["rent_yuan_per_year"],
            condition=record["condition"],
            present_use=record["present_use"],
            is_demo=record["is_demo"],
        )


def _facilities(tables: Mapping[str, Table], at: Positions) -> Iterable[ExistingFacility]:
    capacity: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for record in tables["facility_functions"].records:
        capacity[record["facility"]][record["function"]] = record["capacity"]
    for record, (lon, lat) in zip(tables["facilities"].records, _pairs(at), strict=True):
        yield ExistingFacility(
            id=record["id"],
            name=record["name"],
            community=record["community"],
            lon=lon,
            lat=lat,
            floor_area_m2=record["floor_area_m2"],
            capacity=capacity.get(record["id"], {}),
            operator=record["operator"],
            is_demo=record["is_demo"],
        )


def _functions(tables: Mapping[str, Table]) -> Iterable[Function]:
    modules: defaultdict[str, list[Module]] = defaultdict(list)
    for record in tables["modules"].records:
        modules[record["function"]].append(_module(record))
    for record in tables["functions"].records:
        yield Function(
            code=record["code"],
            name=_name(record),
            need_rate=tuple(record[key] for key in NEED_COLUMNS),
            urgency=record["urgency"],
            is_priority=record["is_priority"],
            reach_m=record["reach_m"],
            elder_reach_m=record["elder_reach_m"],
            lowest_floor=record["lowest_floor"],
            highest_floor=record["highest_floor"],
            needs_step_free=record["needs_step_free"],
            modules=tuple(modules[record["code"]]),
            source=_source(record),
        )


def _module(record: Record) -> Module:
    return Module(
        code=record["code"],
        name=_name(record),
        floor_area_m2=record["floor_area_m2"],
        capacity=record["capacity"],
        equipment_fen=record["equipment_yuan"],
        source=_source(record),
    )


def _rule(record: Record) -> Rule:
    return Rule(
        code=record["code"],
        name=_name(record),
        value=record["value"],
        unit=record["unit"],
        source=_source(record),
    )


def _options(tables: Mapping[str, Table], parameters: Mapping[str, Any]) -> PlanOptions:
    spaces = tables["spaces"].records
    factor = {r["code"]: r["urgency_factor"] for r in tables["functions"].records}
    return PlanOptions(
        budget_fen=parameters["budget_yuan"],
        open_at_most=parameters["open_at_most"],
        must_open=frozenset(r["id"] for r in spaces if r["decision"] == "must_open"),
        must_not_open=frozenset(r["id"] for r in spaces if r["decision"] == "must_not_open"),
        must_have=frozenset((r["id"], code) for r in spaces for code in r["must_have"]),
        must_not_have=frozenset((r["id"], code) for r in spaces for code in r["must_not_have"]),
        urgency_factor={code: value for code, value in factor.items() if value != 1.0},
        reach_factor=parameters["reach_factor"],
        elder_pace_factor=parameters["elder_pace_factor"],
        equity_weight=parameters["equity_weight"],
        equity_share=parameters["equity_share"],
    )


def _pairs(at: Positions) -> Iterable[tuple[float, float]]:
    return zip(np.asarray(at.lon).tolist(), np.asarray(at.lat).tolist(), strict=True)


def _name(record: Record) -> Text:
    return Text(record["name"], record["name_en"] or record["name"])


def _source(record: Record) -> Source:
    return Source(record["source"], record["checked_on"], Standing(record["standing"]))
