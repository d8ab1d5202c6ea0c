"""Bench: finding one of 200,000 residents in one box, by every kind of word.

Prints hits, p50 and p95 in milliseconds and statements asked, for a steward (one community), an
officer (one subdistrict) and the whole district, and what a plain ILIKE over the same columns
takes for the same words. Everything happens in a database of its own that is thrown away.

    .venv/bin/python bench/find.py [--residents 200000] [--rounds 40] [--explain]
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.support.residents import SEED, Person, make_people
from bench.support.rows import settle, size_of
from bench.support.site import bench_site, timed
from bench.support.town import BUSY, make_district


class Kind(NamedTuple):
    """One kind of words, and how to make them from a resident that is there."""

    name: str
    words: Callable[[Person], str]


def _pinyin(who: Person) -> str:
    from fangcun.core.people.rules.readings import readings

    return readings(who.name)[0].full


def _initials(who: Person) -> str:
    from fangcun.core.people.rules.readings import readings

    return readings(who.name)[0].initials


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
    with bench_site("find"):
        people = _seed(asked.residents)
        _print_table(people, rounds=asked.rounds, explain=asked.explain)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--residents", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--explain", action="store_true", help="print the plan of each question")
    return parser.parse_args()


def _seed(residents: int) -> list[Person]:
    began = perf_counter()
    make_district()
    people = make_people(residents)
    settle()
    took, size = perf_counter() - began, size_of("find_in_one_box")
    print(f"{residents:,} residents in {took:.0f} s; index {size}\n")
    return people


def _print_table(people: list[Person], *, rounds: int, explain: bool) -> None:
    chance = Random(SEED)
    print("| words | scope | hits | p50 ms | p95 ms | statements | ILIKE p50 ms | times faster |")
    print("|---|---|--:|--:|--:|--:|--:|--:|")
    worst = 0.0
    for kind in KINDS:
        asked = [kind.words(who) for who in chance.choices(people, k=rounds + 1)]
        for scope, rows in _scopes():
            hits = round(median(_found(words, rows) for words in asked))
            ours = timed(lambda n, r=rows, a=asked: _found(a[n], r), rounds=rounds)
            peer = timed(lambda n, r=rows, a=asked: _ilike(a[n], r), rounds=min(5, rounds))
            worst = max(worst, ours.p95_ms)
            print(
                f"| {kind.name} | {scope} | {hits} | {ours.p50_ms:.1f} | {ours.p95_ms:.1f}"
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
        ("community", Grant(right, ScopeKind.COMMUNITY, BUSY)),
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


def _print_plan(words: str, rows: Any) -> None:
    from fangcun.core.people.queries.finding import found_by

    asked = found_by(words, among=rows).order_by("name", "pk")[:20]
    print(f"\n-- {words}\n{asked.explain(analyze=True)}\n")


if __name__ == "__main__":
    main()
