"""The demo district: true where it claims to be, marked where it is made up, always the same."""

from collections import Counter

import numpy as np
import pytest

from fangcun_planner.defaults import RULE_CODES
from fangcun_planner.demo import demo_district
from fangcun_planner.demo.apportion import apportion
from fangcun_planner.demo.facilities import is_complex
from fangcun_planner.geo.boundary import is_inside


@pytest.fixture(scope="module")
def district():
    return demo_district()


class TestPeople:
    def test_are_as_many_as_the_census_counted(self, district):
        assert sum(community.residents for community in district.communities) == 1_183_740

    def test_are_as_old_as_the_census_counted(self, district):
        elders = sum(sum(community.residents_by_age[6:]) for community in district.communities)

        assert elders == round(1_183_740 * 0.1371)

    def test_differ_in_age_from_community_to_community(self, district):
        shares = [sum(c.residents_by_age[6:]) / c.residents for c in district.communities]

        assert min(shares) < 0.09
        assert max(shares) > 0.20

    def test_live_in_households_of_a_plausible_size(self, district):
        for community in district.communities:
            assert 2.2 < community.residents / community.households < 2.6

    def test_of_a_community_all_live_in_its_buildings(self, district):
        housed = Counter[str]()
        for building in district.buildings:
            housed[building.community] += building.residents

        assert housed == {c.code: c.residents for c in district.communities}


class TestCommunities:
    def test_are_the_real_ones_without_the_virtual_zones(self, district):
        codes = {community.code for community in district.communities}

        assert len(codes) == len(district.communities) == 179
        assert all(len(code) == 12 and code.startswith("320613") for code in codes)
        assert not any(code.endswith("498") for code in codes)

    def test_are_called_by_their_names_not_by_their_committees(self, district):
        names = {community.code: community.name for community in district.communities}

        assert names["320613010010"] == "剑山社区"
        assert len(set(names.values())) == 179
        assert not any(name.endswith(("居委会", "委员会", "村委会")) for name in names.values())


class TestPlaces:
    def test_lie_inside_the_boundary(self, district):
        places = [*district.buildings, *district.spaces, *district.facilities]

        inside = is_inside(
            lon=np.array([place.lon for place in places]),
            lat=np.array([place.lat for place in places]),
            boundary=district.boundary,
        )

        assert inside.all()

    def test_are_more_crowded_in_the_old_city_than_outside(self, district):
        home = {c.code: c.subdistrict for c in district.communities}
        spread = {
            name: np.std([b.lat for b in district.buildings if home[b.community] == name])
            for name in ("和平桥街道", "陈桥街道")
        }

        assert spread["和平桥街道"] < spread["陈桥街道"] / 2


class TestSpaces:
    def test_are_six_hundred_marked_ones_of_a_plausible_size(self, district):
        assert len({space.id for space in district.spaces}) == 600
        assert all(space.is_demo and "演示" in space.name for space in district.spaces)
        assert all(60 <= space.floor_area_m2 <= 2000 for space in district.spaces)

    def test_differ_in_what_the_floor_rules_ask(self, district):
        assert {space.floor for space in district.spaces} >= {-1, 1, 2, 3}
        assert {space.is_step_free for space in district.spaces} == {True, False}
        assert sum(space.floor_area_m2 >= 600 for space in district.spaces) > 50


class TestFacilities:
    def test_are_eight_complexes_and_twelve_interspersed_by_the_rules(self, district):
        kinds = Counter(
            is_complex(facility=facility, functions=district.functions, rules=district.rules)
            for facility in district.facilities
        )

        assert kinds == {True: 8, False: 12}

    def test_keep_the_figures_of_the_report(self, district):
        reported = {f.community: f.floor_area_m2 for f in district.facilities if not f.is_demo}

        assert reported == {"320613010010": 1100, "320613003006": 3500, "320613010011": 180}

    def test_are_marked_where_made_up(self, district):
        made_up = [facility for facility in district.facilities if facility.is_demo]

        assert len(made_up) == 17
        assert all("演示" in facility.name for facility in made_up)

    def test_serve_only_functions_that_exist(self, district):
        codes = {function.code for function in district.functions}

        assert all(set(facility.capacity) <= codes for facility in district.facilities)


class TestDemoDistrict:
    def test_is_the_same_for_the_same_seed_and_another_for_another(self, district):
        assert demo_district(seed=1).buildings == district.buildings
        assert demo_district(seed=1).spaces == district.spaces
        assert demo_district(seed=2).buildings != district.buildings

    def test_keeps_the_real_figures_whatever_the_seed(self):
        other = demo_district(seed=7)

        assert sum(community.residents for community in other.communities) == 1_183_740
        assert len(other.facilities) == 20

    def test_has_every_rule(self, district):
        assert [rule.code for rule in district.rules] == list(RULE_CODES)
        assert district.options.budget_fen == 300_000_000


class TestApportion:
    @pytest.mark.parametrize(
        ("total", "weights", "shares"),
        [
            pytest.param(10, [1, 1, 1], [4, 3, 3], id="the first of equals gets the rest"),
            pytest.param(7, [0.5, 0.25, 0.25], [3, 2, 2], id="largest remainders first"),
            pytest.param(0, [1, 2], [0, 0], id="nothing to share"),
        ],
    )
    def test_loses_nobody(self, total, weights, shares):
        assert apportion(total=total, weights=np.array(weights, dtype=float)).tolist() == shares
