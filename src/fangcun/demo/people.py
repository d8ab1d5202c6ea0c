"""Residents of the demo: all of them made up, and marked so."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from fangcun.core.entitlements.actions import WrittenCircumstance, add_circumstance
from fangcun.core.entitlements.states import CircumstanceKind
from fangcun.core.people.actions import (
    NewPhone,
    NewResident,
    found_household,
    join_household,
    put_on_map,
    register_residents,
)
from fangcun.core.people.models import Resident
from fangcun.core.people.states import Relation, Residence
from fangcun.core.places.models import Building, Community, Facility
from fangcun.demo.names import MadeUpHome, MadeUpPerson, estate_of, made_up_home

BY = "演示"
HOMES_NEAR_REPORTED = 90
HOMES_ELSEWHERE = 12
SEED = 588


@transaction.atomic
def register_demo_residents(*, now: datetime) -> int:
    """People around every facility; more around the three that the report names."""
    today = timezone.localdate(now)
    rng = Random(SEED)  # noqa: S311  # made-up people, not a secret
    people = 0
    for facility in Facility.objects.select_related("community").order_by("ref"):
        count = HOMES_ELSEWHERE if facility.is_demo else HOMES_NEAR_REPORTED
        estate = estate_of(community=facility.community.name, rng=rng)
        homes = [
            made_up_home(rng=rng, estate=estate, number=number, today=today)
            for number in range(count)
        ]
        people += _move_in(facility.community, homes, rng, now)
        _show_on_map(facility.community, homes)
    return people


def _show_on_map(community: Community, homes: Sequence[MadeUpHome]) -> None:
    """The houses of the estate are the first buildings that the map has there."""
    houses = dict.fromkeys((home.address.estate, home.address.building) for home in homes)
    buildings = Building.objects.filter(community=community).order_by("ref")
    for (estate, number), building in zip(houses, buildings, strict=False):
        put_on_map(building=building, community=community, estate=estate, number=number)


def _move_in(community: Community, homes: Sequence[MadeUpHome], rng: Random, now: datetime) -> int:
    given = [_entry(community, home, person, rng) for home in homes for person in home.people]
    rows = register_residents(given=given, by=BY, now=now)
    for home, members in zip(homes, _by_home(homes, rows), strict=True):
        _live_together(home, members, now)
        _circumstances(home, members, rng, now)
    return len(rows)


def _entry(
    community: Community, home: MadeUpHome, person: MadeUpPerson, rng: Random
) -> NewResident:
    is_floating = rng.random() < 0.06
    return NewResident(
        name=person.name,
        community=community,
        sex=person.sex,
        born_on=None if is_floating else person.born_on,
        birth_year=person.born_on.year if is_floating else None,
        language=person.language,
        address=home.address,
        phones=(NewPhone(person.phone),) if person.phone else (),
        residence=Residence.FLOATING if is_floating else Residence.REGISTERED,
        is_demo=True,
    )


def _by_home(homes: Sequence[MadeUpHome], rows: Sequence[Resident]) -> Iterator[Sequence[Resident]]:
    at = 0
    for home in homes:
        yield rows[at : at + len(home.people)]
        at += len(home.people)


def _live_together(home: MadeUpHome, members: Sequence[Resident], now: datetime) -> None:
    if len(members) < 2:
        return
    household = found_household(resident=members[0], by=BY, now=now)
    for person, member in list(zip(home.people, members, strict=True))[1:]:
        join_household(
            resident=member, household=household, relation=person.relation, by=BY, now=now
        )


def _circumstances(
    home: MadeUpHome, members: Sequence[Resident], rng: Random, now: datetime
) -> None:
    """What is true of some elders: alone or not, income, ability."""
    today = timezone.localdate(now)
    for person, member in zip(home.people, members, strict=True):
        if person.relation not in {Relation.HEAD, Relation.SPOUSE} or not _is_elder(person, today):
            continue
        for written in _true_of(person, len(members), today, rng):
            add_circumstance(resident=member, written=written, by=BY, now=now)


def _is_elder(person: MadeUpPerson, today: date) -> bool:
    return person.born_on < today - timedelta(days=60 * 366)


def _true_of(
    person: MadeUpPerson, household: int, today: date, rng: Random
) -> Iterator[WrittenCircumstance]:
    begun = today - timedelta(days=rng.randrange(30, 700))
    soon = today + timedelta(days=rng.choice([20, 200, 340, 700]))

    def written(kind: CircumstanceKind, level: int | None = None) -> WrittenCircumstance:
        return WrittenCircumstance(
            kind=kind,
            level=level,
            evidence="演示：证件或走访记录",
            from_on=begun,
            until=soon,
            is_verified=rng.random() < 0.85,
        )

    yield written(CircumstanceKind.LIVING_ALONE if household == 1 else CircumstanceKind.EMPTY_NEST)
    if rng.random() < 0.08:
        yield written(rng.choice([CircumstanceKind.DIBAO, CircumstanceKind.LOW_INCOME]))
    if rng.random() < 0.10:
        yield written(CircumstanceKind.DISABLED, rng.randint(1, 4))
    if person.born_on < today - timedelta(days=80 * 366) and rng.random() < 0.3:
        yield written(CircumstanceKind.ABILITY_LEVEL, rng.randint(1, 3))
