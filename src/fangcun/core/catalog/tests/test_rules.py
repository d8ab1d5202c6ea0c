"""Which kind a facility is, and why."""

import pytest

from fangcun.core.catalog.rules import DISTRICT_ENDINGS, below, ending_of, facility_kind
from fangcun.core.places.states import FacilityKind

RULES = {"complex_min_area_m2": 600.0, "complex_min_functions": 3.0, "complex_min_priority": 2.0}


class TestFacilityKind:
    @pytest.mark.parametrize(
        ("area", "functions", "priority", "kind", "reason"),
        [
            pytest.param(600, 3, 2, "complex", "不小于600㎡", id="just-enough"),
            pytest.param(599.5, 3, 2, "interspersed", "建筑面积599.5㎡，小于600㎡", id="too-small"),
            pytest.param(900, 2, 2, "interspersed", "功能2项，少于3项", id="too-few"),
            pytest.param(900, 4, 1, "interspersed", "优先功能1项，少于2项", id="priority"),
            pytest.param(100, 1, 0, "interspersed", "；功能1项，少于3项；", id="every-reason"),
        ],
    )
    def test_follows_from_area_and_functions(self, area, functions, priority, kind, reason):
        verdict = facility_kind(
            floor_area_m2=area, functions=functions, priority_functions=priority, rules=RULES
        )

        assert verdict.kind == FacilityKind(kind)
        assert reason in verdict.why.zh
        assert verdict.why.en


class TestBelow:
    def test_counts_communities_under_the_quota_and_not_those_without_homes(self):
        assert below(areas=[0.0, 29.9, 30.0, 80.0, None], quota=30.0) == 2


class TestEndingOf:
    @pytest.mark.parametrize(
        ("name", "ending"),
        [("甲.XLSX", ".xlsx"), ("a.b.zip", ".zip"), ("a.xls", None), ("zip", None), ("", None)],
    )
    def test_is_found_whatever_its_case(self, name, ending):
        assert ending_of(name=name, endings=DISTRICT_ENDINGS) == ending
