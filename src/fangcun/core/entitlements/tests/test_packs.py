from datetime import date

import pytest

from fangcun.core.catalog.actions import load_default_services
from fangcun.core.entitlements import actions, queries
from fangcun.core.entitlements.models import (
    BenefitRule,
    RulePack,
)
from fangcun.core.entitlements.rules import BadCondition
from fangcun.core.entitlements.states import CircumstanceKind
from fangcun.core.entitlements.tests.cast import (
    MONDAY,
    a_circumstance,
    a_pack,
    a_written_pack,
    a_written_rule,
)
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident


@pytest.mark.django_db
class TestPacks:
    def test_change_is_a_new_version_and_the_old_one_stays(self):
        first = a_pack(a_written_rule({"age_at_least": 80}))

        second = a_pack(a_written_rule({"age_at_least": 70}), code=first.code, over_version=1)

        assert second.version == 2
        assert queries.rules_of(first)[0].conditions == {"age_at_least": 80}

    def test_second_of_two_writers_is_told(self):
        first = a_pack()
        a_pack(code=first.code, over_version=1)

        with pytest.raises(actions.NewerVersion):
            a_pack(code=first.code, over_version=1)

    def test_says_something(self):
        with pytest.raises(actions.SaysNothing):
            actions.write_pack(
                code="empty",
                over_version=0,
                written=a_written_pack(rules=[]),
                by="t",
                now=MONDAY_9AM,
            )
        with pytest.raises(actions.SaysNothing):
            a_pack(a_written_rule(), a_written_rule())
        with pytest.raises(BadCondition):
            a_pack(a_written_rule({"has": "riches"}))

    def test_switched_off_and_on(self):
        pack = a_pack()

        off = actions.set_in_use(pack=pack, revision=1, is_in_use=False, by="t", now=MONDAY_9AM)

        assert not off.is_in_use
        with pytest.raises(actions.ChangedMeanwhile):
            actions.set_in_use(pack=pack, revision=1, is_in_use=True, by="u", now=MONDAY_9AM)


@pytest.mark.django_db
class TestDefaultPacks:
    def test_are_readable_sourced_and_not_loaded_twice(self):
        loaded = actions.load_default_packs(now=MONDAY_9AM)

        assert loaded
        assert actions.load_default_packs(now=MONDAY_9AM) == []
        for rule in BenefitRule.objects.select_related("pack"):
            assert queries.condition_in_words(queries.terms_of(rule).condition)
            assert rule.pack.source
            assert rule.pack.checked_on

    def test_leave_an_edited_pack_alone(self):
        mine = a_pack(code="old_age", name_zh="本区的")

        actions.load_default_packs(now=MONDAY_9AM)

        assert RulePack.objects.get(code="old_age") == mine

    def test_what_is_a_service_names_it_so_that_the_ledger_knows_who_came(self):
        load_default_services(by="方寸", now=MONDAY_9AM)

        actions.load_default_packs(now=MONDAY_9AM)

        named = BenefitRule.objects.filter(pack__is_in_use=True, service__isnull=False)
        assert {rule.service.code for rule in named} >= {"welfare_check", "health_check"}

    def test_other_cities_ways_are_off_and_to_be_checked(self):
        actions.load_default_packs(now=MONDAY_9AM)

        off = RulePack.objects.filter(is_in_use=False)
        assert off.count() >= 5
        assert all(pack.is_to_be_checked for pack in off)

    @pytest.mark.parametrize(
        ("kinds", "key"),
        [
            pytest.param(["living_alone"], "welfare_check/monthly", id="alone at 70"),
            pytest.param(["lone_elder"], "free_home_visits/cleaning", id="lone elder"),
            pytest.param([], "health_check_65/yearly", id="everybody from 65"),
        ],
    )
    def test_people_of_70(self, kinds, key):
        actions.load_default_packs(now=MONDAY_9AM)
        resident = a_resident(born_on=date(1956, 1, 1))
        for kind in kinds:
            a_circumstance(resident, CircumstanceKind(kind))

        shown = queries.panel(resident, on=MONDAY, sees_health=True)

        assert key in {one.rule.key for one in shown.due}
