from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fangcun.core.entitlements import queries
from fangcun.core.entitlements.actions import enrol
from fangcun.core.entitlements.rules import Terms, explain
from fangcun.core.entitlements.states import CircumstanceKind, Gives
from fangcun.core.entitlements.tests.cast import (
    MONDAY,
    a_benefit,
    a_circumstance,
    a_pack,
    a_written_rule,
)
from fangcun.core.entitlements.tests.test_rules import conditions, proofs
from fangcun.core.people.models import Resident
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident
from fangcun.core.places.tests.cast import a_community

pytestmark = pytest.mark.django_db
EVERYBODY = Resident.objects.all


def names(rows):
    return sorted(row.name for row in rows)


class TestEntitled:
    def test_by_age_and_circumstance(self):
        community = a_community()
        benefit = a_benefit({"all": [{"age_at_least": 80}, {"has": "living_alone"}]})
        for name, born_on in (("甲", date(1946, 2, 9)), ("乙", date(1946, 2, 10))):
            a_circumstance(a_resident(name, community=community, born_on=born_on))
        a_resident("丙", community=community, born_on=date(1930, 1, 1))

        found = queries.entitled(benefit=benefit, on=MONDAY, among=EVERYBODY())

        assert names(found) == ["甲"]

    @pytest.mark.parametrize(
        "more",
        [
            pytest.param({"died_on": date(2026, 1, 1)}, id="died"),
            pytest.param({"left_on": date(2026, 1, 1)}, id="moved away"),
            pytest.param({"forgotten_at": MONDAY_9AM}, id="forgotten"),
        ],
    )
    def test_leaves_out_who_is_gone(self, more):
        a_resident(born_on=date(1930, 1, 1), **more)

        found = queries.entitled(benefit=a_benefit(), on=MONDAY, among=EVERYBODY())

        assert list(found) == []

    def test_paper_of_a_merged_duplicate_counts_for_the_person(self):
        kept = a_resident("陈桂英")
        duplicate = a_resident("陈桂英（重复）", community=kept.community)
        a_circumstance(duplicate)
        Resident.objects.filter(pk=duplicate.pk).update(merged_into=kept)
        benefit = a_benefit({"has": "living_alone"})

        found = queries.entitled(benefit=benefit, on=MONDAY, among=EVERYBODY())

        assert names(found) == ["陈桂英"]
        assert queries.explanation_for(kept, rule=benefit, on=MONDAY).is_entitled

    def test_not_enrolled_and_not_served(self):
        community = a_community()
        old = {"community": community, "born_on": date(1930, 1, 1)}
        one, two, _three = (a_resident(name, **old) for name in "甲乙丙")
        benefit = a_benefit()
        for resident in (one, two):
            enrol(resident=resident, rule=benefit, until=None, by="t", today=MONDAY, now=MONDAY_9AM)
        asked = {"benefit": benefit, "on": MONDAY, "among": EVERYBODY()}

        assert names(queries.not_enrolled(**asked)) == ["丙"]
        assert names(queries.enrolled(**asked)) == ["乙", "甲"]
        served = Resident.objects.filter(name="甲").values("pk")
        assert names(queries.not_served(**asked, served=served)) == ["丙", "乙"]

    def test_one_query(self, django_assert_num_queries):
        benefit = a_benefit({"any": [{"has": "dibao"}, {"age_at_least": 60}]})

        with django_assert_num_queries(1):
            list(queries.entitled(benefit=benefit, on=MONDAY, among=EVERYBODY()))


days = st.none() | st.dates(MONDAY - timedelta(days=2), MONDAY + timedelta(days=2))
papers = st.lists(
    st.tuples(
        st.sampled_from(["living_alone", "dibao", "disabled", "ability_level"]),
        st.none() | st.integers(1, 4),
        st.dates(MONDAY - timedelta(days=3), MONDAY + timedelta(days=1)),
        days,
        st.booleans(),
        st.sampled_from(["", "12345678"]),
    ),
    max_size=3,
    unique_by=lambda paper: paper[0],
)
somebody = st.fixed_dictionaries(
    {
        "born_on": st.none() | st.dates(date(1920, 1, 1), date(2026, 1, 1)),
        "birth_year": st.none() | st.integers(1920, 2026),
        "residence": st.sampled_from(["registered", "resident", "floating", "unknown"]),
    }
)


class TestDatabaseAndRules:
    @settings(
        max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(person=somebody, papers=papers, condition=conditions, asked=proofs)
    def test_find_the_same_people(self, person, papers, condition, asked):
        resident = a_resident(**person)
        for kind, level, from_on, until, is_verified, number in papers:
            has_levels = kind in {"disabled", "ability_level"}
            a_circumstance(
                resident,
                CircumstanceKind(kind),
                level=level if has_levels else None,
                from_on=from_on,
                until=until and max(until, from_on),
                is_verified=is_verified,
                number=number,
            )
        terms = Terms(condition, asked)
        among = Resident.objects.filter(pk=resident.pk)

        found = queries.entitled_by(terms=terms, on=MONDAY, among=among).exists()

        held = resident.circumstances.all()
        facts = queries.facts_of(resident, held, on=MONDAY)
        assert found == explain(facts=facts, terms=terms).is_entitled


class TestPacksInForce:
    def test_newest_version_that_has_begun(self):
        first = a_pack(valid_from=date(2026, 1, 1))
        second = a_pack(code=first.code, over_version=1, valid_from=date(2026, 3, 1))

        assert queries.rules_in_force(date(2026, 2, 28)).get().pack == first
        assert queries.rules_in_force(date(2026, 3, 1)).get().pack == second

    def test_not_before_it_begins_nor_after_its_end_nor_when_switched_off(self):
        a_pack(valid_from=date(2026, 2, 10))
        a_pack(valid_until=date(2026, 2, 8))
        a_pack(is_in_use=False)

        assert not queries.rules_in_force(MONDAY).exists()
        assert queries.rules_in_force(date(2026, 2, 10)).count() == 1
        assert queries.rules_in_force(date(2026, 2, 8)).count() == 1

    def test_one_rule_by_its_key(self):
        rule = a_benefit()

        assert queries.rule_in_force(rule.key, on=MONDAY) == rule
        assert queries.rule_in_force("no/such", on=MONDAY) is None


class TestPreview:
    def test_counts_more_and_fewer(self):
        community = a_community()
        for number in range(6):
            a_resident(f"七十{number}", community=community, birth_year=1950)
        a_resident("六十", community=community, birth_year=1964)
        before = {"rule": queries.terms_from({"age_at_least": 70}, [])}
        after = {"rule": queries.terms_from({"age_at_most": 65}, [])}

        found = queries.preview(
            before=before,
            after=after,
            on=MONDAY,
            among=EVERYBODY(),
            named=Resident.objects.none(),
            smallest=5,
        )

        (rule,) = found.rules
        assert (rule.before, rule.fewer) == (6, 6)
        assert (rule.more, rule.after) == (None, None)  # one person: could be known
        assert found.comes == found.goes == []

    def test_names_a_few_where_persons_may_be_seen(self):
        a_resident("甲", birth_year=1930)

        found = queries.preview(
            before={},
            after={"rule": queries.terms_from({"age_at_least": 80}, [])},
            on=MONDAY,
            among=EVERYBODY(),
            named=EVERYBODY(),
            smallest=0,
        )

        assert names(found.comes) == ["甲"]
        assert found.rules[0].more == 1


class TestPanel:
    def test_why_yes_why_not_and_what_is_missing(self):
        resident = a_resident(born_on=date(1940, 1, 1))
        a_circumstance(resident, CircumstanceKind.DIBAO, until=date(2026, 2, 8))
        a_benefit({"age_at_least": 80}, name_zh="甲")
        a_benefit({"has": "dibao"}, name_zh="乙")
        a_benefit({"has": "lone_elder"}, name_zh="丙")

        shown = queries.panel(resident, on=MONDAY, sees_health=True)

        assert shown.due[0].because == ("86岁，已满80周岁",)
        assert shown.missing[0].missing_proofs == ("低保的证明已于2026-02-08到期",)
        assert shown.not_due[0].against == ("没有登记孤寡",)

    def test_health_is_kept_from_those_who_may_not_see_it(self):
        resident = a_resident()
        a_circumstance(resident, CircumstanceKind.DISABLED, level=1)
        a_benefit({"has": "disabled", "level_at_most": 2})

        shown = queries.panel(resident, on=MONDAY, sees_health=False)

        assert shown.circumstances == []
        assert shown.hidden == 1
        assert shown.due[0].because == ("健康类情况（按权限显示）",)

    def test_best_step_of_a_ladder_only(self):
        resident = a_resident(born_on=date(1940, 1, 1))
        step = {"benefit": "meals", "gives": Gives.FEN_PER_TIME}
        a_pack(
            a_written_rule({"age_at_least": 60}, code="from_60", amount=200, **step),
            a_written_rule({"age_at_least": 80}, code="from_80", amount=300, **step),
        )

        shown = queries.panel(resident, on=MONDAY, sees_health=True)

        assert [one.gift for one in shown.due] == ["每次补贴3元"]
        assert shown.not_due == []

    def test_three_queries(self, django_assert_num_queries):
        resident = a_resident(born_on=date(1940, 1, 1))
        for kind in (CircumstanceKind.DIBAO, CircumstanceKind.LIVING_ALONE):
            a_circumstance(resident, kind)
        for _number in range(3):
            a_benefit()

        with django_assert_num_queries(3):
            queries.panel(resident, on=MONDAY, sees_health=True)


class TestExpiring:
    def test_soon_and_just_now_by_date(self):
        community = a_community()
        for name, until in (
            ("还早", date(2026, 6, 1)),
            ("快了", date(2026, 2, 20)),
            ("刚过", date(2026, 2, 1)),
        ):
            a_circumstance(a_resident(name, community=community), until=until)
        asked = {"among": EVERYBODY(), "on": MONDAY, "days": 30}

        found = queries.expiring(**asked, with_health=EVERYBODY())

        assert [one.resident.name for one in found] == ["刚过", "快了"]

    def test_leaves_health_out_where_it_may_not_be_seen(self):
        a_circumstance(a_resident(), CircumstanceKind.DISABLED, until=date(2026, 2, 20))
        asked = {"among": EVERYBODY(), "on": MONDAY, "days": 30}

        assert not queries.expiring(**asked, with_health=Resident.objects.none())
        assert queries.expiring(**asked, with_health=EVERYBODY())
