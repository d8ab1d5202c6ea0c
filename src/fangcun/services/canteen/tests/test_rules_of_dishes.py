"""What is in a dish, whom it suits, what it costs, when it is ordered."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangcun.core.entitlements.rules import AgeAtLeast, Facts, Terms
from fangcun.services.canteen.rules.diets import clashes
from fangcun.services.canteen.rules.dishes import Content, content_of, contradictions, whole_of
from fangcun.services.canteen.rules.meals import cut_off_at, monday_of, sitting
from fangcun.services.canteen.rules.prices import ClassPrice, Price, price_for
from fangcun.services.canteen.states import Allergen, Trait

ALLERGENS = st.frozensets(st.sampled_from(Allergen.values))
TRAITS = st.frozensets(st.sampled_from(Trait.values))
CONTENTS = st.builds(Content, ALLERGENS, TRAITS)
FEN = st.integers(0, 100_000)
MONDAY = date(2026, 2, 9)
SIXTY, EIGHTY = (Terms(AgeAtLeast(years)) for years in (60, 80))


class TestSetMeal:
    @given(st.lists(CONTENTS, min_size=1, max_size=6))
    def test_has_every_allergen_of_any_part(self, parts):
        whole = whole_of(parts)

        assert all(part.allergens <= whole.allergens for part in parts)
        assert whole.allergens == {one for part in parts for one in part.allergens}

    @given(st.lists(CONTENTS, min_size=1, max_size=6))
    def test_has_only_traits_that_all_parts_have(self, parts):
        assert all(whole_of(parts).traits <= part.traits for part in parts)

    @given(st.lists(CONTENTS, min_size=1, max_size=6), CONTENTS)
    def test_with_one_part_more_is_never_safer(self, parts, more):
        before, after = whole_of(parts), whole_of([*parts, more])

        assert before.allergens <= after.allergens
        assert after.traits <= before.traits

    def test_of_nothing_promises_nothing(self):
        assert whole_of([]) == Content()


class TestDish:
    def test_contains_what_its_ingredients_contain(self):
        found = content_of(ingredients=[["fish"], [], ["soy", "gluten"]], traits=["soft"])

        assert found == Content(frozenset({"fish", "soy", "gluten"}), frozenset({"soft"}))

    def test_is_not_vegetarian_with_fish_in_it(self):
        found = content_of(ingredients=[["fish"]], traits=["vegetarian"])

        assert contradictions(found) == [("vegetarian", "fish")]


class TestClashes:
    @given(ALLERGENS, TRAITS, CONTENTS)
    def test_are_what_he_must_not_have_and_what_is_missing(self, avoids, needs, content):
        clash = clashes(avoids=avoids, needs=needs, content=content)

        assert clash.contains == avoids & content.allergens
        assert clash.lacks == needs - content.traits
        assert bool(clash) == bool(clash.contains or clash.lacks)

    @given(st.lists(CONTENTS, min_size=1, max_size=6), ALLERGENS, TRAITS)
    def test_a_set_meal_clashes_wherever_a_part_does(self, parts, avoids, needs):
        whole = clashes(avoids=avoids, needs=needs, content=whole_of(parts))

        for part in parts:
            one = clashes(avoids=avoids, needs=needs, content=part)
            assert one.contains <= whole.contains
            assert one.lacks <= whole.lacks


def born(year: int, month: int = 1, day: int = 1, *, on: date = MONDAY) -> Facts:
    return Facts(on=on, born_on=date(year, month, day))


ELDERS = [ClassPrice(1, 0, 1000, SIXTY), ClassPrice(2, 1, 800, EIGHTY), ClassPrice(3, 2, 500)]


class TestPriceFor:
    @pytest.mark.parametrize(
        ("facts", "given_class", "price"),
        [
            pytest.param(None, None, Price(1500), id="nobody_we_know"),
            pytest.param(born(1990), None, Price(1500), id="young"),
            pytest.param(born(1966, 2, 9), None, Price(1000, 1), id="sixty_today"),
            pytest.param(born(1966, 2, 10), None, Price(1500), id="sixty_tomorrow"),
            pytest.param(born(1940), None, Price(800, 2), id="the_lowest_of_two"),
            pytest.param(Facts(on=MONDAY, birth_year=1966), None, Price(1500), id="year_only"),
            pytest.param(Facts(on=MONDAY, birth_year=1965), None, Price(1000, 1), id="surely_60"),
            pytest.param(None, 3, Price(500, 3), id="given_at_the_counter"),
            pytest.param(born(1940), 3, Price(500, 3), id="given_and_lower"),
        ],
    )
    def test_is_the_lowest_that_is_his(self, facts, given_class, price):
        found = price_for(standard_fen=1500, classes=ELDERS, facts=facts, given=given_class)

        assert found == price

    @given(FEN, st.lists(FEN, max_size=5), st.integers(1900, 2026))
    def test_is_never_more_than_everybody_pays(self, standard, prices, year):
        classes = [ClassPrice(key, key, fen, SIXTY) for key, fen in enumerate(prices)]

        found = price_for(standard_fen=standard, classes=classes, facts=born(year))

        assert found.price_fen <= standard
        assert found.price_fen in {standard, *prices}

    def test_names_no_class_that_pays_as_everybody_does(self):
        found = price_for(
            standard_fen=1000, classes=[ClassPrice(1, 0, 1000, SIXTY)], facts=born(1940)
        )

        assert found == Price(1000)


class TestCutOff:
    @pytest.mark.parametrize(
        ("days_before", "day"),
        [pytest.param(0, 9, id="same_day"), pytest.param(1, 8, id="day_before")],
    )
    def test_is_so_many_days_before(self, days_before, day):
        found = cut_off_at(day=MONDAY, days_before=days_before, at=time(16), zone=UTC)

        assert found == datetime(2026, 2, day, 16, tzinfo=UTC)

    @given(st.times(), st.integers(0, 14))
    def test_is_never_after_the_meal(self, at, days_before):
        found = sitting(
            day=MONDAY,
            serves_from=time(10, 30),
            serves_until=time(12, 30),
            days_before=days_before,
            cut_off=at,
            zone=UTC,
        )

        assert found.cut_off <= found.ends_at

    @given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
    def test_a_week_begins_on_monday(self, day):
        monday = monday_of(day)

        assert monday.isoweekday() == 1
        assert timedelta(0) <= day - monday < timedelta(7)
