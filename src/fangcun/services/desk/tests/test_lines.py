"""Reading a line: sixty of them as a colleague would, any text without harm."""

import time
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fangcun.services.desk.rules.lines import PieceKind, ReadLine, Vocabulary, read_line
from fangcun.services.desk.tests.written_lines import TODAY, VOCABULARY, written_lines

SIXTY_LINES = written_lines("sixty_lines")
HOLDOUT = written_lines("first_holdout") + written_lines("second_holdout")

NOTHING: dict[str, Any] = {
    "wished_on": None,
    "wished_half": "",
    "category": "",
    "place": "",
    "caller_name": "",
    "caller_phone": "",
    "is_urgent": False,
    "channel": "",
}
ANY_DAY = st.dates(min_value=date(1950, 1, 1), max_value=date(2098, 12, 31))
BITS = st.sampled_from(
    [line for line, _read in SIXTY_LINES]
    + [
        "2月8日",
        "12号楼",
        "301",
        "13812345678",
        "姓",
        "陈",
        "下周",
        "\x00",
        "👵🏻",
        "\u202e",
        "𠮷",
        "-",
        "０",
    ]
)
ANY_LINE = st.one_of(st.text(max_size=400), st.lists(BITS, max_size=12).map("".join))


def read(line: str, today: date = TODAY) -> ReadLine:
    return read_line(line, today=today, words=VOCABULARY)


def fields_read_right(lines: list[tuple[str, dict[str, Any]]]) -> tuple[int, int]:
    """How many fields are as a colleague reads them; what is rightly left empty does not count."""
    right = asked = 0
    for line, expected in lines:
        got = read(line)
        for name, empty in NOTHING.items():
            want, have = expected.get(name, empty), getattr(got, name)
            asked += want != empty or have != empty
            right += want == have and want != empty
        if "wanted" in expected:
            asked += 1
            right += expected["wanted"] in got.wanted
    return right, asked


class TestReadLine:
    def test_reads_nine_of_ten_fields_of_sixty_lines(self):
        right, asked = fields_read_right(SIXTY_LINES)

        assert len(SIXTY_LINES) == 60
        assert right / asked >= 0.9

    def test_reads_lines_it_was_not_made_for(self):
        right, asked = fields_read_right(HOLDOUT)

        assert right / asked >= 0.9

    @pytest.mark.parametrize(("line", "expected"), SIXTY_LINES[:20])
    def test_reads_the_plain_ones_without_a_mistake(self, line: str, expected: dict[str, Any]):
        got = read(line)

        assert {name: getattr(got, name) for name in NOTHING} == {
            name: expected.get(name, empty) for name, empty in NOTHING.items()
        }

    def test_says_where_it_found_what(self):
        line = "2月8日上午 清理油烟机 12号楼301 姓陈 13812345678"

        said = {piece.kind: line[piece.start : piece.end] for piece in read(line).pieces}

        assert said == {
            PieceKind.DAY: "2月8日",
            PieceKind.HALF: "上午",
            PieceKind.CATEGORY: "油烟机",
            PieceKind.PLACE: "12号楼301",
            PieceKind.NAME: "姓陈",
            PieceKind.PHONE: "13812345678",
        }

    def test_from_and_on_belong_to_the_day(self):
        said = read("从下周一开始 每天送午餐")

        assert said.wished_on is not None
        assert said.wanted == "每天送午餐"

    def test_knows_nothing_without_words_but_still_reads(self):
        got = read_line("明天 油烟机 12号楼301", today=TODAY, words=Vocabulary())

        assert (got.category, got.place, got.wished_on) == ("", "12号楼301", date(2026, 2, 7))

    @pytest.mark.parametrize(
        "line",
        [
            pytest.param("2月8日或者2月9日都行", id="two days"),
            pytest.param("每周三下午来", id="every Wednesday"),
            pytest.param("昨天摔的", id="yesterday"),
            pytest.param("2月30日", id="no such day"),
            pytest.param("周末来", id="Saturday or Sunday"),
            pytest.param("8号楼有人", id="a building"),
            pytest.param("孩子初一年级", id="a school year"),
        ],
    )
    def test_invents_no_day(self, line: str):
        assert read(line).wished_on is None

    @pytest.mark.parametrize(
        "line",
        [
            pytest.param("安装扶手 12号楼301", id="安 is a surname"),
            pytest.param("马桶堵 12号楼301", id="马 is a surname"),
            pytest.param("高血压 13812345678", id="高 is a surname"),
            pytest.param("请王师傅来修", id="who shall come"),
            pytest.param("小区路灯", id="区 is a surname"),
        ],
    )
    def test_invents_no_name(self, line: str):
        assert read(line).caller_name == ""

    @pytest.mark.parametrize(
        "line", ["1381234567", "138123456789", "320602195001011234", "20260208", "尾号5678"]
    )
    def test_invents_no_number(self, line: str):
        assert read(line).caller_phone == ""

    @pytest.mark.parametrize(
        ("line", "day"),
        [
            pytest.param("12月28号", date(2025, 12, 28), id="written late"),
            pytest.param("8月1日", date(2026, 8, 1), id="this year"),
            pytest.param("农历八月十五", date(2026, 9, 25), id="a lunar month"),
            pytest.param("除夕", date(2026, 2, 16), id="new year's eve"),
            pytest.param("廿八", date(2026, 2, 15), id="a lunar day"),
        ],
    )
    def test_knows_which_year_and_which_calendar(self, line: str, day: date):
        assert read(line).wished_on == day


class TestAnyText:
    @given(line=ANY_LINE, today=ANY_DAY)
    @settings(max_examples=300, deadline=None)
    def test_is_read_without_harm(self, line: str, today: date):
        got = read(line, today)

        assert got.line == line
        assert all(0 <= piece.start < piece.end <= len(line) for piece in got.pieces)
        assert max(len(got.wanted), len(got.place), len(got.caller_name)) <= 200
        assert "\x00" not in got.wanted + got.place + got.caller_name + got.caller_phone

    @pytest.mark.parametrize(
        "bit",
        [
            "1",
            "十",
            "2月8日",
            "陈",
            "姓",
            "12号楼",
            "138 ",
            "微信",
            " ",
            "路",
            "8-",
            "南郊新村",
            "周",
        ],
    )
    def test_is_read_in_a_moment_however_long(self, bit: str):
        line = (bit * 10_000)[:10_000]
        start = time.perf_counter()

        read(line)

        # Quadratic reading would take minutes; a slow machine takes a fraction of this.
        assert time.perf_counter() - start < 5
