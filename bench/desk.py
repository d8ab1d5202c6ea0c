"""Bench: a district at work: the desk's pages, and fifty stewards at once.

With 200,000 residents, 1,000,000 ledger rows and 300,000 requests: server time and statements of
the book, a request, a resident's page, the find box and of keeping one line; then `fangcun up`
over the same database with fifty stewards for a minute, and what all its processes hold in
memory. Everything happens in a database of its own that is thrown away.

    .venv/bin/python bench/desk.py [--residents N] [--records N] [--requests N] [--stewards 50]
"""

import argparse
import csv
import os
import subprocess
import sys
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any
from uuid import UUID

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.support.ledger import make_records
from bench.support.people import PASSWORD
from bench.support.residents import make_people, phone_of
from bench.support.rows import settle
from bench.support.running import Site, memory_mib, running_site
from bench.support.site import bench_site, timed
from bench.support.town import BUSY, make_district, make_requests

LINE = "明天上午 清洗油烟机 12号楼301 姓陈 {phone}"


def main() -> None:
    asked = _arguments()
    with bench_site("desk") as folder:
        _seed(asked)
        _print_pages(asked)
        if asked.stewards:
            _print_load(folder, asked)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--residents", type=int, default=200_000)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--requests", type=int, default=300_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--stewards", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=60)
    return parser.parse_args()


def _seed(asked: argparse.Namespace) -> None:
    began = perf_counter()
    make_district()
    _open_accounts(asked.stewards)
    make_people(asked.residents)
    make_records(asked.records, asked.residents)
    make_requests(asked.requests, asked.residents)
    settle()
    print(
        f"{asked.residents:,} residents, {asked.records:,} records, {asked.requests:,} requests"
        f" in {perf_counter() - began:.0f} s\n"
    )


def _open_accounts(stewards: int) -> None:
    """Stewards of the busy community; one password, digested once."""
    from django.contrib.auth.hashers import make_password

    from fangcun.core.accounts.models import User
    from fangcun.core.accounts.states import Role
    from fangcun.core.accounts.tests.cast import a_steward, with_role
    from fangcun.core.places.models import Community

    busy = Community.objects.get(pk=BUSY)
    a_steward(busy)
    digested = make_password(PASSWORD)
    for number in range(1, stewards + 1):
        user = User.objects.create(username=f"steward{number}", password=digested)
        with_role(Role.STEWARD, user=user, community=busy)


def _print_pages(asked: argparse.Namespace) -> None:
    from fangcun.core.accounts.models import User
    from fangcun.core.accounts.tests.cast import signed_in

    client = signed_in(User.objects.get(pk=1))
    chance = Random(1)
    print("| page of a steward | p50 ms | p95 ms | statements |")
    print("|---|--:|--:|--:|")
    for name, address in _addresses(asked, chance).items():
        holds = b"/residents/" if name.startswith("find") else b""
        times = timed(lambda n, a=address, h=holds: _ok(client.get(a(n)), h), rounds=asked.rounds)
        print(f"| {name} | {times.p50_ms:.0f} | {times.p95_ms:.0f} | {times.statements} |")
    times = timed(lambda n: _ok(client.post("/desk/write/", _line(n))), rounds=asked.rounds)
    print(f"| keep a line | {times.p50_ms:.0f} | {times.p95_ms:.0f} | {times.statements} |\n")


def _addresses(asked: argparse.Namespace, chance: Random) -> dict[str, Any]:
    """Pages of the busy community: every twentieth number is there."""
    people = [chance.randrange(1, asked.residents // 20) * 20 for _ in range(asked.rounds + 1)]
    lines = [chance.randrange(1, asked.requests // 20) * 20 for _ in range(asked.rounds + 1)]
    return {
        "today": lambda _n: "/today/",
        "book, what is to do": lambda _n: "/desk/",
        "book, all lines": lambda _n: "/desk/?show=all",
        "request": lambda n: f"/desk/{lines[n]}/",
        "resident": lambda n: f"/residents/{people[n]}/",
        "find by telephone": lambda n: f"/find/?q={phone_of(people[n])[-4:]}",
        "find by name": lambda _n: "/find/?q=王桂",
        "find by initials": lambda _n: "/find/?q=cgy",
        "find by address": lambda _n: "/find/?q=12号楼301",
    }


def _line(number: int) -> dict[str, Any]:
    return {
        "book": BUSY,
        "written_key": str(UUID(int=number + 10**6)),
        "line": LINE.format(phone=phone_of(20 * (number + 1))),
        "edited": "",
    }


def _ok(answer: Any, holds: bytes = b"") -> Any:
    assert answer.status_code in {200, 302}, answer.status_code
    assert holds in answer.content, "nothing was found"
    return answer


def _print_load(folder: Path, asked: argparse.Namespace) -> None:
    with running_site(folder, port="8170") as site:
        memory = _let_them_work(site, asked)
    _print_stewards(folder / "load_stats.csv", asked)
    print(f"\nmemory of web, worker and database: {memory:.0f} MiB")


def _let_them_work(site: Site, asked: argparse.Namespace) -> float:
    """Run the load, counted once all have come to work; the most the site's processes held."""
    load = subprocess.Popen(
        [
            *(sys.executable, "-m", "locust", "-f", "bench/support/stewards.py", "--headless"),
            *("-u", str(asked.stewards), "-r", "2", "--reset-stats", "-H", site.address),
            *("-t", f"{asked.stewards // 2 + asked.seconds}s"),
            *("--csv", str(site.folder / "load"), "--only-summary"),
        ],
        env={**os.environ, "PYTHONPATH": "."},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    most = 0.0
    while load.poll() is None:
        try:
            load.wait(5)
        except subprocess.TimeoutExpired:
            most = max(most, memory_mib(site.everything))
    return most


def _print_stewards(path: Path, asked: argparse.Namespace) -> None:
    print(f"| {asked.stewards} stewards at once | requests | failed | p50 ms | p95 ms |")
    print("|---|--:|--:|--:|--:|")
    with path.open() as file:
        for row in csv.DictReader(file):
            name = "all" if row["Name"] == "Aggregated" else row["Name"]
            print(
                f"| {name} | {row['Request Count']} | {row['Failure Count']}"
                f" | {row['50%']} | {row['95%']} |"
            )


if __name__ == "__main__":
    main()
