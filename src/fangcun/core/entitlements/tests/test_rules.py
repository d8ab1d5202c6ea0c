from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangcun.core.entitlements.rules import (
    AgeAtLeast,
    AgeAtMost,
    AllOf,
    Answer,
    AnyOf,
    BadCondition,
    Facts,
    Has,
    Held,
    LivesAs,
    LivesIn,
    PlainTerms,
    Reason,
    Terms,
    best_step,
    condition_from,
    condition_of,
    condition_to_json,
    explain,
    plain_terms_of,
    years_before,
)

MONDAY = date(2026, 2, 9)
KINDS = ("living_alone", "dibao", "disabled", "ability_level")
RESIDENCES = ("registered", "resident", "floating")


def told(facts, condition, proofs=()):
    return explain(facts=facts, terms=Terms(condition, frozenset(proofs)))


class TestAge:
    @pytest.mark.parametrize(
        ("born_on", "answer"),
        [
            pytest.param(date(1946, 2, 9), Answer.YES, id="eightieth birthday"),
            pytest.param(date(1946, 2, 10), Answer.NO, id="the day before it"),
            pytest.param(None, Answer.UNKNOWN, id="nothing known"),
        ],
    )
    def test_is_reached_on_the_birthday(self, born_on, answer):
        assert told(Facts(on=MONDAY, born_on=born_on), AgeAtLeast(80)).answer == answer

    @pytest.mark.parametrize(
        ("birth_year", "answer"),
        [
            pytest.param(1945, Answer.YES, id="80 whatever the day"),
            pytest.param(1946, Answer.UNKNOWN, id="79 or 80"),
            pytest.param(1947, Answer.NO, id="79 at most"),
        ],
    )
    def test_year_alone_decides_where_it_leaves_no_doubt(self, birth_year, answer):
        assert told(Facts(on=MONDAY, birth_year=birth_year), AgeAtLeast(80)).answer == answer

    def test_year_that_leaves_a_doubt_asks_for_the_birthday(self):
        found = told(Facts(on=MONDAY, birth_year=1946), AgeAtLeast(80))

        assert found.missing_proofs == (Reason("age", "birthday_unknown", 80, 80),)

    def test_born_on_29_february(self):
        born = Facts(on=date(2025, 2, 28), born_on=date(1964, 2, 29))

        assert told(born, AgeAtLeast(61)).answer == Answer.NO
        assert told(replace(born, on=date(2025, 3, 1)), AgeAtLeast(61)).answer == Answer.YES

    @given(
        on=st.dates(date(2000, 1, 1), date(2040, 1, 1)),
        born=st.dates(date(1900, 1, 1), date(1999, 1, 1)),
        years=st.integers(0, 120),
    )
    def test_latest_day_of_birth_agrees_with_age(self, on, born, years):
        is_old = told(Facts(on=on, born_on=born), AgeAtLeast(years)).is_entitled

        assert is_old == (born <= years_before(on, years))


class TestCircumstance:
    @pytest.mark.parametrize(
        ("held", "answer", "case"),
        [
            pytest.param(Held("disabled", 1), Answer.YES, "yes", id="level 1"),
            pytest.param(Held("disabled", 3), Answer.NO, "other_level", id="level 3"),
            pytest.param(Held("disabled"), Answer.UNKNOWN, "level_unknown", id="no level"),
            pytest.param(
                Held("disabled", 1, until=MONDAY), Answer.YES, "yes", id="last day of the paper"
            ),
            pytest.param(
                Held("disabled", 1, until=date(2026, 2, 8)),
                Answer.UNKNOWN,
                "run_out",
                id="paper ran out yesterday",
            ),
            pytest.param(
                Held("disabled", 1, from_on=date(2026, 2, 10)),
                Answer.NO,
                "not_begun",
                id="begins tomorrow",
            ),
            pytest.param(
                Held("disabled", 1, is_verified=False),
                Answer.UNKNOWN,
                "not_verified",
                id="nobody has seen the paper",
            ),
        ],
    )
    def test_severe_disability(self, held, answer, case):
        found = told(Facts(on=MONDAY, held=(held,)), Has("disabled", level_at_most=2))

        (reason,) = found.because + found.against + found.missing_proofs
        assert (found.answer, reason.case) == (answer, case)

    def test_not_recorded_is_a_no_that_says_so(self):
        found = told(Facts(on=MONDAY), Has("dibao"))

        assert found.against == (Reason("dibao", "not_recorded"),)

    def test_number_of_the_paper_is_asked_for_where_it_must_be(self):
        facts = Facts(on=MONDAY, held=(Held("dibao", has_certificate=False),))

        assert told(facts, Has("dibao")).is_entitled
        assert told(facts, Has("dibao"), ["certificate"]).missing_proofs == (
            Reason("dibao", "no_certificate"),
        )


class TestProofs:
    def test_birth_date_may_be_asked_for_although_the_year_would_do(self):
        found = told(Facts(on=MONDAY, birth_year=1930), AgeAtLeast(80), ["birth_date"])

        assert found.answer == Answer.UNKNOWN
        assert found.because
        assert found.missing_proofs == (Reason("age", "birth_date_missing"),)

    def test_who_is_not_due_is_not_sent_for_papers(self):
        found = told(Facts(on=MONDAY, birth_year=1990), AgeAtLeast(80), ["id_number"])

        assert found.answer == Answer.NO
        assert found.missing_proofs == ()


class TestLadder:
    def test_best_step_that_is_due(self):
        yes, no = (told(Facts(on=MONDAY), LivesIn((code,))) for code in ("", "elsewhere"))

        assert best_step([(200, yes), (600, no), (300, yes), (300, yes)]) == 2
        assert best_step([(600, no)]) is None


levels = st.none() | st.integers(0, 4)
conditions = st.recursive(
    st.one_of(
        st.builds(AgeAtLeast, st.integers(0, 100)),
        st.builds(AgeAtMost, st.integers(0, 100)),
        st.builds(Has, st.sampled_from(KINDS), levels, levels),
        st.builds(LivesAs, st.tuples(st.sampled_from(RESIDENCES))),
        st.builds(LivesIn, st.tuples(st.sampled_from(["a", "b"]))),
    ),
    lambda inner: st.one_of(
        st.builds(AllOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)
days = st.dates(date(2025, 12, 1), date(2026, 4, 1))
held = st.builds(
    Held,
    kind=st.sampled_from(KINDS),
    level=levels,
    from_on=days,
    until=st.none() | days,
    is_verified=st.booleans(),
    has_certificate=st.booleans(),
)
facts_of_somebody = st.builds(
    Facts,
    on=st.just(MONDAY),
    born_on=st.none() | st.dates(date(1920, 1, 1), date(2026, 1, 1)),
    birth_year=st.none() | st.integers(1920, 2026),
    residence=st.sampled_from((*RESIDENCES, "unknown")),
    community=st.sampled_from(["a", "b"]),
    has_id_number=st.booleans(),
    held=st.lists(held, max_size=3).map(tuple),
)
proofs = st.frozensets(st.sampled_from(["birth_date", "id_number", "certificate"]))


class TestProperties:
    @given(facts_of_somebody, conditions, proofs)
    def test_every_answer_has_a_reason(self, facts, condition, asked):
        found = told(facts, condition, asked)

        reasons = {
            Answer.YES: found.because,
            Answer.NO: found.against,
            Answer.UNKNOWN: found.missing_proofs,
        }
        assert reasons[found.answer]

    @given(facts_of_somebody, conditions, proofs, st.lists(held, max_size=3))
    def test_more_papers_never_take_a_benefit_away(self, facts, condition, asked, more):
        richer = replace(facts, held=(*facts.held, *more), has_id_number=True)

        if told(facts, condition, asked).is_entitled:
            assert told(richer, condition, asked).is_entitled

    @given(facts_of_somebody, conditions, proofs)
    def test_fewer_proofs_asked_never_take_a_benefit_away(self, facts, condition, asked):
        if told(facts, condition, asked).is_entitled:
            assert told(facts, condition).is_entitled

    @given(facts_of_somebody, st.sampled_from(KINDS), st.integers(1, 400))
    def test_paper_that_ran_out_never_entitles(self, facts, kind, days_ago):
        over = MONDAY - timedelta(days=days_ago)
        stale = tuple(replace(one, from_on=date.min, until=over) for one in facts.held)

        assert not told(replace(facts, held=stale), Has(kind)).is_entitled

    @given(conditions)
    def test_conditions_are_read_as_they_were_written(self, condition):
        written = condition_to_json(condition)

        read = condition_from(written, kinds=frozenset(KINDS), residences=frozenset(RESIDENCES))

        assert read == condition

    @given(facts_of_somebody, conditions)
    def test_form_says_the_same_or_gives_up(self, facts, condition):
        plain = plain_terms_of(condition)

        if plain is not None:
            assert told(facts, condition_of(plain)).answer == told(facts, condition).answer


class TestReading:
    @pytest.mark.parametrize(
        "written",
        [
            pytest.param([], id="a list"),
            pytest.param({}, id="nothing"),
            pytest.param({"all": []}, id="all of nothing"),
            pytest.param({"any": "dibao"}, id="a word for a list"),
            pytest.param({"has": "rich"}, id="unknown kind"),
            pytest.param({"has": "dibao", "shoe_size": 3}, id="unknown detail"),
            pytest.param({"has": "disabled", "level_at_most": 9}, id="level too high"),
            pytest.param({"age_at_least": "80"}, id="words for a number"),
            pytest.param({"age_at_least": True}, id="truth for a number"),
            pytest.param({"age_at_least": 151}, id="too old"),
            pytest.param({"age_at_least": 60, "age_at_most": 70}, id="two things at once"),
            pytest.param({"residence": ["unknown"]}, id="unknown residence"),
            pytest.param({"not": {"has": "dibao"}}, id="there is no not"),
        ],
    )
    def test_refuses_what_nobody_can_decide(self, written):
        with pytest.raises(BadCondition):
            condition_from(written, kinds=frozenset(KINDS), residences=frozenset(RESIDENCES))

    def test_refuses_what_is_too_deep(self):
        written = {"age_at_least": 1}
        for _level in range(9):
            written = {"all": [written]}

        with pytest.raises(BadCondition):
            condition_from(written, kinds=frozenset(KINDS), residences=frozenset(RESIDENCES))


class TestPlainTerms:
    def test_form_of_a_usual_rule(self):
        plain = PlainTerms(
            age_at_least=60,
            any_of=("living_alone", "disabled"),
            disability_at_most=2,
            residences=("registered",),
        )

        assert plain_terms_of(condition_of(plain)) == plain

    def test_gives_up_where_a_form_cannot_say_it(self):
        two_choices = AllOf((AnyOf((Has("dibao"),)), AnyOf((Has("living_alone"),))))

        assert plain_terms_of(two_choices) is None
