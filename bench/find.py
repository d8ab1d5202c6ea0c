"""Bench: finding one of 200,000 residents in one box, by every kind of word.

Prints hits, p50 and p95 in milliseconds and statements asked, for a steward (one community), an
officer (one subdistrict) and the whole district, and what a plain ILIKE over the same columns
takes for the same words. Everything happens in a database of its own that is thrown away.

    .venv/bin/python bench/find.py [--residents 200000] [--rounds 40] [--explain]
"""

import argparse
import os
import random
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median, quantiles
from tempfile import mkdtemp
from time import perf_counter
from typing import Any, NamedTuple

COMMUNITIES, SUBDISTRICTS = 150, 12
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
SEED = 20260209


class Kind(NamedTuple):
    """One kind of words, and how to make them from a resident that is there."""

    name: str
    words: Callable[["Person"], str]


class Person(NamedTuple):
    """One invented resident."""

    name: str
    community: int
    estate: str
    building: str
    unit: str
    room: str
    phone: str
    card: str


def _pinyin(who: Person) -> str:
    from fangcun.core.people.rules.readings import readings

    return readings(who.name)[0].full


def _initials(who: Person) -> str:
    from fangcun.core.people.rules.readings import readings

    return readings(who.name)[0].initials


class Times(NamedTuple):
    hits: int
    p50_ms: float
    p95_ms: float
    statements: int


KINDS = (
    Kind("whole name", lambda who: who.name),
    Kind("surname alone", lambda who: who.name[0]),
    Kind("given name", lambda who: who.name[1:]),
    Kind("pinyin", _pinyin),
    Kind("pinyin begun", lambda who: _pinyin(who)[:5]),
    Kind("initials", _initials),
    Kind("last 4 of telephone", lambda who: who.phone[-4:]),
    Kind("whole telephone", lambda who: who.phone),
    Kind("card", lambda who: who.card),
    Kind("12-301", lambda who: f"{who.building}-{who.room}"),
    Kind("estate, building", lambda who: f"{who.estate}{who.building}号楼"),
    Kind("12幢1单元301室", lambda who: f"{who.building}幢{who.unit}单元{who.room}室"),
    Kind("surname and address", lambda who: f"{who.name[0]} {who.building}号楼{who.room}"),
    Kind("nobody", lambda _who: "没有这个人"),
)


def main() -> None:
    asked = _arguments()
    folder = Path(mkdtemp(prefix="fangcun-find-"))
    try:
        _open_site(folder)
        people = _seed(asked.residents)
        _print_table(people, rounds=asked.rounds, explain=asked.explain)
    finally:
        _close_site()
        shutil.rmtree(folder, ignore_errors=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--residents", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--explain", action="store_true", help="print the plan of each question")
    return parser.parse_args()


def _open_site(folder: Path) -> None:
    """Django on an embedded server in an empty folder."""
    os.environ["FANGCUN_VAR_DIR"] = str(folder)
    os.environ["FANGCUN_DATABASE_URL"] = ""
    os.environ["DJANGO_SETTINGS_MODULE"] = "fangcun.config.settings"
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _close_site() -> None:
    """Leave the server; the last one out stops it."""
    from django.db import connections

    connections.close_all()


def _seed(residents: int) -> list[Person]:
    """Invent people and copy them in; the same people every time."""
    from django.db import connection

    began = perf_counter()
    chance = random.Random(SEED)  # a town, not a secret
    people = [_person(chance, number) for number in range(residents)]
    with connection.cursor() as cursor:
        _copy(cursor, "places_community", _communities())
        addresses = _addresses(people)
        _copy(cursor, "people_address", _address_rows(addresses))
        _copy(cursor, "people_resident", _resident_rows(people, addresses))
        _copy(cursor, "people_phone", _phone_rows(people))
        cursor.execute("VACUUM (ANALYZE) people_resident, people_phone, people_address")
        cursor.execute("SELECT pg_size_pretty(pg_relation_size('find_in_one_box'))")
        (size,) = cursor.fetchone()
    print(f"{residents:,} residents in {perf_counter() - began:.0f} s; index {size}\n")
    return people


def _person(chance: random.Random, number: int) -> Person:
    surname = SURNAMES[min(int(chance.expovariate(1 / 14)), len(SURNAMES) - 1)]
    given = "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2, 2))))
    floor = chance.randint(1, 18)
    return Person(
        name=surname + given,
        community=chance.randint(1, COMMUNITIES),
        estate=chance.choice(ESTATES),
        building=str(chance.randint(1, 40)),
        unit=str(chance.randint(1, 4)),
        room=f"{floor}{chance.randint(1, 4):02d}",
        phone=f"1{chance.choice('35789')}{chance.randint(0, 999_999_999):09d}",
        card=f"C{number:07d}",
    )


def _communities() -> Iterator[dict[str, Any]]:
    for number in range(1, COMMUNITIES + 1):
        yield {
            "id": number,
            "code": f"{number:012d}",
            "name": f"第{number}社区",
            "subdistrict": f"第{number % SUBDISTRICTS}街道",
            "households": 3_000,
            "residents_by_age": [0] * 8,
            "is_demo": True,
            "revision": 1,
        }


def _addresses(people: list[Person]) -> dict[tuple[Any, ...], int]:
    keys = dict.fromkeys(person[1:6] for person in people)
    return {key: number for number, key in enumerate(keys, start=1)}


def _address_rows(addresses: dict[tuple[Any, ...], int]) -> Iterator[dict[str, Any]]:
    for (community, estate, building, unit, room), number in addresses.items():
        yield {
            "id": number,
            "community_id": community,
            "estate": estate,
            "building": building,
            "unit": unit,
            "room": room,
        }


def _resident_rows(
    people: list[Person], addresses: dict[tuple[Any, ...], int]
) -> Iterator[dict[str, Any]]:
    from fangcun.core.people.rules.addresses import AddressParts
    from fangcun.core.people.rules.finding import words_to_find_by
    from fangcun.core.people.rules.readings import readings

    for number, person in enumerate(people, start=1):
        likeliest = next(iter(readings(person.name)))
        yield {
            "id": number,
            "name": person.name,
            "pinyin": likeliest.full,
            "initials": likeliest.initials,
            "sex": "unknown",
            "born_on": date(1930 + number % 90, 1 + number % 12, 1),
            "birth_year": 1930 + number % 90,
            "language": "",
            "card_number": person.card,
            "community_id": person.community,
            "address_id": addresses[person[1:6]],
            "relation": "",
            "residence": "resident",
            "phones_written": person.phone,
            "note": "",
            "found_by": words_to_find_by(
                names=[person.name],
                phones=[person.phone],
                cards=[person.card],
                addresses=[AddressParts(*person[2:6])],
            ),
            "registered_at": datetime(2026, 2, 9, tzinfo=UTC),
            "is_demo": True,
            "revision": 1,
        }


def _phone_rows(people: list[Person]) -> Iterator[dict[str, Any]]:
    for number, person in enumerate(people, start=1):
        yield {
            "id": number,
            "resident_id": number,
            "number": person.phone,
            "note": "",
            "is_main": True,
        }


def _copy(cursor: Any, table: str, rows: Iterator[dict[str, Any]]) -> None:
    first = next(rows)
    names = ", ".join(first)
    with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        copy.write_row(tuple(first.values()))
        for row in rows:
            copy.write_row(tuple(row.values()))


def _print_table(people: list[Person], *, rounds: int, explain: bool) -> None:
    chance = random.Random(SEED)
    print("| words | scope | hits | p50 ms | p95 ms | statements | ILIKE p50 ms | times faster |")
    print("|---|---|--:|--:|--:|--:|--:|--:|")
    worst = 0.0
    for kind in KINDS:
        asked = [kind.words(who) for who in chance.choices(people, k=rounds)]
        for scope, rows in _scopes():
            ours = _timed(lambda words, rows=rows: _found(words, rows), asked)
            peer = _timed(lambda words, rows=rows: _ilike(words, rows), asked[:5])
            worst = max(worst, ours.p95_ms)
            print(
                f"| {kind.name} | {scope} | {ours.hits} | {ours.p50_ms:.1f} | {ours.p95_ms:.1f}"
                f" | {ours.statements} | {peer.p50_ms:.0f} | {peer.p50_ms / ours.p50_ms:.0f} |"
            )
            if explain:
                _print_plan(asked[0], rows)
    print(f"\nslowest p95: {worst:.1f} ms")


def _scopes() -> Iterator[tuple[str, Any]]:
    """Rows of a steward, of an officer, and of the district."""
    from fangcun.base.rights import Right
    from fangcun.base.scopes import Grant, ScopeKind, within
    from fangcun.core.people.models import Resident

    right = frozenset({Right.READ_PERSONS})
    for scope, grant in (
        ("community", Grant(right, ScopeKind.COMMUNITY, 7)),
        ("subdistrict", Grant(right, ScopeKind.SUBDISTRICT, "第7街道")),
        ("district", Grant(right, ScopeKind.DISTRICT)),
    ):
        yield (
            scope,
            within(grants=[grant], right=Right.READ_PERSONS, rows=Resident.objects.all()),
        )


def _found(words: str, rows: Any) -> int:
    from fangcun.core.people.queries import find

    return len(find(words=words, among=rows))


def _ilike(words: str, rows: Any) -> int:
    """The peer: every column that may hold a word, compared from end to end."""
    from django.db.models import Q

    from fangcun.core.people.rules.addresses import parse_address

    asked = Q()
    for word in words.split():
        parts = parse_address(word)
        met = Q(name__icontains=word) | Q(pinyin__icontains=word) | Q(initials__icontains=word)
        met |= Q(phones__number__icontains=word) | Q(card_number__icontains=word)
        if parts.building:
            met |= Q(**{f"address__{name}": part for name, part in parts._asdict().items() if part})
        asked &= met
    ranked = rows.filter(asked).select_related("community", "address").prefetch_related("phones")
    return len(ranked.order_by("name", "pk").distinct()[:20])


def _timed(act: Callable[[str], int], asked: list[str]) -> Times:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as captured:
        act(asked[0])  # and warm
    hits, times = [], []
    for words in asked:
        began = perf_counter()
        hits.append(act(words))
        times.append((perf_counter() - began) * 1_000)
    p95 = quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    return Times(round(median(hits)), median(times), p95, len(captured))


def _print_plan(words: str, rows: Any) -> None:
    from fangcun.core.people.queries.finding import found_by

    asked = found_by(words, among=rows).order_by("name", "pk")[:20]
    print(f"\n-- {words}\n{asked.explain(analyze=True)}\n")


if __name__ == "__main__":
    main()
