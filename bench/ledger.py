# the SQL that invents a district is made of constants
"""Bench: figures, rows and a person's panel over 1,000,000 records of 200,000 residents.

Prints p50 and p95 of the whole page in milliseconds of server time and the statements asked, for
whoever reads a district, a community, an operator. The peer is what a loop over the same rows
takes for the same figures; both must agree. Everything happens in a database of its own that is
thrown away.

    .venv/bin/python bench/ledger.py [--residents 200000] [--records 1000000] [--rounds 20]
"""

import argparse
import os
import shutil
import sys
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from tempfile import mkdtemp
from time import perf_counter
from typing import Any, NamedTuple

COMMUNITIES, SUBDISTRICTS, FACILITIES, ROOMS_EACH = 150, 12, 20, 6
DAYS = 730
LAST_DAY = "2026-02-28"
MONTH = {"since": "2026-02-01", "until": "2026-02-28"}
YEAR = {"since": "2025-03-01", "until": "2026-02-28"}


class Times(NamedTuple):
    p50_ms: float
    p95_ms: float
    statements: int


def main() -> None:
    asked = _arguments()
    folder = Path(mkdtemp(prefix="fangcun-ledger-"))
    try:
        _open_site(folder)
        _seed(asked.residents, asked.records)
        _print_pages(asked.rounds, explain=asked.explain)
        _print_peer()
    finally:
        _close_site()
        shutil.rmtree(folder, ignore_errors=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--residents", type=int, default=200_000)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--explain", action="store_true", help="print the slowest statements")
    return parser.parse_args()


def _open_site(folder: Path) -> None:
    """Django on an embedded server in an empty folder."""
    os.environ["FANGCUN_VAR_DIR"] = str(folder)
    os.environ["FANGCUN_DATABASE_URL"] = ""
    os.environ["DJANGO_SETTINGS_MODULE"] = "fangcun.config.settings_test"
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _close_site() -> None:
    """Leave the server; the last one out stops it."""
    from django.db import connections

    connections.close_all()


def _seed(residents: int, records: int) -> None:
    """Invent a district in SQL; the same one every time."""
    from django.db import connection
    from django.utils import timezone

    from fangcun.core.accounts.tests.cast import a_person
    from fangcun.core.catalog.actions import load_default_services
    from fangcun.ledger.actions import load_measures

    began = perf_counter()
    a_person("bench")
    load_default_services(by="bench", now=timezone.now())
    load_measures(by="bench", now=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.5)")
        for statement in _district(residents):
            cursor.execute(statement)
        for statement in _ledger(residents, records):
            cursor.execute(statement)
        cursor.execute("SELECT pg_size_pretty(pg_total_relation_size('ledger_servicerecord'))")
        (size,) = cursor.fetchone()
    connection.set_autocommit(True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    took = perf_counter() - began
    print(f"{residents:,} residents, {records:,} records in {took:.0f} s; records {size}\n")


def _district(residents: int) -> list[str]:
    rooms = FACILITIES * ROOMS_EACH
    return [
        f"""INSERT INTO places_community (id, code, name, subdistrict, households,
              residents_by_age, is_demo, revision)
            SELECT n, lpad(n::text, 12, '0'), '第' || n || '社区', '第' || n % {SUBDISTRICTS} ||
              '街道', 3000, array_fill(100, ARRAY[8]), true, 1
            FROM generate_series(1, {COMMUNITIES}) n""",
        f"""INSERT INTO places_facility (id, ref, name, community_id, lon, lat, floor_area_m2, kind,
              operator_name, is_demo)
            SELECT n, 'F' || n, '设施' || n, n, 120.8 + n * 0.01, 32, 180, 'interspersed', '', true
            FROM generate_series(1, {FACILITIES}) n""",
        _filled(
            "places_room",
            {
                "id": "n",
                "facility_id": f"1 + n % {FACILITIES}",
                "name": "'房间' || n",
                "kind": "'activity'",
                "door_code": "'room-' || n",
            },
            rooms,
        ),
        _filled(
            "operators_operator", {"id": "n", "name": "'机构' || n", "uscc": "NULL"}, FACILITIES
        ),
        _filled(
            "operators_contract",
            {
                "id": "n",
                "operator_id": "n",
                "facility_id": "n",
                "starts_on": "date '2024-01-01'",
                "ends_on": "date '2099-12-31'",
            },
            FACILITIES,
        ),
        f"""INSERT INTO places_building (id, ref, community_id, lon, lat, residents)
            SELECT n, 'B' || n, 1 + n % {COMMUNITIES}, 120.8 + random() * 0.25,
              31.98 + random() * 0.04, 40 FROM generate_series(1, 5000) n""",
        f"""INSERT INTO people_address (id, community_id, on_map_id, estate, building, unit, room)
            SELECT n, 1 + n % {COMMUNITIES}, n, '小区', n::text, '', ''
            FROM generate_series(1, 5000) n""",
        _filled(
            "people_resident",
            {
                "id": "n",
                "name": "'居民' || n",
                "community_id": f"1 + (1 + n % 5000) % {COMMUNITIES}",
                "address_id": "1 + n % 5000",
                "birth_year": "1930 + n % 90",
                "registered_at": "now()",
            },
            residents,
        ),
    ]


def _ledger(residents: int, records: int) -> list[str]:
    """A quarter of the people come often; one row in 200 was taken back."""
    who = f"1 + floor(power(random(), 3) * {residents})::int"
    day = f"(date '{LAST_DAY}' - floor(random() * {DAYS})::int)"
    return [
        f"""INSERT INTO ledger_servicerecord (service_id, resident_id, person_times, counted_by,
              community_id, facility_id, room_id, operator_id, served_on, starts_at, ends_at,
              price_fen, subsidy_fen, session, source, note, recorded_by_id, recorded_at,
              reversal_reason)
            SELECT service, resident, 1, 'person', 1 + (1 + resident % 5000) % {COMMUNITIES},
              facility, facility + {FACILITIES} * (n % {ROOMS_EACH} ) , facility, day,
              day + time '01:00' + n % 8 * interval '1 hour',
              day + time '02:00' + n % 8 * interval '1 hour', 1000, 200,
              CASE WHEN n % 3 = 0 THEN 'class:' || day || facility ELSE '' END, '', '',
              (SELECT min(id) FROM accounts_user), day + time '10:00', ''
            FROM (SELECT n, {who} AS resident, {day} AS day, 1 + floor(random() * {FACILITIES})::int
                AS facility, (SELECT min(id) FROM catalog_servicekind) + floor(random() * 40)::int
                AS service FROM generate_series(1, {records}) n) AS rows""",
        f"""INSERT INTO ledger_servicerecord (service_id, resident_id, person_times, counted_by,
              community_id, facility_id, room_id, operator_id, served_on, price_fen, subsidy_fen,
              session, source, note, recorded_by_id, recorded_at, reverses_id, reversal_reason)
            SELECT service_id, resident_id, 1, 'person', community_id, facility_id, room_id,
              operator_id, served_on, price_fen, subsidy_fen, session, '', '', recorded_by_id,
              recorded_at, id, 'bench' FROM ledger_servicerecord WHERE id % 200 = 0
              AND id <= {records}""",
        f"""INSERT INTO ledger_commitment (service_id, resident_id, promised_to, community_id,
              operator_id, facility_id, units, price_fen, due_on, source, note, state, made_at,
              made_by_id, settled_why, revision)
            SELECT (SELECT min(id) FROM catalog_servicekind), resident, '',
              1 + (1 + resident % 5000) % {COMMUNITIES}, facility, facility, 1, 0, day, '', '',
              'open', now(), (SELECT min(id) FROM accounts_user), '', 1
            FROM (SELECT {who} AS resident, {day} AS day, 1 + floor(random() * {FACILITIES})::int
              AS facility FROM generate_series(1, {records // 10}) n) AS rows""",
        f"""INSERT INTO ledger_unmetneed (service_id, wanted, resident_id, people, community_id,
              why, wished_on, note, source, recorded_by_id, recorded_at, reversal_reason)
            SELECT (SELECT min(id) FROM catalog_servicekind), '', resident, 1,
              1 + (1 + resident % 5000) % {COMMUNITIES}, 'full', day, '', '',
              (SELECT min(id) FROM accounts_user), day + time '10:00', ''
            FROM (SELECT {who} AS resident, {day} AS day
              FROM generate_series(1, {records // 20}) n) AS rows""",
    ]


def _filled(table: str, given: dict[str, str], rows: int) -> str:
    """Rows of a table in which every column that is not given has its model's default."""
    from django.apps import apps

    app, name = table.split("_", 1)
    values = dict(given)
    for field in apps.get_model(app, name)._meta.concrete_fields:
        if field.column in values or field.null or field.primary_key:
            continue
        values[field.column] = _literal(field.get_default())
    columns, made = ", ".join(values), ", ".join(values.values())
    return f"INSERT INTO {table} ({columns}) SELECT {made} FROM generate_series(1, {rows}) n"


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return "'{}'"
    if isinstance(value, dict):
        return "'{}'::jsonb"
    return str(value) if isinstance(value, int | float) else f"'{value or ''}'"


def _print_pages(rounds: int, *, explain: bool) -> None:
    from fangcun.core.accounts.tests.cast import signed_in

    print("| page | reader | p50 ms | p95 ms | statements |")
    print("|---|---|--:|--:|--:|")
    for reader, person in _readers().items():
        client = signed_in(person)
        for page, address, query in _pages():
            if client.get(address, query).status_code == 403:
                continue
            times = _timed(lambda a=address, q=query, c=client: _ok(c.get(a, q)), rounds, explain)
            print(f"| {page} | {reader} | {times.p50_ms:.0f} | {times.p95_ms:.0f} |"
                  f" {times.statements} |")  # fmt: skip
    panel = _timed(_panel, rounds, explain)
    print(f"| person panel | any | {panel.p50_ms:.1f} | {panel.p95_ms:.1f} | {panel.statements} |")


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
    return [
        ("figures, a month", "/ledger/", MONTH),
        ("figures, a year", "/ledger/", YEAR),
        ("records, a month", "/ledger/records/", MONTH),
        ("records, a year", "/ledger/records/", YEAR),
        ("records, far back", "/ledger/records/", {**YEAR, "before": "2025-06-01~500000"}),
        ("unmet needs, a year", "/ledger/needs/", YEAR),
        ("promises, a year", "/ledger/commitments/", YEAR),
        ("board", "/ledger/board/", {}),
    ]


def _ok(answer: Any) -> Any:
    assert answer.status_code == 200, answer.status_code
    return answer


def _panel() -> Any:
    from fangcun.core.people.models import Resident
    from fangcun.ledger.queries import person_panel

    return person_panel(Resident.objects.get(pk=11))


def _print_peer() -> None:
    """The same four counts of one month: by the database, and by a loop over its rows."""
    from fangcun.ledger.models import ServiceRecord
    from fangcun.ledger.queries.figures import Asked, counts, records_asked, regulars

    asked = Asked(since=date(2026, 2, 1), until=date(2026, 2, 28))
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


def _timed(act: Callable[[], Any], rounds: int, explain: bool) -> Times:
    from django.db import connection

    act()  # and warm
    statements: list[tuple[float, str]] = []
    with connection.execute_wrapper(_noting(statements)):
        act()
    if explain:
        for took, sql in sorted(statements, reverse=True)[:2]:
            print(f"-- {took * 1000:.0f} ms: {sql[:3000]}")
    times = []
    for _ in range(rounds):
        began = perf_counter()
        act()
        times.append((perf_counter() - began) * 1_000)
    return Times(median(times), quantiles(times, n=20)[-1], len(statements))


def _noting(statements: list[tuple[float, str]]) -> Callable[..., Any]:
    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        began = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            statements.append((perf_counter() - began, f"{sql} {params}"))

    return note


if __name__ == "__main__":
    main()
