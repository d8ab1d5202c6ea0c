"""The rule pack: complete, sourced, and within what the norms allow."""

from datetime import date

import pytest

from fangcun_planner.defaults import RULE_CODES, default_functions, default_rules, rule_limits
from fangcun_planner.district import AGE_BANDS, Standing


class TestDefaultFunctions:
    def test_are_nine_and_the_four_first_come_first(self):
        functions = default_functions()

        assert len(functions) == 9
        assert [function.code for function in functions if function.is_priority] == [
            "elder_care",
            "toddler_care",
            "after_school_care",
            "meals",
        ]

    @pytest.mark.parametrize("function", default_functions(), ids=lambda f: f.code)
    def test_have_a_source_and_rates_between_zero_and_one(self, function):
        assert function.source.text
        assert isinstance(function.source.checked_on, date)
        assert len(function.need_rate) == len(AGE_BANDS)
        assert all(0 <= rate <= 1 for rate in function.need_rate)
        assert function.elder_reach_m == pytest.approx(function.reach_m * 48 / 60)

    @pytest.mark.parametrize("function", default_functions(), ids=lambda f: f.code)
    def test_have_a_small_and_a_large_module_on_whole_tens_of_square_metres(self, function):
        small, large = function.modules

        assert small.capacity < large.capacity
        assert all(module.floor_area_m2 % 10 == 0 for module in function.modules)
        assert all(module.source.text for module in function.modules)

    def test_weigh_a_person_of_the_four_first_more_than_any_other(self):
        urgency = {True: [], False: []}
        for function in default_functions():
            urgency[function.is_priority].append(function.urgency)

        assert min(urgency[True]) > max(urgency[False])

    def test_toddlers_get_six_square_metres_each(self):
        toddler_care = next(f for f in default_functions() if f.code == "toddler_care")

        for module in toddler_care.modules:
            assert module.floor_area_m2 / module.capacity >= 6

    @pytest.mark.parametrize("code", ["elder_care", "toddler_care"])
    def test_frail_people_are_never_sent_to_a_basement_or_up_steps(self, code):
        function = next(f for f in default_functions() if f.code == code)

        assert function.lowest_floor == 1
        assert function.highest_floor <= 3
        assert function.needs_step_free


class TestDefaultRules:
    def test_are_exactly_the_rules_that_the_planner_reads(self):
        assert tuple(rule.code for rule in default_rules()) == RULE_CODES

    def test_say_where_they_come_from_in_both_languages(self):
        for rule in default_rules():
            assert rule.name.zh
            assert rule.name.en
            assert rule.source.text
            assert rule.source.checked_on

    def test_what_the_guideline_says_is_verified_and_our_own_choices_are_not(self):
        standing = {rule.code: rule.source.standing for rule in default_rules()}

        assert standing["complex_min_area_m2"] is Standing.VERIFIED
        assert standing["equity_weight"] is Standing.UNVERIFIED

    def test_keep_their_own_limits(self):
        for rule in default_rules():
            limits = rule_limits()[rule.code]

            assert limits.least <= rule.value <= limits.most
            assert rule.value.is_integer() or not limits.is_whole
