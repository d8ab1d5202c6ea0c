"""Food safety: held against the rules, explained where it differs, missed where it is missing."""

from dataclasses import fields
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from fangcun.core.catalog.actions.packs import NewerVersion
from fangcun.core.people.tests.cast import MONDAY_9AM
from fangcun.services.canteen.actions.safety import (
    Check,
    HandedOver,
    KeptTooShortly,
    Reading,
    Sample,
    WordsNeeded,
    check_staff,
    hand_to_point,
    keep_samples,
    take_temperatures,
    throw_sample,
)
from fangcun.services.canteen.actions.safety_rules import (
    WrittenSafety,
    WrittenSafetyRule,
    load_default_safety_rules,
    write_safety_rules,
)
from fangcun.services.canteen.models import MorningCheck, TemperatureReading
from fangcun.services.canteen.prints.safety import month_paper
from fangcun.services.canteen.queries.safety import missing
from fangcun.services.canteen.queries.safety_month import month_of
from fangcun.services.canteen.queries.safety_rules import (
    asked_in_words,
    rules_of_version,
    safety_rules,
    safety_versions,
)
from fangcun.services.canteen.rules.safety import is_outside
from fangcun.services.canteen.sheets.safety import month_sheet
from fangcun.services.canteen.states import Checkpoint, Period
from fangcun.services.canteen.tests.cast import (
    TUESDAY,
    a_dish,
    a_kitchen,
    a_meal_point,
    a_menu,
    a_set_meal,
)
from fangcun.services.canteen.tests.orders_cast import TUESDAY_NOON, an_order

LUNCH = Period.LUNCH
TUESDAY_MORNING = MONDAY_9AM + timedelta(days=1, hours=-1)
WELL = {"tenths_celsius": 364, "is_fit": True}
LIMIT = st.none() | st.integers(-200, 900)


def another_version(*, over_version=1, valid_from=TUESDAY, **changed):
    """What is asked for, some numbers of it changed."""
    shown = safety_versions()[0]
    head = {
        field.name: getattr(shown, field.name)
        for field in fields(WrittenSafety)
        if field.name not in {"rules", "valid_from"}
    }
    rules = [
        WrittenSafetyRule(
            **{field.name: getattr(rule, field.name) for field in fields(WrittenSafetyRule)}
            | changed.get(rule.code, {})
        )
        for rule in rules_of_version(shown)
    ]
    written = WrittenSafety(**head, valid_from=valid_from, rules=rules)
    return write_safety_rules(over_version=over_version, written=written, by="乙", now=MONDAY_9AM)


class TestIsOutside:
    @given(st.integers(-200, 900), LIMIT, LIMIT)
    def test_limits_themselves_are_within(self, value, least, most):
        within = range(-999 if least is None else least, (999 if most is None else most) + 1)

        assert is_outside(value, least=least, most=most) == (value not in within)


@pytest.fixture
def kitchen(db):
    return a_kitchen()


def samples_of(kitchen, *samples, now=TUESDAY_NOON):
    return keep_samples(
        kitchen=kitchen, served_on=TUESDAY, period=LUNCH, samples=samples, by="甲", now=now
    )


def readings_of(kitchen, *readings, key=None, now=TUESDAY_NOON):
    return take_temperatures(
        kitchen=kitchen, readings=readings, written_key=key or uuid4(), by="甲", now=now
    )


class TestRules:
    def test_are_loaded_once_and_what_people_wrote_stays(self, db):
        load_default_safety_rules(by="方寸", now=MONDAY_9AM)
        another_version(sample_grams={"least": 200})

        load_default_safety_rules(by="方寸", now=MONDAY_9AM)

        rules = safety_rules(on=TUESDAY)
        assert rules["sample_grams"].least == 200
        assert all(rule.source for rule in rules.values())

    def test_a_past_day_keeps_what_was_asked_for_then(self, kitchen):
        readings_of(kitchen, Reading(Checkpoint.FRIDGE, 70))
        load_default_safety_rules(by="方寸", now=MONDAY_9AM)
        another_version(valid_from=TUESDAY + timedelta(days=1), fridge={"most": 50})

        later = TUESDAY_NOON + timedelta(days=2)
        told = month_of(kitchen=kitchen, day=later.date(), now=later)

        assert sum(day.outside for day in told.days) == 0
        assert told.rules["fridge"].most == 50
        with pytest.raises(WordsNeeded):
            readings_of(kitchen, Reading(Checkpoint.FRIDGE, 70), now=later)

    def test_of_two_who_write_the_second_reads_first(self, db):
        load_default_safety_rules(by="方寸", now=MONDAY_9AM)
        another_version(over_version=1)

        with pytest.raises(NewerVersion):
            another_version(over_version=1)

    @pytest.mark.parametrize(
        ("code", "words"),
        [
            ("sample_grams", "不低于125克"),
            ("freezer", "不高于-12℃"),
            ("fridge", "0至8℃"),
        ],
    )
    def test_are_said_in_words(self, db, code, words):
        assert asked_in_words(safety_rules(on=TUESDAY)[code]) == words


class TestSamples:
    def test_one_of_a_dish_is_kept_once(self, kitchen):
        dish = a_dish(kitchen)
        samples_of(kitchen, Sample(dish, 130))

        (kept,) = samples_of(kitchen, Sample(dish, 300))

        assert kept.grams == 130

    def test_too_little_is_explained(self, kitchen):
        with pytest.raises(WordsNeeded, match="不低于125克"):
            samples_of(kitchen, Sample(a_dish(kitchen), 100))

        (kept,) = samples_of(kitchen, Sample(a_dish(kitchen), 100, "当天只做一份"))
        assert kept.words == "当天只做一份"

    def test_are_not_thrown_away_before_their_time(self, kitchen):
        (kept,) = samples_of(kitchen, Sample(a_dish(kitchen), 130))
        with pytest.raises(KeptTooShortly):
            throw_sample(sample=kept, by="乙", now=TUESDAY_NOON + timedelta(hours=47))

        throw_sample(sample=kept, by="乙", now=TUESDAY_NOON + timedelta(hours=48))

        assert kept.thrown_by == "乙"


class TestMorningChecks:
    def test_everybody_is_checked_once_a_day(self, kitchen):
        given = {"kitchen": kitchen, "day": TUESDAY, "by": "甲", "now": TUESDAY_MORNING}
        check_staff(checks=[Check("老王", **WELL), Check("小张", **WELL)], **given)
        check_staff(checks=[Check("老王", **WELL)], **given)

        assert MorningCheck.objects.count() == 2

    @pytest.mark.parametrize(
        "check",
        [
            pytest.param(Check("老王", 378, is_fit=True), id="fever"),
            pytest.param(Check("老王", 365, is_fit=False), id="not fit"),
        ],
    )
    def test_who_is_not_well_needs_words(self, kitchen, check):
        with pytest.raises(WordsNeeded):
            check_staff(kitchen=kitchen, day=TUESDAY, checks=[check], by="甲", now=TUESDAY_MORNING)


class TestTemperatures:
    def test_a_warm_fridge_says_what_was_done(self, kitchen):
        with pytest.raises(WordsNeeded, match="0至8℃"):
            readings_of(kitchen, Reading(Checkpoint.FRIDGE, 95))

        readings_of(kitchen, Reading(Checkpoint.FRIDGE, 95, "换到二号柜，已报修"))

        assert TemperatureReading.objects.get().words == "换到二号柜，已报修"

    def test_sent_twice_is_written_once(self, kitchen):
        key = uuid4()
        for _time in range(2):
            readings_of(kitchen, Reading(Checkpoint.FREEZER, -180), key=key)

        assert TemperatureReading.objects.count() == 1


class TestHandovers:
    def test_cold_food_is_explained_and_handed_over_once(self, kitchen):
        point = a_meal_point(kitchen)
        given = {"point": point, "served_on": TUESDAY, "period": LUNCH, "portions": 12}
        told = {"received_by": "李站长", "by": "甲", "now": TUESDAY_NOON}
        with pytest.raises(WordsNeeded):
            hand_to_point(**given, **told, tenths_celsius=520, words="")

        hand_to_point(**given, **told, tenths_celsius=635, words="")

        with pytest.raises(HandedOver):
            hand_to_point(**given, **told, tenths_celsius=635, words="")


class TestMissing:
    def test_on_a_day_without_a_menu_nothing_is(self, kitchen):
        assert missing(kitchen=kitchen, day=TUESDAY, now=TUESDAY_NOON) == []

    def test_before_the_meal_only_what_the_morning_asks_for(self, kitchen):
        a_menu(kitchen, TUESDAY, LUNCH)

        found = missing(kitchen=kitchen, day=TUESDAY, now=TUESDAY_MORNING)

        assert [one.words for one in found] == [
            "晨检：还没有记录",
            "温度：冷藏",
            "温度：冷冻",
        ]

    def test_every_dish_of_a_set_meal_wants_a_sample(self, kitchen):
        rice, meat = a_dish(kitchen, "米饭"), a_dish(kitchen, "红烧肉")
        a_menu(kitchen, TUESDAY, LUNCH, [a_set_meal(kitchen, rice, meat)])
        samples_of(kitchen, Sample(rice, 130))

        found = missing(kitchen=kitchen, day=TUESDAY, now=TUESDAY_NOON)

        assert [one.words for one in found if one.page == "samples"] == ["午餐留样：红烧肉"]

    def test_what_is_written_is_missing_no_more(self, kitchen):
        dish = a_dish(kitchen)
        a_menu(kitchen, TUESDAY, LUNCH, [dish])
        samples_of(kitchen, Sample(dish, 130))
        check_staff(
            kitchen=kitchen,
            day=TUESDAY,
            checks=[Check("老王", **WELL)],
            by="甲",
            now=TUESDAY_MORNING,
        )
        taken = [("fridge", 40), ("freezer", -180), ("hot_hold", 650), ("core", 780)]
        readings_of(kitchen, *(Reading(Checkpoint(place), value) for place, value in taken))

        assert missing(kitchen=kitchen, day=TUESDAY, now=TUESDAY_NOON) == []

    def test_what_went_to_a_point_is_counted_there(self, kitchen):
        dish, point = a_dish(kitchen), a_meal_point(kitchen)
        a_menu(kitchen, TUESDAY, LUNCH, [dish])
        item = a_menu(point, TUESDAY, LUNCH, [dish]).items.select_related("menu__kitchen").get()
        an_order(item)

        found = missing(kitchen=kitchen, day=TUESDAY, now=TUESDAY_NOON)

        assert [one.page for one in found][-1] == "handovers"


class TestMonth:
    def test_as_excel_and_paper_says_what_is_missing(self, kitchen):
        dish = a_dish(kitchen, "=1+1")
        a_menu(kitchen, TUESDAY, LUNCH, [dish])
        samples_of(kitchen, Sample(dish, 130))
        readings_of(kitchen, Reading(Checkpoint.FRIDGE, 95, "已报修"))
        month = month_of(kitchen=kitchen, day=TUESDAY, now=TUESDAY_NOON)

        book = CalamineWorkbook.from_filelike(BytesIO(month_sheet(month)))
        page = pypdfium2.PdfDocument(BytesIO(month_paper(month)))[0].get_textpage()

        days = book.get_sheet_by_name("每日").to_python()
        (told,) = [row for row in days if row[0] == "2026-02-10"]
        assert told[5] == 1
        assert "晨检" in told[6]
        assert book.get_sheet_by_name("留样").to_python()[1][2] == "=1+1"
        assert "温度：冷冻" in page.get_text_range().replace(" ", "").replace("\r\n", "")
