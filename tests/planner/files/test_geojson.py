"""Places drawn in a map program come in as GeoJSON, beside CSV or alone."""

import json

import pytest

from fangcun_planner.demo import demo_district
from fangcun_planner.files import read_district, write_csv_folder


def feature(lon, lat, **properties):
    geometry = None if lon is None else {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def write(path, features):
    document = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


SQUARE = {
    "type": "Feature",
    "properties": {},
    "geometry": {
        "type": "Polygon",
        "coordinates": [
            [[120.8, 32.0], [120.9, 32.0], [120.9, 32.1], [120.8, 32.1], [120.8, 32.0]]
        ],
    },
}

BANDS = ("0_2", "3_6", "7_12", "13_17", "18_59", "60_64", "65_79", "80_up")


@pytest.fixture
def features():
    """A whole district as features of one file."""
    residents = {f"residents_{band}": 100 for band in BANDS}
    return [
        feature(None, None, table="parameters", parameter="budget_yuan", value=500000),
        feature(
            None,
            None,
            table="社区",
            code="320613010010",
            name="甲社区",
            households=320,
            **residents,
        ),
        feature(120.85, 32.05, table="楼栋", id="B1", community="甲社区", residents=800),
        feature(
            120.851,
            32.051,
            table="spaces",
            id="S1",
            name="旧车棚",
            community="甲社区",
            floor_area_m2=120,
            floor=1,
            is_step_free=True,
            fit_out_yuan_per_m2=800,
            must_have=["meals"],
        ),
        feature(
            120.852,
            32.052,
            table="facilities",
            id="F1",
            name="服务点",
            community="甲社区",
            floor_area_m2=90,
            capacity={"meals": 40, "健康服务": 10},
        ),
        SQUARE,
    ]


class TestOneFile:
    def test_holds_a_whole_district(self, tmp_path, features):
        write(tmp_path / "town.geojson", features)

        result = read_district(tmp_path / "town.geojson")

        assert result.errors == ()
        assert result.district.facilities[0].capacity == {"meals": 40.0, "health": 10.0}
        assert result.district.options.must_have == {("S1", "meals")}
        assert len(result.district.boundary) == 1
        assert (result.district.spaces[0].lon, result.district.spaces[0].lat) == (120.851, 32.051)

    def test_names_the_feature_that_is_wrong(self, tmp_path, features):
        features[3]["properties"]["floor"] = 0
        write(tmp_path / "town.geojson", features)

        (problem,) = read_district(tmp_path / "town.geojson").errors

        assert (problem.sheet, problem.row, problem.column) == ("town.geojson", 4, "楼层")

    def test_says_which_feature_belongs_nowhere(self, tmp_path, features):
        del features[2]["properties"]["table"]
        write(tmp_path / "town.geojson", features)

        errors = read_district(tmp_path / "town.geojson").errors

        assert any("第3个要素" in problem.reason.zh for problem in errors)

    @pytest.mark.parametrize("text", ["", "{", "[]", "null", "3", '{"features": 3}', "[" * 5000])
    def test_that_is_no_geojson_is_refused(self, tmp_path, text):
        path = tmp_path / "town.geojson"
        path.write_text(text)

        result = read_district(path)

        assert result.district is None
        assert len(result.errors) == 1


class TestAFolder:
    def test_may_mix_csv_and_geojson(self, tmp_path):
        district = demo_district()
        write_csv_folder(tmp_path, district)
        (tmp_path / "楼栋.csv").unlink()
        (tmp_path / "边界.csv").unlink()
        write(
            tmp_path / "buildings.geojson",
            [
                feature(b.lon, b.lat, id=b.id, community=b.community, residents=b.residents)
                for b in district.buildings
            ],
        )
        ring = [list(point) for point in district.boundary[0]]
        write(
            tmp_path / "边界.geojson",
            [{"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [ring]}}],
        )

        assert read_district(tmp_path).district == district

    def test_says_when_two_files_are_the_same_table(self, tmp_path):
        write_csv_folder(tmp_path, demo_district())
        write(tmp_path / "buildings.geojson", [feature(120.85, 32.05, id="B1")])

        errors = read_district(tmp_path).errors

        assert any("同一张表" in problem.reason.zh for problem in errors)

    def test_without_any_file_misses_what_a_district_needs(self, tmp_path):
        sheets = {problem.sheet for problem in read_district(tmp_path).errors}

        assert sheets == {"参数", "社区", "楼栋", "存量空间"}

    def test_with_undecodable_text_says_so(self, tmp_path):
        write_csv_folder(tmp_path, demo_district())
        (tmp_path / "楼栋.csv").write_bytes(b"\xff\xff\xff\x81\xff")

        errors = read_district(tmp_path).errors

        assert any(p.sheet == "楼栋.csv" and "编码" in p.reason.zh for p in errors)
