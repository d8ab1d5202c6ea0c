"""Odd is not wrong: warnings ask somebody to look, and the district is read."""

import numpy as np
import pytest

from fangcun_planner.geo.crs import Crs, from_wgs84

DEFAULTS = {"功能", "模块", "规则"}


def oddities(result):
    """All warnings but those about absent optional sheets."""
    assert result.errors == ()
    assert result.district is not None
    return [p for p in result.warnings if p.sheet not in DEFAULTS]


class TestASpace:
    @pytest.mark.parametrize("area", [5, 30_000])
    def test_of_an_unusual_size_is_odd(self, town, read, area):
        town["存量空间"][1][5] = area

        (problem,) = oddities(read(town))

        assert (problem.sheet, problem.row, problem.column) == ("存量空间", 2, "建筑面积")
        assert problem.value == f"{area:.1f}"

    def test_with_the_limits_of_its_own_rules_is_not_odd(self, town, read):
        town["存量空间"][1][5] = 30_000
        town["规则"] = [
            ["规则代码", "规则名称", "数值"],
            ["plausible_max_area_m2", "面积上限提醒", 50_000],
        ]

        assert oddities(read(town)) == []

    def test_called_and_placed_like_another_is_odd_twice(self, town, read):
        town["存量空间"].append(["S2", *town["存量空间"][1][1:]])

        problems = oddities(read(town))

        assert [(p.row, p.column) for p in problems] == [(3, "空间名称"), (3, "经度")]
        assert all("第2行" in p.reason.zh for p in problems)


class TestACommunity:
    def test_without_residents_is_odd(self, town, read):
        town["社区"][2][4:] = [0] * 8
        town["楼栋"][2][4:] = [0, None]

        assert [p.reason.zh for p in oddities(read(town))] == ["社区没有居民"]

    def test_without_buildings_is_odd(self, town, read):
        del town["楼栋"][2]

        (problem,) = oddities(read(town))

        assert (problem.row, problem.value) == (3, "乙社区")
        assert "没有楼栋" in problem.reason.zh

    def test_with_far_more_residents_than_its_buildings_is_odd(self, town, read):
        town["楼栋"][1][4] = 900

        (problem,) = oddities(read(town))

        assert "1200" in problem.reason.zh
        assert "900" in problem.reason.zh

    def test_with_crowded_households_is_odd(self, town, read):
        town["社区"][1][3] = 100

        assert [p.column for p in oddities(read(town))] == ["户数"]


class TestAFacility:
    def test_that_serves_nobody_is_odd(self, town, read):
        del town["设施功能"]

        assert [(p.sheet, p.row) for p in oddities(read(town))] == [("现有设施", 2)]


class TestAFunction:
    def test_without_modules_is_odd(self, town, read):
        town["模块"] = [
            ["模块代码", "模块名称", "功能", "建筑面积", "服务人数", "设备费"],
            ["meals_small", "助餐点", "社区助餐", 60, 40, 30000],
        ]

        warnings = [p for p in read(town).warnings if "没有模块" in p.reason.zh]

        assert {p.value for p in warnings} >= {"elder_care", "health"}
        assert "meals" not in {p.value for p in warnings}


class TestAPlace:
    def test_outside_the_boundary_is_odd(self, town, read):
        town["存量空间"][1][3] = 121.5

        (problem,) = oddities(read(town))

        assert (problem.sheet, problem.row) == ("存量空间", 2)
        assert problem.value == "121.5, 32.011"

    def test_is_not_asked_for_without_a_boundary(self, town, read):
        del town["边界"]
        town["存量空间"][1][3] = 121.5

        assert oddities(read(town)) == []


class TestTheCoordinateSystem:
    @pytest.fixture
    def crowd(self, town):
        """The town with 60 buildings all over it, and places at its edges."""
        places = np.random.default_rng(3).uniform([120.8, 32.0], [120.9, 32.1], (60, 2))
        town["楼栋"] = town["楼栋"][:1] + [
            [f"B{number}", "甲社区", lon, lat, 20, None]
            for number, (lon, lat) in enumerate(places.tolist())
        ]
        town["楼栋"].append(["C1", "乙社区", 120.87, 32.02, 960, None])
        return town

    def written_in(self, town, crs):
        for title, first in (("楼栋", 2), ("存量空间", 3), ("现有设施", 3)):
            for row in town[title][1:]:
                lon, lat = from_wgs84(
                    lon=np.array([row[first]]), lat=np.array([row[first + 1]]), crs=crs
                )
                row[first], row[first + 1] = float(lon[0]), float(lat[0])

    @pytest.mark.parametrize("crs", [Crs.GCJ02, Crs.BD09])
    def test_that_is_declared_is_converted(self, crowd, read, crs):
        true = read(crowd).district
        self.written_in(crowd, crs)
        crowd["参数"].append(["坐标系", crs.value])

        converted = read(crowd).district

        for before, after in zip(true.buildings, converted.buildings, strict=True):
            assert (after.lon, after.lat) == pytest.approx((before.lon, before.lat), abs=1e-8)

    @pytest.mark.parametrize("crs", [Crs.GCJ02, Crs.BD09])
    def test_that_is_declared_wrongly_is_named(self, crowd, read, crs):
        self.written_in(crowd, crs)
        crowd["参数"].append(["坐标系", "WGS-84"])

        problems = [p for p in oddities(read(crowd)) if p.sheet == "参数"]

        (problem,) = problems
        assert (problem.row, problem.column, problem.value) == (4, "值", "WGS-84")
        assert f"坐标系是{crs.value}" in problem.reason.zh
        assert f"it is {crs.value}" in problem.reason.en

    def test_is_not_doubted_for_one_stray(self, crowd, read):
        crowd["楼栋"][1][2] = 120.95

        assert [p.sheet for p in oddities(read(crowd))] == ["楼栋"]

    def test_of_swapped_columns_is_an_error_that_says_so(self, crowd, read):
        for row in crowd["楼栋"][1:]:
            row[2], row[3] = row[3], row[2]

        errors = read(crowd).errors

        assert any("写反" in p.reason.zh and p.row is None for p in errors)
        assert {p.row for p in errors if p.row} == set(range(2, 63))


class TestStreets:
    HEADER = ("起点经度", "起点纬度", "终点经度", "终点纬度", "长度")

    def test_without_length_are_straight_and_share_their_corners(self, town, read):
        town["路网"] = [
            self.HEADER,
            [120.86, 32.0, 120.87, 32.0, None],
            [120.87, 32.0, 120.87, 32.01, 1500],
        ]

        streets = read(town).district.streets

        assert len(streets.lon) == 3
        assert streets.length_m[0] == pytest.approx(944.5, abs=1)  # 0.01° × 111.32 km × cos 32°
        assert streets.length_m[1] == 1500

    def test_that_lead_nowhere_or_through_walls_are_odd(self, town, read):
        town["路网"] = [
            self.HEADER,
            [120.86, 32.0, 120.86, 32.0, None],
            [120.86, 32.0, 120.87, 32.0, 100],
        ]

        assert [p.row for p in oddities(read(town))] == [2, 3]
