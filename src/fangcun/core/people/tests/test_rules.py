"""Addresses, births, numbers and names as people say them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangcun.core.people.rules.addresses import AddressParts, address_text, parse_address
from fangcun.core.people.rules.births import Birth, read_birth
from fangcun.core.people.rules.finding import plain_number, question, words_to_find_by
from fangcun.core.people.rules.numbers import is_phone, read_id_number, read_phones
from fangcun.core.people.rules.readings import name_words, pinyin_words, readings

TODAY = date(2026, 2, 9)
SAMPLE = "11010519491231002X"

numbers = st.integers(min_value=1, max_value=9999).map(str)
parts = st.builds(
    AddressParts,
    st.sampled_from(["", "南郊新村", "城港家园", "南郊新村3期", "人民路88号"]),
    st.one_of(st.just(""), st.integers(1, 200).map(str)),
    st.one_of(st.just(""), st.integers(1, 9).map(str)),
    numbers,
)


class TestAddresses:
    @pytest.mark.parametrize(
        ("said", "meant"),
        [
            pytest.param("12号楼301", ("", "12", "", "301"), id="building and room"),
            pytest.param("12-301", ("", "12", "", "301"), id="with a dash"),
            pytest.param("12—1—301", ("", "12", "1", "301"), id="long dashes"),
            pytest.param("南郊新村12号楼", ("南郊新村", "12", "", ""), id="no room"),
            pytest.param("12幢1单元301室", ("", "12", "1", "301"), id="all"),
            pytest.param("十二号楼三单元501", ("", "12", "3", "501"), id="Chinese numbers"),
            pytest.param("南郊新村 12 栋", ("南郊新村", "12", "", ""), id="spaces"),
            pytest.param("１２号楼３０１", ("", "12", "", "301"), id="full width"),
            pytest.param("A座1203", ("", "A", "", "1203"), id="letters"),
            pytest.param("3-5-0102", ("", "3", "5", "102"), id="leading noughts"),
            pytest.param("桥头老李家隔壁", ("桥头老李家隔壁", "", "", ""), id="in words"),
            pytest.param("", ("", "", "", ""), id="nothing"),
        ],
    )
    def test_are_taken_apart(self, said, meant):
        assert tuple(parse_address(said)) == meant

    @given(parts=parts)
    def test_written_out_are_read_again(self, parts):
        assert parse_address(address_text(parts)) == parts

    @given(said=st.text(max_size=60))
    def test_nothing_that_is_said_breaks_the_reader(self, said):
        once = parse_address(said)

        assert isinstance(once, AddressParts)


class TestBirths:
    @pytest.mark.parametrize(
        ("said", "meant"),
        [
            pytest.param("1946-05-02", Birth(date(1946, 5, 2), 1946), id="day"),
            pytest.param("1946年5月2日", Birth(date(1946, 5, 2), 1946), id="in Chinese"),
            pytest.param("19460502", Birth(date(1946, 5, 2), 1946), id="packed"),
            pytest.param("1946.5.2", Birth(date(1946, 5, 2), 1946), id="dots"),
            pytest.param("1946年", Birth(None, 1946), id="year"),
            pytest.param("约80", Birth(None, 1946), id="about eighty"),
            pytest.param("80岁", Birth(None, 1946), id="age"),
            pytest.param("1946-13-02", None, id="no month"),
            pytest.param("2999", None, id="ahead"),
            pytest.param("2026-02-10", None, id="tomorrow"),
            pytest.param("1700", None, id="too long ago"),
            pytest.param("不知道", None, id="words"),
        ],
    )
    def test_are_read(self, said, meant):
        assert read_birth(said, today=TODAY) == meant


class TestIdNumbers:
    def test_say_birth_and_sex(self):
        assert read_id_number("１１０１０５ 19491231 002x") == (SAMPLE, date(1949, 12, 31), False)

    @given(at=st.integers(0, 17), sign=st.sampled_from("0123456789X"))
    def test_no_single_wrong_sign_passes(self, at, sign):
        wrong = SAMPLE[:at] + sign + SAMPLE[at + 1 :]

        assert (read_id_number(wrong) is None) == (wrong != SAMPLE)

    @given(at=st.integers(0, 16))
    def test_no_two_neighbours_changed_round_pass(self, at):
        wrong = SAMPLE[:at] + SAMPLE[at + 1] + SAMPLE[at] + SAMPLE[at + 2 :]

        assert (read_id_number(wrong) is None) == (wrong != SAMPLE)

    @given(said=st.text(max_size=30))
    def test_whatever_is_said_is_an_answer(self, said):
        paper = read_id_number(said)

        assert paper is None or len(paper.number) == 18


class TestTelephones:
    @pytest.mark.parametrize(
        ("written", "read"),
        [
            pytest.param("138 0000 5678 女儿", [("13800005678", "女儿")], id="spaces and a word"),
            pytest.param("女儿：138-0000-5678", [("13800005678", "女儿")], id="word first"),
            pytest.param("0513-85551234（座机）", [("051385551234", "座机")], id="brackets"),
            pytest.param(
                "13800005678；13900001234", [("13800005678", ""), ("13900001234", "")], id="two"
            ),
            pytest.param("+86 13800005678", [("13800005678", "")], id="country code"),
            pytest.param("女儿的", [("", "女儿的")], id="no number"),
            pytest.param("", [], id="nothing"),
        ],
    )
    def test_are_read(self, written, read):
        assert read_phones(written) == read

    def test_odd_numbers_are_numbers(self):
        assert is_phone("12345")
        assert not is_phone("1")
        assert not is_phone("1" * 21)


class TestNames:
    @pytest.mark.parametrize(
        ("name", "typed"),
        [
            pytest.param("单雄信", "shanxiongxin", id="surname Shan"),
            pytest.param("单雄信", "danxiongxin", id="as it is often typed"),
            pytest.param("曾国藩", "zengguofan", id="Zeng"),
            pytest.param("仇英", "qiuying", id="Qiu"),
            pytest.param("欧阳修", "ouyangxiu", id="double surname"),
            pytest.param("万俟卨", "moqixie", id="Moqi"),
            pytest.param("吕绿", "lvlv", id="as typed"),
            pytest.param("吕绿", "lyulyu", id="as in passports"),
            pytest.param("陈桂英", "guiying", id="given name"),
            pytest.param("陈桂英", "chengy", id="surname and initials"),
            pytest.param("𬭊㛃", "dujie", id="rare characters"),
        ],
    )
    def test_are_found_by_pinyin(self, name, typed):
        assert typed in pinyin_words(name)

    def test_likeliest_reading_is_the_first(self):
        assert [readings(name)[0].full for name in ("单田芳", "曾子", "解缙")] == [
            "shantianfang",
            "zengzi",
            "xiejin",
        ]

    def test_with_dots_are_found_by_each_part(self):
        assert {"买买提吐尔逊", "吐尔逊"} <= name_words("买买提·吐尔逊")

    @given(name=st.text(max_size=40))
    def test_whatever_the_name_words_are_few(self, name):
        words = words_to_find_by(names=[name])

        assert len(words) < 700
        assert all(words)


class TestQuestions:
    @pytest.mark.parametrize("typed", ["", "  ", "!!", "·", "\0", "'", "\\"])
    def test_of_nothing_ask_nothing(self, typed):
        assert question(typed) == ""

    @given(typed=st.text(max_size=80))
    def test_have_balanced_brackets_and_quotes(self, typed):
        asked = question(typed)

        assert asked.count("(") - asked.count(")") == 0 or "'" in asked
        assert asked.replace("''", "").count("'") % 2 == 0

    def test_a_telephone_in_groups_is_one_word(self):
        assert question("138 0000 5678") == question("13800005678")

    def test_numbers_are_plain(self):
        assert plain_number("+86 (138) 0000-5678") == "13800005678"
