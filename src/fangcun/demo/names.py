"""Made-up people: names, ages, telephones and homes, drawn from a seed."""

import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from fangcun.core.people.rules.addresses import AddressParts
from fangcun.core.people.states import Relation, Sex

DATA = Path(__file__).parent / "data"
MADE_UP_PHONE = "1990000"
"""Every telephone of the demo begins with it, so that nobody is rung by mistake."""


class MadeUpPerson(NamedTuple):
    name: str
    sex: Sex
    born_on: date
    phone: str
    language: str
    relation: Relation


class MadeUpHome(NamedTuple):
    """People who live together."""

    address: AddressParts
    people: tuple[MadeUpPerson, ...]


def made_up_home(*, rng: Random, estate: str, number: int, today: date) -> MadeUpHome:
    """One home of an estate: mostly elders, alone or as a couple, some families."""
    address = AddressParts(
        estate=estate,
        building=str(1 + number // 24),
        unit=str(1 + number // 12 % 2),
        room=f"{1 + number // 2 % 6}0{1 + number % 2}",
    )
    kinds = [_elder_alone, _elder_couple, _family]
    (kind,) = rng.choices(kinds, weights=[30, 40, 30])
    return MadeUpHome(address, tuple(kind(rng, today)))


def _elder_alone(rng: Random, today: date) -> list[MadeUpPerson]:
    sex = rng.choice([Sex.FEMALE, Sex.FEMALE, Sex.MALE])
    return [_person(rng, today, "elder", sex, rng.randint(66, 93), Relation.HEAD)]


def _elder_couple(rng: Random, today: date) -> list[MadeUpPerson]:
    age = rng.randint(62, 86)
    return [
        _person(rng, today, "elder", Sex.MALE, age, Relation.HEAD),
        _person(rng, today, "elder", Sex.FEMALE, age - rng.randint(0, 4), Relation.SPOUSE),
    ]


def _family(rng: Random, today: date) -> list[MadeUpPerson]:
    age = rng.randint(30, 45)
    father = _person(rng, today, "adult", Sex.MALE, age, Relation.HEAD)
    mother = _person(rng, today, "adult", Sex.FEMALE, age - 1, Relation.SPOUSE)
    sex = rng.choice([Sex.FEMALE, Sex.MALE])
    child = _person(rng, today, "child", sex, rng.randint(1, 13), Relation.CHILD)
    child = child._replace(name=father.name[0] + child.name[1:], phone="")
    return [father, mother, child]


def _person(  # noqa: PLR0917  # one line of a list
    rng: Random, today: date, generation: str, sex: Sex, age: int, relation: Relation
) -> MadeUpPerson:
    names = _names()
    surname = rng.choices(names["surnames"], weights=names["weights"])[0]
    given = rng.choice(names["given"][f"{generation}_{sex.value[0]}"])
    return MadeUpPerson(
        name=surname + given,
        sex=sex,
        born_on=today - timedelta(days=round(age * 365.25) + rng.randrange(365)),
        phone=f"{MADE_UP_PHONE}{rng.randrange(10_000):04d}",
        language=rng.choice(names["languages"]) if generation == "elder" else "",
        relation=relation,
    )


def estate_of(*, community: str, rng: Random) -> str:
    """An estate named after its community: 南郊新村."""
    short = community.removesuffix("社区").removesuffix("村")
    return short + str(rng.choice(_names()["estates"]))


@cache
def _names() -> dict[str, Any]:
    written = tomllib.loads((DATA / "names.toml").read_text())
    surnames, weights = [], []
    for sign in _surnames(written["surnames"]):
        surnames.append(sign[0])
        weights.append(int(sign[1:]))
    return {**written, "surnames": surnames, "weights": weights}


def _surnames(written: str) -> list[str]:
    """`王10李9` as 王10, 李9."""
    found: list[str] = []
    for sign in written:
        if sign.isdigit():
            found[-1] += sign
        else:
            found.append(sign)
    return found
