"""An invented district of any size, made in the database itself; the same one every time.

A twentieth of the people live in community 7, where the stewards of the benchmarks work: a busy
desk, and far more than the mean of a district.
"""

from bench.support.rows import filled, run

COMMUNITIES, SUBDISTRICTS, FACILITIES, ROOMS_EACH = 150, 12, 20, 6
BUSY = 7
DAYS = 730


def make_district() -> None:
    """Communities, facilities with rooms, operators with contracts, the defaults."""
    from django.core.management import call_command

    call_command("load_defaults")
    run(
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
                    "facility_id": f"1 + (n - 1) % {FACILITIES}",
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


def make_requests(requests: int, residents: int) -> None:
    """Lines of two years in the books, nearly all of them closed, each with two follow-ups."""
    at = f"now() - (n::float / {requests}) * interval '{DAYS} days'"
    is_new = f"n < {requests} / 500"
    run(
        [
            filled(
                "desk_servicerequest",
                {
                    "id": "n",
                    "community_id": community_of("n"),
                    "book_id": community_of("n"),
                    "written_key": "gen_random_uuid()",
                    "line": "'明天上午 清洗油烟机 ' || n || '号楼301 姓陈'",
                    "channel": "'phone'",
                    "category_id": "(SELECT min(id) FROM desk_category) + n % 8",
                    "service_id": "(SELECT min(id) FROM catalog_servicekind) + n % 40",
                    "wanted": "'清洗油烟机'",
                    "resident_id": f"1 + n % {residents}",
                    "caller_phone": f"'139' || lpad((n % {residents})::text, 8, '0')",
                    "state": f"CASE WHEN {is_new} THEN 'received' ELSE 'closed' END",
                    "owner_desk_id": community_of("n"),
                    "received_at": at,
                    "received_by_id": anybody(),
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
                    "by_id": anybody(),
                    "at": "now()",
                },
                2 * requests,
            ),
        ]
    )


def community_of(number: str) -> str:
    """The community of the person or line of a number, in SQL."""
    return f"(CASE WHEN {number} % 20 = 0 THEN {BUSY} ELSE 1 + {number} % {COMMUNITIES} END)"


def anybody() -> str:
    return "(SELECT min(id) FROM accounts_user)"
