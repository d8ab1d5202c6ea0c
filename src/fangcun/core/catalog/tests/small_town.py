"""A small town to test with; what a test does not name is plausible and the same every time."""

from collections.abc import Mapping
from datetime import UTC, datetime

from fangcun.core.catalog.actions import import_district
from fangcun_planner.defaults import default_functions, default_rules
from fangcun_planner.district import (
    Building,
    Community,
    District,
    ExistingFacility,
    IdleSpace,
    PlanOptions,
    Ring,
)

MONDAY_9AM = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
TUESDAY_9AM = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)

BRIDGE = "320613001001"
HARBOUR = "320613001002"
RIVER = "320613002001"

SQUARE: Ring = ((120.8, 31.9), (120.9, 31.9), (120.9, 32.0), (120.8, 32.0), (120.8, 31.9))


def a_community(
    code: str = BRIDGE,
    *,
    name: str = "桥东社区",
    subdistrict: str = "和平桥街道",
    households: int = 1_000,
    residents_by_age: tuple[int, ...] = (50, 80, 100, 90, 1_500, 180, 300, 100),
) -> Community:
    return Community(code, name, subdistrict, households, residents_by_age)


def a_building(
    id: str = "B1",
    *,
    community: str = BRIDGE,
    lon: float = 120.84,
    lat: float = 31.95,
    residents: int = 400,
) -> Building:
    return Building(id, community, lon, lat, residents)


def a_space(
    id: str = "S1",
    *,
    name: str = "老粮站",
    community: str = BRIDGE,
    lon: float = 120.841,
    lat: float = 31.951,
    floor_area_m2: float = 700.0,
    floor: int = 1,
    is_step_free: bool = True,
    is_demo: bool = False,
    present_use: str = "闲置",
) -> IdleSpace:
    return IdleSpace(
        id=id,
        name=name,
        community=community,
        lon=lon,
        lat=lat,
        floor_area_m2=floor_area_m2,
        floor=floor,
        is_step_free=is_step_free,
        fit_out_fen_per_m2=60_000,
        tenure="国有",
        rent_fen_per_year=1_200_000,
        condition="良好",
        present_use=present_use,
        is_demo=is_demo,
    )


def a_facility(
    id: str = "F1",
    *,
    name: str = "桥东综合体",
    community: str = BRIDGE,
    floor_area_m2: float = 900.0,
    capacity: Mapping[str, float] | None = None,
    is_demo: bool = False,
) -> ExistingFacility:
    offers = {"elder_care": 55.0, "meals": 120.0, "health": 600.0} if capacity is None else capacity
    return ExistingFacility(
        id=id,
        name=name,
        community=community,
        lon=120.842,
        lat=31.952,
        floor_area_m2=floor_area_m2,
        capacity=offers,
        operator="某运营机构",
        is_demo=is_demo,
    )


def a_town(
    *,
    name: str = "小城区",
    communities: tuple[Community, ...] | None = None,
    buildings: tuple[Building, ...] | None = None,
    spaces: tuple[IdleSpace, ...] | None = None,
    facilities: tuple[ExistingFacility, ...] | None = None,
) -> District:
    """Three communities in two subdistricts, three buildings, three spaces, two facilities."""
    return District(
        name=name,
        communities=_or(
            communities,
            (
                a_community(),
                a_community(HARBOUR, name="港口社区", households=500),
                a_community(RIVER, name="河西社区", subdistrict="城东街道", households=2_000),
            ),
        ),
        buildings=_or(
            buildings,
            (
                a_building("B1"),
                a_building("B2", community=HARBOUR, lon=120.86),
                a_building("B3", community=RIVER, lat=31.93),
            ),
        ),
        spaces=_or(
            spaces,
            (
                a_space("S1"),
                a_space("S2", name="旧厂房", community=HARBOUR, lon=120.861, floor_area_m2=180.0),
                a_space(
                    "S3", name="二楼仓库", community=RIVER, lat=31.931, floor=2, is_step_free=False
                ),
            ),
        ),
        facilities=_or(
            facilities,
            (
                a_facility("F1"),
                a_facility(
                    "F2",
                    name="港口服务点",
                    community=HARBOUR,
                    floor_area_m2=180.0,
                    capacity={"elder_care": 12.0},
                ),
            ),
        ),
        functions=default_functions(),
        rules=default_rules(),
        options=PlanOptions(
            budget_fen=300_000_000,
            open_at_most=20,
            must_have=frozenset({("S1", "meals")}),
            must_open=frozenset({"S1"}),
        ),
        boundary=(SQUARE,),
    )


def import_town(
    town: District | None = None, *, by: str = "甲", now: datetime = MONDAY_9AM
) -> None:
    import_district(district=town or a_town(), by=by, now=now)


def _or(given, otherwise):
    return otherwise if given is None else given
