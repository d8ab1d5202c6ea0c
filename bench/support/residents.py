"""Invented people of any number, and where they live; the same ones every time."""

from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple

from bench.support.rows import copy, filled, run
from bench.support.town import BUSY, COMMUNITIES

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕"
    "丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃"
    "武戴莫孔向汤单仇解查区朴盖翟冼缪"
)
GIVEN = (
    "桂英秀兰玉珍淑凤金花建国志明文华德福春梅红霞丽娟永祥长生根宝阿巧云龙海涛小平伟强军杰敏静芳燕"
    "勇刚洪波雪松子涵宇轩梓萱浩然一诺欣怡思远乐行重曾𬭊㛃"
)
ESTATES = [word + kind for word in "南北东西新文秀城湖江园山" for kind in ("郊新村", "苑", "家园")]
ESTATES_EACH, BUILDINGS_EACH = 3, 40  # of a community, of an estate
SEED = 20260209


class Person(NamedTuple):
    """One invented resident."""

    number: int
    name: str
    community: int
    estate: str
    building: str
    unit: str
    room: str

    @property
    def phone(self) -> str:
        return phone_of(self.number)

    @property
    def card(self) -> str:
        return f"C{self.number:07d}"

    @property
    def home(self) -> tuple[Any, ...]:
        return self[2:]


def make_people(residents: int) -> list[Person]:
    """People with names, telephones, cards and addresses, by all of which they are found."""
    chance = Random(SEED)  # a town, not a secret
    people = [_person(chance, number) for number in range(1, residents + 1)]
    homes = {home: at for at, home in enumerate(dict.fromkeys(who.home for who in people), 1)}
    run([_buildings()])
    copy("people_address", _addresses(homes))
    copy("people_resident", _residents(people, homes))
    copy("people_phone", _phones(people))
    return people


def phone_of(number: int) -> str:
    return f"139{number:08d}"


def _person(chance: Random, number: int) -> Person:
    surname = SURNAMES[min(int(chance.expovariate(1 / 14)), len(SURNAMES) - 1)]
    community = BUSY if number % 20 == 0 else 1 + number % COMMUNITIES
    return Person(
        number=number,
        name=surname + "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2, 2)))),
        community=community,
        estate=ESTATES[(community * ESTATES_EACH + chance.randrange(ESTATES_EACH)) % len(ESTATES)],
        building=str(chance.randint(1, BUILDINGS_EACH)),
        unit=str(chance.randint(1, 4)),
        room=f"{chance.randint(1, 18)}{chance.randint(1, 4):02d}",
    )


def _buildings() -> str:
    """As many as all estates have; people live in them by the number of their building."""
    return filled(
        "places_building",
        {
            "id": "n",
            "ref": "'B' || n",
            "community_id": f"1 + (n - 1) / {BUILDINGS_EACH}",
            "lon": "120.8 + random() * 0.25",
            "lat": "31.98 + random() * 0.04",
            "residents": "40",
        },
        COMMUNITIES * BUILDINGS_EACH,
    )


def _addresses(homes: dict[tuple[Any, ...], int]) -> Iterator[dict[str, Any]]:
    for (community, estate, building, unit, room), number in homes.items():
        yield {
            "id": number,
            "community_id": community,
            "on_map_id": (community - 1) * BUILDINGS_EACH + int(building),
            "estate": estate,
            "building": building,
            "unit": unit,
            "room": room,
        }


def _residents(people: list[Person], homes: dict[tuple[Any, ...], int]) -> Iterator[dict[str, Any]]:
    from django.utils import timezone

    from fangcun.core.people.rules.addresses import AddressParts
    from fangcun.core.people.rules.finding import words_to_find_by
    from fangcun.core.people.rules.readings import readings

    now = timezone.now()
    for who in people:
        likeliest = next(iter(readings(who.name)))
        yield {
            "id": who.number,
            "name": who.name,
            "pinyin": likeliest.full,
            "initials": likeliest.initials,
            "sex": "unknown",
            "birth_year": 1930 + who.number % 90,
            "language": "",
            "card_number": who.card,
            "community_id": who.community,
            "address_id": homes[who.home],
            "relation": "",
            "residence": "resident",
            "phones_written": who.phone,
            "note": "",
            "found_by": words_to_find_by(
                names=[who.name],
                phones=[who.phone],
                cards=[who.card],
                addresses=[AddressParts(who.estate, who.building, who.unit, who.room)],
            ),
            "registered_at": now,
            "is_demo": True,
            "revision": 1,
        }


def _phones(people: list[Person]) -> Iterator[dict[str, Any]]:
    for who in people:
        yield {
            "id": who.number,
            "resident_id": who.number,
            "number": who.phone,
            "note": "",
            "is_main": True,
        }
