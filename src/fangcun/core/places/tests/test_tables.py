"""Rows that cannot be: the database itself refuses them."""

import pytest
from django.db import IntegrityError, transaction

from fangcun.core.places.models import Community, District, Facility, IdleSpace, Project
from fangcun.core.places.states import FacilityKind, Stage

pytestmark = pytest.mark.django_db

BY_AGE = [1, 2, 3, 4, 5, 6, 7, 8]


def a_community(**changed) -> Community:
    usual = {
        "code": "320613001001",
        "name": "桥东社区",
        "subdistrict": "和平桥街道",
        "households": 10,
        "residents_by_age": BY_AGE,
    }
    return Community.objects.create(**{**usual, **changed})


def a_space(**changed) -> IdleSpace:
    usual = {
        "ref": "S1",
        "name": "老粮站",
        "lon": 120.8,
        "lat": 31.9,
        "floor_area_m2": 100.0,
        "floor": 1,
        "is_step_free": True,
        "fit_out_fen_per_m2": 0,
    }
    community = changed.pop("community", None) or a_community()
    return IdleSpace.objects.create(**{**usual, **changed}, community=community)


class TestCommunity:
    def test_counts_its_people(self):
        community = a_community()

        assert (community.residents, community.elders, community.children) == (36, 21, 10)

    @pytest.mark.parametrize(
        ("field", "value", "sentence"),
        [
            ("code", "32061300100", "a_community_code_has_12_digits"),
            ("code", "32061300100x", "a_community_code_has_12_digits"),
            ("residents_by_age", [1, 2], "residents_are_counted_in_8_bands"),
            ("lat", 91.0, "a_community_lies_on_earth"),
        ],
    )
    def test_refuses_what_cannot_be(self, field, value, sentence):
        position = {"lon": 120.0, "lat": 31.0} if field == "lat" else {}

        with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
            a_community(**{**position, field: value})


class TestIdleSpace:
    @pytest.mark.parametrize(
        ("field", "value", "sentence"),
        [
            ("floor_area_m2", 0.0, "an_idle_space_has_floor_area"),
            ("rent_fen_per_year", -1, "an_idle_space_costs_nothing_or_more"),
            ("lon", 181.0, "an_idle_space_lies_on_earth"),
        ],
    )
    def test_refuses_what_cannot_be(self, field, value, sentence):
        with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
            a_space(**{field: value})


class TestDistrict:
    def test_is_one(self):
        District.objects.create(name="甲")

        with pytest.raises(IntegrityError), transaction.atomic():
            District.objects.create(id=2, name="乙")


class TestProject:
    def test_cannot_be_open_without_a_facility(self):
        space = a_space()

        with pytest.raises(IntegrityError, match="an_open_project_has_a_facility"):
            Project.objects.create(
                community=space.community,
                space=space,
                name="甲",
                kind=FacilityKind.COMPLEX,
                stage=Stage.OPEN,
            )

    def test_may_follow_a_closed_one_in_the_same_space(self):
        space = a_space()
        for stage in (Stage.CLOSED, Stage.PROPOSED):
            Project.objects.create(
                community=space.community,
                space=space,
                name="甲",
                kind=FacilityKind.COMPLEX,
                stage=stage,
            )

        assert space.projects.count() == 2


class TestFacility:
    def test_is_of_a_known_kind(self):
        with pytest.raises(IntegrityError, match="complex_or_interspersed"):
            Facility.objects.create(
                ref="F1",
                name="甲",
                community=a_community(),
                lon=120.8,
                lat=31.9,
                floor_area_m2=1.0,
                kind="palace",
            )
