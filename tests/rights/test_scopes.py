"""Scopes: the filter of a table and the judgement of one row say the same, for every table."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fangcun.base.rights import Right
from fangcun.base.scopes import Grant, ScopeKind, is_within, within
from fangcun.core.operators.models import Contract, Operator
from fangcun.core.operators.tests.cast import a_contract, an_operator
from fangcun.core.people.models import Resident
from fangcun.core.people.tests.cast import a_resident
from fangcun.core.places.models import Facility, Room
from fangcun.core.places.tests.cast import a_community, a_facility, a_room

RIGHT, ANOTHER = Right.READ_FACILITIES, Right.READ_AUDIT
TABLES = (Facility, Room, Operator, Contract, Resident)


def a_small_town() -> None:
    """Two subdistricts, three communities, four facilities, operators with several contracts."""
    east, also_east = a_community("甲"), a_community("乙")
    west = a_community("丙", subdistrict="西街道")
    facilities = [a_facility(east), a_facility(east), a_facility(also_east), a_facility(west)]
    for facility in facilities:
        a_room(facility)
    busy, modest, new = an_operator(), an_operator(), an_operator()
    for facility in facilities[:3]:
        a_contract(busy, facility)
    a_contract(busy, facilities[0])
    a_contract(modest, facilities[3])
    assert not new.contracts.exists()
    for community in (east, also_east, west):
        a_resident(community=community)


@pytest.fixture
def town(db: None) -> None:
    a_small_town()


def _a_grant(draw: st.DrawFn) -> Grant:
    kind = draw(st.sampled_from(list(ScopeKind)))
    facilities = list(Facility.objects.values_list("pk", flat=True))
    keys: dict[ScopeKind, list[Any]] = {
        ScopeKind.DISTRICT: [None],
        ScopeKind.SUBDISTRICT: ["东街道", "西街道", "没有这个街道"],
        ScopeKind.COMMUNITY: list(Facility.objects.values_list("community_id", flat=True)),
        ScopeKind.FACILITY: facilities,
        ScopeKind.OPERATOR: [*Operator.objects.values_list("pk", flat=True), -1],
    }
    runs = draw(st.frozensets(st.sampled_from(facilities))) if kind == ScopeKind.OPERATOR else ()
    return Grant(
        rights=draw(st.sampled_from([frozenset({RIGHT}), frozenset({ANOTHER}), frozenset()])),
        kind=kind,
        key=draw(st.sampled_from(keys[kind])),
        facilities=frozenset(runs),
    )


class TestWithin:
    @given(data=st.data())
    @settings(
        max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @pytest.mark.usefixtures("town")
    def test_agrees_with_the_judgement_of_one_row(self, data: st.DataObject):
        grants = data.draw(st.lists(st.composite(_a_grant)(), max_size=3))

        for table in TABLES:
            found = list(within(grants=grants, right=RIGHT, rows=table.objects.all()))
            judged = [
                row for row in table.objects.all() if is_within(grants=grants, right=RIGHT, row=row)
            ]
            assert sorted(row.pk for row in found) == sorted(row.pk for row in judged)


@pytest.mark.django_db
class TestPathsThroughManyRows:
    def test_give_each_row_once(self):
        community = a_community()
        operator = an_operator()
        for facility in (a_facility(community), a_facility(community)):
            a_contract(operator, facility)
        grants = [Grant(frozenset({RIGHT}), ScopeKind.COMMUNITY, community.pk)]

        found = within(grants=grants, right=RIGHT, rows=Operator.objects.all())

        assert list(found) == [operator]

    def test_an_operator_without_a_contract_still_sees_itself(self):
        operator = an_operator()
        grants = [Grant(frozenset({RIGHT}), ScopeKind.OPERATOR, operator.pk)]

        assert is_within(grants=grants, right=RIGHT, row=operator)


@pytest.mark.django_db
class TestOperatorsGrant:
    """Tables that know no operator are opened by the places where its contracts run."""

    def test_opens_facilities_and_rooms_where_it_runs(self):
        here, elsewhere = a_room(), a_room()
        grants = [Grant(frozenset({RIGHT}), ScopeKind.OPERATOR, 1, frozenset({here.facility_id}))]

        assert list(within(grants=grants, right=RIGHT, rows=Room.objects.all())) == [here]
        assert is_within(grants=grants, right=RIGHT, row=here.facility)
        assert not is_within(grants=grants, right=RIGHT, row=elsewhere.facility)

    def test_never_opens_a_table_of_people(self):
        resident = a_resident()
        grants = [
            Grant(
                frozenset(Right),
                ScopeKind.OPERATOR,
                1,
                frozenset(Facility.objects.values_list("pk", flat=True)),
            )
        ]

        assert not is_within(grants=grants, right=Right.READ_PERSONS, row=resident)
