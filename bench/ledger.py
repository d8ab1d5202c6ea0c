"""Bench: figures, rows and a person's panel over 1,000,000 records of 200,000 residents.

Prints p50 and p95 of the whole page in milliseconds of server time and the statements asked, for
whoever reads a district, a community, an operator. The peer is what a loop over the same rows
takes for the same figures; both must agree. Everything happens in a database of its own that is
thrown away.

    .venv/bin/python bench/ledger.py [--residents 200000] [--records 1000000] [--rounds 20]
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.support.ledger import make_needs, make_promises, make_records
from bench.support.residents import make_people
from bench.support.rows import settle, size_of
from bench.support.site import bench_site, timed
from bench.support.town import make_district

OFTEN_HERE = 11  # a resident with some thousand records


def main() -> None:
    asked = _arguments()
    with bench_site("ledger"):
        _seed(asked.residents, asked.records)
        _print_pages(asked.rounds, explain=asked.explain)
        _print_peer()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--residents", type=int, default=200_000)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--explain", action="store_true", help="print the slowest statements")
    return parser.parse_args()


def _seed(residents: int, records: int) -> None:
    from fangcun.core.accounts.tests.cast import a_person

    began = perf_counter()
    a_person("bench")
    make_district()
    make_people(residents)
    make_records(records, residents)
    make_promises(records // 10, residents)
    make_needs(records // 20, residents)
    settle()
    took, size = perf_counter() - began, size_of("ledger_servicerecord")
    print(f"{residents:,} residents, {records:,} records in {took:.0f} s; records {size}\n")


def _print_pages(rounds: int, *, explain: bool) -> None:
    from fangcun.core.accounts.tests.cast import signed_in

    print("| page | reader | p50 ms | p95 ms | statements |")
    print("|---|---|--:|--:|--:|")
    for reader, person in _readers().items():
        client = signed_in(person)
        for page, address, query in _pages():
            if client.get(address, query).status_code == 403:
                continue
            act = lambda _n, a=address, q=query, c=client: _ok(c.get(a, q))  # noqa: E731
            _print_line(page, reader, act, rounds, explain=explain)
    _print_line("person panel", "any", _panel, rounds, explain=explain)


def _print_line(
    page: str, reader: str, act: Callable[[int], Any], rounds: int, *, explain: bool
) -> None:
    times = timed(act, rounds=rounds)
    print(f"| {page} | {reader} | {times.p50_ms:.0f} | {times.p95_ms:.0f} | {times.statements} |")
    if explain:
        _print_slowest(act)


def _print_slowest(act: Callable[[int], Any]) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        act(0)
    for query in sorted(captured, key=lambda one: -float(one["time"]))[:2]:
        print(f"-- {float(query['time']) * 1000:.0f} ms: {query['sql'][:3000]}")


def _readers() -> dict[str, Any]:
    from fangcun.core.accounts.states import Role
    from fangcun.core.accounts.tests.cast import a_manager, a_planner, with_role
    from fangcun.core.operators.models import Operator
    from fangcun.core.places.models import Community

    return {
        "district planner": a_planner(),
        "subdistrict officer": with_role(Role.SUBDISTRICT_OFFICER, subdistrict="第7街道"),
        "community manager": a_manager(Community.objects.get(pk=7)),
        "operator": with_role(Role.OPERATOR_MANAGER, operator=Operator.objects.get(pk=7)),
    }


def _pages() -> list[tuple[str, str, dict[str, str]]]:
    month, year = _last(28), _last(365)
    far_back = {"before": f"{_last(270)['since']}~500000"}
    return [
        ("figures, a month", "/ledger/", month),
        ("figures, a year", "/ledger/", year),
        ("records, a month", "/ledger/records/", month),
        ("records, a year", "/ledger/records/", year),
        ("records, far back", "/ledger/records/", year | far_back),
        ("unmet needs, a year", "/ledger/needs/", year),
        ("promises, a year", "/ledger/commitments/", year),
        ("board", "/ledger/board/", {}),
    ]


def _last(days: int) -> dict[str, str]:
    today = date.today()  # noqa: DTZ011
    since = today - timedelta(days=days - 1)
    return {"since": since.isoformat(), "until": today.isoformat()}


def _ok(answer: Any) -> Any:
    assert answer.status_code == 200, answer.status_code
    return answer


def _panel(_number: int) -> Any:
    from fangcun.core.people.models import Resident
    from fangcun.ledger.queries import person_panel

    return person_panel(Resident.objects.get(pk=OFTEN_HERE))


def _print_peer() -> None:
    """The same four counts of one month: by the database, and by a loop over its rows."""
    from fangcun.ledger.models import ServiceRecord
    from fangcun.ledger.queries.figures import Asked, counts, records_asked, regulars

    asked = Asked(**{name: date.fromisoformat(day) for name, day in _last(28).items()})
    began = perf_counter()
    records = records_asked(ServiceRecord.objects.all(), asked)
    ours = (*counts(records), *regulars(records, repeat_days=2))
    ours_s = perf_counter() - began
    began = perf_counter()
    theirs = _by_loop(asked)
    theirs_s = perf_counter() - began
    assert ours == theirs, (ours, theirs)
    print("\n| sessions, person-times, people, who came again; a month of the district | ms |")
    print("|---|--:|")
    print(f"| by the database | {ours_s * 1000:.0f} |")
    print(f"| by a loop over the rows ({ours[1]:,} person-times) | {theirs_s * 1000:.0f} |")
    print(f"| times faster | {theirs_s / ours_s:.1f} |")


def _by_loop(asked: Any) -> tuple[int, ...]:
    from fangcun.ledger.models import ServiceRecord

    taken_back = set(
        ServiceRecord.objects.filter(reverses__isnull=False).values_list("reverses", flat=True)
    )
    sessions, days, times, named = set(), defaultdict(set), 0, 0
    within = ServiceRecord.objects.filter(served_on__range=(asked.since, asked.until))
    for row in within.select_related("resident").iterator():
        if row.reverses_id or row.pk in taken_back:
            continue
        times += row.person_times
        sessions.add(row.session or f"#{row.pk}" if row.counted_by != "person" else row.session)
        if row.resident:
            named += 1
            days[row.resident.merged_into_id or row.resident_id].add(row.served_on)
    again = sum(len(some) >= 2 for some in days.values())
    return (len(sessions - {""}), times, named, len(days), len(days), again)


if __name__ == "__main__":
    main()
