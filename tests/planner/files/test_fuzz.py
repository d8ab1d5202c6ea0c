"""Whatever the bytes and the cells, the answer is a district or problems, never a traceback."""

import copy
import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fangcun_planner.files import read_district, write_problem_sheet, write_template
from fangcun_planner.files.cells import Unreadable, parse_cell
from fangcun_planner.files.found import Found, numbered
from fangcun_planner.files.read import read_found
from fangcun_planner.files.sheets import PARAMETER_ROWS, SHEETS
from fangcun_planner.files.tables import RawTable

same_folder = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)

cells = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(10**400), 10**400)
    | st.floats()
    | st.text(max_size=12)
    | st.text(alphabet="0123456789.,+-eE%：，、是否/ \u3000\x00\ud800", max_size=14)
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas()
    | st.lists(st.text(max_size=3), max_size=3)
    | st.dictionaries(st.text(max_size=3), st.integers(), max_size=2)
    | st.sampled_from(["320613010010", "甲社区", "meals", "S1", "B1", "#N/A", "1e999", "'=1"])
)
columns = [column for sheet in SHEETS for column in sheet.columns] + list(PARAMETER_ROWS)


def is_an_answer(result):
    """A district without errors, or none and at least one error, in two languages."""
    assert (result.district is None) == bool(result.errors)
    for problem in result.problems:
        assert problem.reason.zh
        assert problem.reason.en
        problem.value.encode("utf-8")


class TestParseCell:
    @given(cell=cells, column=st.sampled_from(columns))
    def test_answers_any_cell_with_a_value_or_a_reason(self, cell, column):
        try:
            parse_cell(cell, column)
        except Unreadable as wrong:
            reason = wrong.reason
        else:
            return
        assert reason.zh != reason.en


class TestAnyTable:
    @given(
        data=st.data(),
        changes=st.lists(st.tuples(st.integers(0, 999), st.integers(0, 99), cells), max_size=6),
    )
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    def test_of_a_town_with_any_cells_changed_is_answered(self, town, data, changes):
        town = copy.deepcopy(town)
        for row, column, cell in changes:
            rows = town[data.draw(st.sampled_from(sorted(town)))]
            cells_of_row = rows[row % len(rows)]
            cells_of_row[column % len(cells_of_row)] = cell

        is_an_answer(read_found(found(town)))

    @given(table=st.lists(st.lists(cells, max_size=6), max_size=6), key=st.sampled_from(SHEETS))
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    def test_of_anything_in_place_of_a_sheet_is_answered(self, town, table, key):
        is_an_answer(read_found(found({**town, key.name.zh: table})))


class TestAnyFile:
    @same_folder
    @given(content=st.binary(max_size=300), ending=st.sampled_from([".xlsx", ".geojson", ".csv"]))
    def test_of_any_bytes_is_answered(self, tmp_path, content, ending):
        path = tmp_path / f"town{ending}"
        path.write_bytes(content)

        result = read_district(path)

        is_an_answer(result)
        assert result.district is None

    @same_folder
    @given(content=st.binary(max_size=300))
    def test_of_a_folder_with_any_bytes_is_answered(self, tmp_path, content):
        (tmp_path / "楼栋.csv").write_bytes(content)

        is_an_answer(read_district(tmp_path))

    @same_folder
    @given(share=st.floats(0, 1), at=st.floats(0, 1), byte=st.integers(0, 255))
    def test_of_a_damaged_workbook_is_answered(self, tmp_path, small_workbook, share, at, byte):
        damaged = bytearray(small_workbook[: max(1, round(share * len(small_workbook)))])
        damaged[int(at * (len(damaged) - 1))] = byte
        path = tmp_path / "town.xlsx"
        path.write_bytes(damaged)

        is_an_answer(read_district(path))

    @same_folder
    @given(data=st.data())
    def test_of_a_workbook_with_a_damaged_part_is_answered(self, tmp_path, small_workbook, data):
        path = tmp_path / "town.xlsx"
        with (
            zipfile.ZipFile(io.BytesIO(small_workbook)) as sound,
            zipfile.ZipFile(path, "w") as bad,
        ):
            victim = data.draw(st.sampled_from(sound.namelist()))
            for name in sound.namelist():
                content = bytearray(sound.read(name))
                if name == victim and content:
                    for _ in range(3):
                        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(
                            st.integers(0, 255)
                        )
                bad.writestr(name, bytes(content))

        is_an_answer(read_district(path))

    def test_that_is_not_there_is_answered(self, tmp_path):
        is_an_answer(read_district(tmp_path / "town.xlsx"))

    def test_with_a_cell_in_the_last_corner_is_refused_before_it_fills_the_memory(
        self, tmp_path, small_workbook
    ):
        path = tmp_path / "town.xlsx"
        with (
            zipfile.ZipFile(io.BytesIO(small_workbook)) as sound,
            zipfile.ZipFile(path, "w") as bad,
        ):
            for name in sound.namelist():
                content = sound.read(name)
                if name == "xl/worksheets/sheet3.xml":
                    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                    content = content.replace(b"</sheetData>", far)
                bad.writestr(name, content)

        (problem,) = read_district(path).errors

        assert "1048576" in problem.reason.zh


class TestWriteProblemSheet:
    @same_folder
    @given(values=st.lists(cells, max_size=5))
    def test_holds_any_problem(self, tmp_path, town, values):
        town = {**town, "楼栋": [*town["楼栋"], ["B9", "甲社区", *values]]}

        write_problem_sheet(tmp_path / "problems.xlsx", read_found(found(town)).problems)

        assert zipfile.is_zipfile(tmp_path / "problems.xlsx")


def found(town):
    """A town as it would come out of a file."""
    sheets = {sheet.name.zh: sheet.key for sheet in SHEETS}
    result = Found()
    for title, rows in town.items():
        result.add(sheets[title], RawTable(title, numbered(rows)))
    return result


@pytest.fixture(scope="module")
def small_workbook(tmp_path_factory):
    """The bytes of a sound workbook with few rows."""
    path = tmp_path_factory.mktemp("sound") / "town.xlsx"
    write_template(path)
    return path.read_bytes()
