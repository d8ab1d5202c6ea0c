"""What is written is what is read."""

import csv
from dataclasses import replace

import numpy as np
import pytest

from fangcun_planner.demo import demo_district
from fangcun_planner.district import StreetNetwork
from fangcun_planner.files import read_district, write_csv_folder, write_template


@pytest.fixture(scope="module")
def district():
    return demo_district()


@pytest.fixture
def decided(district):
    """The demo district with every option set to something unusual."""
    first, second, third = (space.id for space in district.spaces[:3])
    options = replace(
        district.options,
        budget_fen=123_456_789,
        open_at_most=None,
        must_open=frozenset({first}),
        must_not_open=frozenset({second}),
        must_have=frozenset({(first, "meals"), (first, "elder_care"), (third, "health")}),
        must_not_have=frozenset({(third, "fitness")}),
        urgency_factor={"culture": 0.0, "meals": 2.5},
        reach_factor=0.9,
        elder_pace_factor=0.8,
        equity_weight=0.25,
        equity_share=0.4,
    )
    return replace(district, options=options)


class TestWorkbook:
    def test_holds_the_demo_district_without_loss_or_complaint(self, tmp_path, district):
        write_template(tmp_path / "district.xlsx", district)

        result = read_district(tmp_path / "district.xlsx")

        assert result.problems == ()
        assert result.district == district

    def test_holds_every_option(self, tmp_path, decided):
        write_template(tmp_path / "district.xlsx", decided)

        result = read_district(tmp_path / "district.xlsx")

        assert result.district is not None
        assert result.district.options == decided.options

    def test_of_a_new_district_lacks_only_what_nobody_else_can_know(self, tmp_path):
        write_template(tmp_path / "district.xlsx")

        result = read_district(tmp_path / "district.xlsx")

        assert result.district is None
        assert {problem.sheet for problem in result.errors} == {"参数", "社区", "楼栋", "存量空间"}
        assert not result.warnings


class TestCsvFolder:
    def test_holds_the_demo_district_without_loss_or_complaint(self, tmp_path, district):
        write_csv_folder(tmp_path / "district", district)

        result = read_district(tmp_path / "district")

        assert result.problems == ()
        assert result.district == district

    def test_holds_every_option(self, tmp_path, decided):
        write_csv_folder(tmp_path, decided)

        assert read_district(tmp_path).district == decided

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    def test_may_be_saved_in_any_encoding_that_excel_uses(self, tmp_path, district, encoding):
        write_csv_folder(tmp_path, district)
        for file in tmp_path.iterdir():
            file.write_text(file.read_text(encoding="utf-8-sig"), encoding=encoding)

        assert read_district(tmp_path).district == district

    @pytest.mark.parametrize("delimiter", [";", "\t"])
    def test_may_use_other_delimiters(self, tmp_path, district, delimiter):
        write_csv_folder(tmp_path, district)
        for file in tmp_path.iterdir():
            with file.open(encoding="utf-8-sig", newline="") as source:
                rows = list(csv.reader(source))
            with file.open("w", encoding="utf-8", newline="") as target:
                csv.writer(target, delimiter=delimiter).writerows(rows)

        assert read_district(tmp_path).district == district

    def test_never_hands_a_formula_to_a_spreadsheet(self, tmp_path, district):
        trap = replace(district.spaces[0], name="=HYPERLINK(1)")
        trapped = replace(district, spaces=(trap, *district.spaces[1:]))

        write_csv_folder(tmp_path, trapped)

        assert ",=" not in (tmp_path / "存量空间.csv").read_text(encoding="utf-8-sig")
        assert read_district(tmp_path).district == trapped


class TestStreets:
    def test_come_home_with_their_lengths(self, tmp_path, district):
        streets = StreetNetwork(
            lon=np.array([120.86, 120.87, 120.88]),
            lat=np.array([32.01, 32.01, 32.02]),
            from_node=np.array([0, 1], dtype=np.int32),
            to_node=np.array([1, 2], dtype=np.int32),
            length_m=np.array([1000.0, 1500.0]),
        )
        write_template(tmp_path / "district.xlsx", replace(district, streets=streets))

        read = read_district(tmp_path / "district.xlsx").district

        assert read is not None
        assert read.streets is not None
        for name in ("lon", "lat", "from_node", "to_node", "length_m"):
            assert np.array_equal(getattr(read.streets, name), getattr(streets, name))
