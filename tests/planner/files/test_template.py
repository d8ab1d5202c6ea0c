"""The template explains itself: help in every header, drop-downs, a guide in both languages."""

import re
import warnings
import zipfile
from itertools import chain

import pytest
from python_calamine import CalamineWorkbook

from fangcun_planner.demo import demo_district
from fangcun_planner.files import Problem, Severity, write_problem_sheet, write_template
from fangcun_planner.files.schema import Kind, same_word
from fangcun_planner.files.sheets import PARAMETER_ROWS, SHEETS
from fangcun_planner.text import Text


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("template") / "district.xlsx"
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # the writer warns where Excel would cut something off
        write_template(path, demo_district())
    return path


@pytest.fixture(scope="module")
def parts(path):
    """Text of every part of the archive."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


class TestTemplate:
    def test_begins_with_the_guide_and_has_every_sheet(self, path):
        with CalamineWorkbook.from_path(path) as book:
            titles = book.sheet_names

        assert titles == ["说明", *(sheet.name.zh for sheet in SHEETS)]

    def test_guide_tells_of_every_column_in_both_languages(self, path):
        with CalamineWorkbook.from_path(path) as book:
            guide = {cell for row in book.get_sheet_by_name("说明").to_python() for cell in row}

        columns = chain(PARAMETER_ROWS, *(s.columns for s in SHEETS if s.key != "parameters"))
        for column in columns:
            assert {column.help.zh, column.help.en} <= guide

    def test_has_help_in_every_header(self, parts):
        comments = [text for name, text in parts.items() if name.startswith("xl/comments")]

        assert len(comments) == len(SHEETS)
        count = sum(text.count("<comment ") for text in comments)
        assert count == sum(len(sheet.columns) for sheet in SHEETS)

    def test_offers_what_may_be_chosen(self, parts):
        for number, sheet in enumerate(SHEETS, start=2):
            lists = parts[f"xl/worksheets/sheet{number}.xml"].count('type="list"')
            rows = PARAMETER_ROWS if sheet.key == "parameters" else sheet.columns
            kinds = [column.kind for column in rows]

            assert lists == sum(
                kind in {Kind.CHOICE, Kind.YES_NO, Kind.REFERENCE} for kind in kinds
            )

    def test_keeps_its_headers_in_sight(self, parts):
        for number in range(2, len(SHEETS) + 2):
            assert 'state="frozen"' in parts[f"xl/worksheets/sheet{number}.xml"]

    def test_writes_codes_as_text_so_that_excel_leaves_them_alone(self, path):
        with CalamineWorkbook.from_path(path) as book:
            rows = book.get_sheet_by_name("社区").to_python()

        assert rows[1][0] == "320613001001"

    def test_shows_functions_by_name_and_money_in_yuan(self, path):
        with CalamineWorkbook.from_path(path) as book:
            functions = {row[1] for row in book.get_sheet_by_name("设施功能").to_python()[1:]}
            parameters = dict(row[:2] for row in book.get_sheet_by_name("参数").to_python())

        assert "社区助餐" in functions
        assert parameters["预算（元）"] == 3_000_000


class TestSheets:
    @pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
    def test_have_headers_that_cannot_be_mistaken(self, sheet):
        words = [{same_word(word) for word in (c.key, c.name.zh, c.name.en)} for c in sheet.columns]

        assert sum(map(len, words)) == len(set().union(*words))

    @pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
    def test_speak_both_languages(self, sheet):
        for column in (*sheet.columns, *PARAMETER_ROWS):
            for text in (column.name, column.help):
                assert text.zh
                assert re.search("[a-zA-Z]", text.en)

    def test_refer_to_sheets_that_exist(self):
        keys = {sheet.key for sheet in SHEETS}
        targets = {column.refers_to for sheet in SHEETS for column in sheet.columns}

        assert targets - {""} <= keys


class TestWriteProblemSheet:
    def test_puts_errors_first_and_both_languages_side_by_side(self, tmp_path):
        odd = Problem("社区", 2, "户数", "9", Severity.WARNING, Text("少见", "unusual"))
        wrong = Problem("楼栋", 7, "经度", "=1+1", Severity.ERROR, Text("应为数字", "not a number"))

        write_problem_sheet(tmp_path / "problems.xlsx", [odd, wrong])

        with CalamineWorkbook.from_path(tmp_path / "problems.xlsx") as book:
            _, first, second = book.get_sheet_by_index(0).to_python()
        assert first == ["错误 / Error", "楼栋", 7.0, "经度", "=1+1", "应为数字", "not a number"]
        assert second[0].startswith("提醒")
