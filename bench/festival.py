"""Bench: everybody wants a New Year's gift pack at nine in the morning.

2,000 residents who have signed in and opened the page of a sale of 1,500 packs order one each, 50
at a time, over HTTP against `fangcun up`; 500 of them must hear a kind no. Once in peace, for the
clock; once while a web worker and then the whole web server are killed (-9), and whoever was cut
off sends his order again. Then it is counted: none oversold, none lost, none doubled, every no
written down as a need. Beside it the bare conditional UPDATE in SQL with the same load.

    .venv/bin/python bench/festival.py [--orders 2000] [--stock 1500] [--clients 50]

Everything happens in a database of its own that is thrown away.
"""

import argparse
import asyncio
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.support.bare import bare_rush
from bench.support.residents import make_people
from bench.support.rows import filled, run, settle
from bench.support.running import Site, cpu_s, database_of, running_site
from bench.support.rush import Times, rush
from bench.support.shoppers import Sale, Shopper, look_at, order_at
from bench.support.site import bench_site
from bench.support.town import BUSY, make_district

PORT = "8180"
SLOTS = 18
LIVE_TOGETHER = 5  # every fifth lives with the one before: one bag for both
MOST_P95_MS, LEAST_OF_BARE = 300, 0.25


class Measured(NamedTuple):
    """One rush: its times, and what it cost the web server and the database."""

    times: Times
    web_s: float
    database_s: float


def main() -> None:
    asked = _arguments()
    with bench_site("festival") as folder:
        sessions = _seed(asked)
        bare = _measure_bare(folder, asked)
        with running_site(folder, port=PORT) as site:
            opened, peaceful, first = _rush_for(site, "初", sessions, asked)
            _again, killed, second = _rush_for(site, "再", sessions, asked, _killers(site, asked))
        _print_table(asked, opened, peaceful, killed, bare)
        _print_verdict(asked, peaceful, bare, [first, second])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--orders", type=int, default=2_000)
    parser.add_argument("--stock", type=int, default=0, help="three quarters of the orders if 0")
    parser.add_argument("--clients", type=int, default=50)
    asked = parser.parse_args()
    asked.stock = asked.stock or asked.orders * 3 // 4
    return asked


def _seed(asked: argparse.Namespace) -> list[dict[str, str]]:
    """Residents with accounts and households; the cookies of their sessions, by number."""
    from fangcun.core.accounts.models import User
    from fangcun.core.accounts.tests.cast import signed_in

    began = perf_counter()
    make_district()
    people = make_people(asked.orders)
    accounts = User.objects.bulk_create(
        User(username=f"home{who.number}", display_name=who.name, phone=who.phone, is_resident=True)
        for who in people
    )
    first = accounts[0].pk - 1
    home = f"id - CASE WHEN id % {LIVE_TOGETHER} = 0 THEN 1 ELSE 0 END"
    run(
        [
            filled("people_household", {"id": "n", "address_id": "1"}, asked.orders),
            f"UPDATE people_resident SET account_id = id + {first}, household_id = {home}",
        ]
    )
    cookies = [{"sessionid": signed_in(one).cookies["sessionid"].value} for one in accounts]
    settle()
    print(f"{asked.orders:,} residents signed in, after {perf_counter() - began:.0f} s\n")
    return cookies


def _open_sale(name: str, asked: argparse.Namespace) -> Sale:
    from django.utils import timezone

    from fangcun.core.places.models import Facility
    from fangcun.services.canteen.actions.festivals import NewPack
    from fangcun.services.canteen.models import Kitchen
    from fangcun.services.canteen.tests.cast import a_kitchen
    from fangcun.services.canteen.tests.festivals_cast import a_sale

    facility = Facility.objects.get(pk=BUSY)
    kitchen = Kitchen.objects.filter(facility=facility).first() or a_kitchen(facility)
    pack = NewPack(name="588元礼包", price_fen=58_800, stock=asked.stock, most_per_household=2)
    sale = a_sale(
        pack,
        name=name,
        kitchen=kitchen,
        now=timezone.now(),
        slots=SLOTS,
        slot_capacity=asked.orders // SLOTS + 1,
    )
    slots = list(sale.slots.order_by("starts_at").values_list("pk", flat=True))
    return Sale(sale.pk, sale.items.get().pk, slots)


def _rush_for(
    site: Site,
    name: str,
    sessions: list[dict[str, str]],
    asked: argparse.Namespace,
    killers: Callable[[list[Shopper]], Awaitable[None]] | None = None,
) -> tuple[Measured, Measured, Counter[str]]:
    """Everybody opens the page, then everybody orders; what was found when it was counted."""
    sale = _open_sale(name, asked)
    shoppers = [Shopper(number, dict(held)) for number, held in enumerate(sessions, 1)]
    beside = (lambda: killers(shoppers)) if killers else None
    opened = _measured(
        site, lambda: rush(site.address, shoppers, partial(look_at, sale), clients=asked.clients)
    )
    ordered = _measured(
        site,
        lambda: rush(
            site.address, shoppers, partial(order_at, sale), clients=asked.clients, beside=beside
        ),
    )
    return opened, ordered, _counted(sale, shoppers, asked)


def _measured(site: Site, act: Callable[[], Times]) -> Measured:
    web, database = cpu_s(site.web), cpu_s(site.database)
    times = act()
    return Measured(times, cpu_s(site.web) - web, cpu_s(site.database) - database)


def _killers(site: Site, asked: argparse.Namespace) -> Callable[[list[Shopper]], Awaitable[None]]:
    """After a third of the answers a worker is killed, after two thirds the whole web server."""

    async def kill(shoppers: list[Shopper]) -> None:
        await _until_answered(shoppers, asked.orders // 3)
        site.web[-1].kill()
        await _until_answered(shoppers, asked.orders * 2 // 3)
        site.web[0].kill()

    return kill


async def _until_answered(shoppers: list[Shopper], count: int) -> None:
    while sum(one.is_answered for one in shoppers) < count:
        await asyncio.sleep(0.02)


def _counted(sale: Sale, shoppers: list[Shopper], asked: argparse.Namespace) -> Counter[str]:
    """What ought to be nothing, and what was sold."""
    from fangcun.ledger.models import UnmetNeed
    from fangcun.services.canteen.models import PackOrder, PickupSlot, SaleItem

    offer = SaleItem.objects.select_related("offer").get(pk=sale.pack).offer
    kept = PackOrder.objects.filter(sale=sale.pk)
    of_whom = dict(kept.values_list("pk", "resident_id"))
    in_slots = sum(PickupSlot.objects.filter(sale=sale.pk).values_list("taken", flat=True))
    buyers = Counter(of_whom.values())
    needs = Counter(
        UnmetNeed.objects.filter(source=f"canteen:sale:{sale.pk}").values_list(
            "resident_id", flat=True
        )
    )
    receipts = [one for one in shoppers if one.order is not None]
    return Counter(
        {
            "sold": len(of_whom),
            "oversold": max(0, len(of_whom) - asked.stock),
            "lost": sum(of_whom.get(one.order or 0) != one.resident for one in receipts),
            "doubled": sum(count - 1 for count in buyers.values()),
            "without a receipt": len(of_whom) - len(receipts),
            "counted wrongly": abs(offer.taken - len(of_whom)) + abs(in_slots - len(of_whom)),
            "no without a need": sum(
                needs[one.resident] != 1 for one in shoppers if one.was_refused
            ),
        }
    )


def _measure_bare(folder: Path, asked: argparse.Namespace) -> Measured:
    before = cpu_s(database_of(folder))
    times = bare_rush(orders=asked.orders, stock=asked.stock, clients=asked.clients)
    return Measured(times, 0, cpu_s(database_of(folder)) - before)


def _print_table(asked: argparse.Namespace, *rows: Any) -> None:
    opened, peaceful, killed, bare = rows
    print(f"{asked.orders:,} wishes for {asked.stock:,} packs, {asked.clients} at a time\n")
    print("| | a second | p50 ms | p95 ms | p99 ms | CPU ms web | CPU ms database | sent again |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    _print_row("open the page", opened)
    _print_row("order", peaceful)
    _print_row("order, web server killed twice", killed, has_cpu=False)
    _print_row("bare UPDATE and INSERT in SQL", bare)


def _print_row(name: str, one: Measured, *, has_cpu: bool = True) -> None:
    times, count = one.times, len(one.times.seconds)
    web, database = (f"{1000 * s / count:.1f}" for s in (one.web_s, one.database_s))
    print(
        f"| {name} | {times.rate:,.0f} | {times.ms(50):.0f} | {times.ms(95):.0f}"
        f" | {times.ms(99):.0f} | {web if has_cpu else ''} | {database if has_cpu else ''}"
        f" | {times.sent_again} |"
    )


def _print_verdict(
    asked: argparse.Namespace, peaceful: Measured, bare: Measured, found: list[Counter[str]]
) -> None:
    """What was promised, and what falls short of it."""
    for name, counts in zip(("in peace", "killed twice"), found, strict=True):
        print(f"\n{name}: " + ", ".join(f"{count:,} {what}" for what, count in counts.items()))
    share = peaceful.times.rate / bare.times.rate
    p95_ms = peaceful.times.ms(95)
    for is_so, words in (
        (all(_is_whole(counts, asked) for counts in found), "none oversold, lost or doubled"),
        (p95_ms <= MOST_P95_MS, f"p95 {p95_ms:.0f} ms, at most {MOST_P95_MS}"),
        (share >= LEAST_OF_BARE, f"{share:.1%} of the bare rate, at least {LEAST_OF_BARE:.0%}"),
    ):
        print(f"{'met' if is_so else 'SHORT'}: {words}")
    if not all(_is_whole(counts, asked) for counts in found):
        raise SystemExit(1)


def _is_whole(counts: Counter[str], asked: argparse.Namespace) -> bool:
    wrong = sum(count for what, count in counts.items() if what != "sold")
    return wrong == 0 and counts["sold"] == min(asked.stock, asked.orders)


if __name__ == "__main__":
    main()
