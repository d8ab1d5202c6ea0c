"""An invented district of any size, made in the database itself; the same one every time.

A twentieth of the people live in community 7, where the stewards of the benchmarks work: a busy
desk, and far more than the mean of a district.
"""

from collections.abc import Iterator
from random import Random
from typing import Any

COMMUNITIES, SUBDISTRICTS, FACILITIES, ROOMS_EACH = 150, 12, 20, 6
BUSY = 7
DAYS = 730
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程单"
)
GIVEN = (
    "桂英秀兰玉珍淑凤金花建国志明文华德福春梅红霞丽娟永祥长生根宝"
    "阿巧云龙海涛小平伟强军杰敏静芳燕𬭊㛃"
)
SEED = 20260209


def make_district() -> None:
    """Communities, facilities with rooms, operators with contracts, the defaults."""
    from django.core.management import call_command

    call_command("load_defaults")
    _run(
        [
            f"""INSERT INTO places_community (id, code, name, subdistrict, households,
                  residents_by_age, is_demo, revision)
                SELECT n, lpad(n::text, 12, '0'), '第' || n || '社区', '第' || n % {SUBDISTRICTS}
                  || '街道', 3000, array_fill(100, ARRAY[8]), true, 1
                FROM generate_series(1, {COMMUNITIES}) n""",
            filled(
                "places_facility",
                {
                    "id": "n",
                    "ref": "'F' || n",
                    "name": "'设施' || n",
                    "community_id": "n",
                    "lon": "120.8 + n * 0.01",
                    "lat": "32",
                    "floor_area_m2": "180",
                    "kind": "'interspersed'",
                },
                FACILITIES,
            ),
            filled(
                "places_room",
                {
                    "id": "n",
                    "facility_id": f"1 + n % {FACILITIES}",
                    "name": "'房间' || n",
                    "kind": "'activity'",
                    "door_code": "'room-' || n",
                },
                FACILITIES * ROOMS_EACH,
            ),
            filled("operators_operator", {"id": "n", "name": "'机构' || n"}, FACILITIES),
            filled(
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
            filled(
                "desk_book",
                {"id": "n", "name": "'前台登记本'", "community_id": "n"},
                COMMUNITIES,
            ),
        ]
    )


def make_people(residents: int) -> None:
    """People with names, telephones and addresses by which they are found."""
    from django.db import connection

    chance = Random(SEED)  # a town, not a secret
    _run(
        [
            f"""INSERT INTO people_address (id, community_id, estate, building, unit, room)
                SELECT n, {_community("n")}, '小区' || n % 40, (1 + n % 30)::text,
                  (1 + n % 4)::text, (1 + n % 18) || '0' || 1 + n / 100 % 4
                FROM generate_series(1, {residents}) n ON CONFLICT DO NOTHING"""
        ]
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, estate, building, unit, room FROM people_address")
        addresses = {number: parts for number, *parts in cursor.fetchall()}
        _copy(cursor, "people_resident", _residents(chance, residents, addresses))
        _copy(cursor, "people_phone", _phones(residents))


def make_records(records: int, residents: int) -> None:
    """Services of two years; few people come often, one row in 200 was taken back."""
    who, day = _often(residents), _some_day()
    _run(
        [
            f"""INSERT INTO ledger_servicerecord (service_id, resident_id, person_times,
                  counted_by, community_id, facility_id, room_id, operator_id, served_on,
                  starts_at, ends_at, price_fen, subsidy_fen, session, source, note,
                  recorded_by_id, recorded_at, reversal_reason)
                SELECT service, resident, 1, 'person', {_community("resident")}, facility,
                  facility, facility, day, day + time '01:00', day + time '02:00', 1000, 200,
                  CASE WHEN n % 3 = 0 THEN 'class:' || day || facility ELSE '' END, '', '',
                  {_anybody()}, day + time '10:00', ''
                FROM (SELECT n, {who} AS resident, {day} AS day,
                    1 + floor(random() * {FACILITIES})::int AS facility,
                    (SELECT min(id) FROM catalog_servicekind) + floor(random() * 40)::int
                    AS service
                  FROM generate_series(1, {records}) n) AS rows""",
            f"""INSERT INTO ledger_servicerecord (service_id, resident_id, person_times,
                  counted_by, community_id, facility_id, room_id, operator_id, served_on,
                  price_fen, subsidy_fen, session, source, note, recorded_by_id, recorded_at,
                  reverses_id, reversal_reason)
                SELECT service_id, resident_id, 1, 'person', community_id, facility_id, room_id,
                  operator_id, served_on, price_fen, subsidy_fen, session, '', '',
                  recorded_by_id, recorded_at, id, 'bench'
                FROM ledger_servicerecord WHERE id % 200 = 0 AND id <= {records}""",
        ]
    )


def make_requests(requests: int, residents: int) -> None:
    """Lines of two years in the books, nearly all of them closed, each with two follow-ups."""
    at = f"now() - (n::float / {requests}) * interval '{DAYS} days'"
    is_new = f"n < {requests} / 500"
    _run(
        [
            filled(
                "desk_servicerequest",
                {
                    "id": "n",
                    "community_id": _community("n"),
                    "book_id": _community("n"),
                    "written_key": "gen_random_uuid()",
                    "line": "'明天上午 清洗油烟机 ' || n || '号楼301 姓陈'",
                    "channel": "'phone'",
                    "category_id": "(SELECT min(id) FROM desk_category) + n % 8",
                    "service_id": "(SELECT min(id) FROM catalog_servicekind) + n % 40",
                    "wanted": "'清洗油烟机'",
                    "resident_id": f"1 + n % {residents}",
                    "caller_phone": f"'139' || lpad((n % {residents})::text, 8, '0')",
                    "state": f"CASE WHEN {is_new} THEN 'received' ELSE 'closed' END",
                    "owner_desk_id": _community("n"),
                    "received_at": at,
                    "received_by_id": _anybody(),
                    "opened_at": at,
                    "due_at": f"{at} + interval '2 days'",
                    "answered_at": f"CASE WHEN {is_new} THEN NULL ELSE {at} END",
                    "was_in_time": f"CASE WHEN {is_new} THEN NULL ELSE n % 12 > 0 END",
                    "done_at": f"CASE WHEN {is_new} THEN NULL ELSE {at} END",
                    "closed_at": f"CASE WHEN {is_new} THEN NULL ELSE {at} END",
                    "is_solved": f"CASE WHEN {is_new} THEN NULL ELSE n % 15 > 0 END",
                },
                requests,
            ),
            filled(
                "desk_followup",
                {
                    "request_id": f"1 + n % {requests}",
                    "kind": "'note'",
                    "words": "'已联系'",
                    "by_id": _anybody(),
                    "at": "now()",
                },
                2 * requests,
            ),
        ]
    )


def settle() -> None:
    """As after a night's vacuum; and numbers go on after those that were given here."""
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)
        cursor.execute("VACUUM (ANALYZE)")


def filled(table: str, given: dict[str, str], rows: int) -> str:
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
    if isinstance(value, list | tuple | dict):
        return "'[]'::jsonb" if isinstance(value, list) and not value else "'{}'"
    return str(value) if isinstance(value, int | float) else f"'{value or ''}'"


def _community(number: str) -> str:
    return f"(CASE WHEN {number} % 20 = 0 THEN {BUSY} ELSE 1 + {number} % {COMMUNITIES} END)"


def _often(residents: int) -> str:
    return f"1 + floor(power(random(), 3) * {residents - 1})::int"


def _some_day() -> str:
    return f"(current_date - floor(random() * {DAYS})::int)"


def _anybody() -> str:
    return "(SELECT min(id) FROM accounts_user)"


def _residents(
    chance: Random, count: int, addresses: dict[int, list[str]]
) -> Iterator[dict[str, Any]]:
    from django.utils import timezone

    from fangcun.core.people.rules.addresses import AddressParts
    from fangcun.core.people.rules.finding import words_to_find_by
    from fangcun.core.people.rules.readings import readings

    now, homes = timezone.now(), sorted(addresses)
    for number in range(1, count + 1):
        name = chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2))))
        home, phone = homes[number % len(homes)], phone_of(number)
        likeliest = next(iter(readings(name)))
        yield {
            "id": number,
            "name": name,
            "pinyin": likeliest.full,
            "initials": likeliest.initials,
            "sex": "unknown",
            "birth_year": 1930 + number % 90,
            "language": "",
            "community_id": BUSY if number % 20 == 0 else 1 + number % COMMUNITIES,
            "address_id": home,
            "relation": "",
            "residence": "resident",
            "phones_written": phone,
            "note": "",
            "found_by": words_to_find_by(
                names=[name], phones=[phone], cards=[], addresses=[AddressParts(*addresses[home])]
            ),
            "registered_at": now,
            "is_demo": True,
            "revision": 1,
        }


def phone_of(number: int) -> str:
    return f"139{number:08d}"


def _phones(count: int) -> Iterator[dict[str, Any]]:
    for number in range(1, count + 1):
        yield {
            "id": number,
            "resident_id": number,
            "number": phone_of(number),
            "note": "",
            "is_main": True,
        }


def _copy(cursor: Any, table: str, rows: Iterator[dict[str, Any]]) -> None:
    first = next(rows)
    with cursor.copy(f"COPY {table} ({', '.join(first)}) FROM STDIN") as copy:
        copy.write_row(tuple(first.values()))
        for row in rows:
            copy.write_row(tuple(row.values()))


def _run(statements: list[str]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.5)")
        for statement in statements:
            cursor.execute(statement)
