"""Two years of a ledger over an invented district; few people come often."""

from bench.support.rows import filled, run
from bench.support.town import DAYS, FACILITIES, ROOMS_EACH, anybody, community_of

SERVICES = 40
FIRST_SERVICE = "(SELECT min(id) FROM catalog_servicekind)"
KEPT_AS_WRITTEN = (
    "service_id, resident_id, person_times, counted_by, units, community_id, facility_id, room_id,"
    " operator_id, served_on, price_fen, subsidy_fen, session, source, note, recorded_by_id,"
    " recorded_at"
)


def make_records(records: int, residents: int) -> None:
    """Services given; one row in 200 was taken back."""
    given = {
        "service_id": f"{FIRST_SERVICE} + n % {SERVICES}",
        "resident_id": "who",
        "community_id": community_of("who"),
        "facility_id": "facility",
        "room_id": f"facility + {FACILITIES} * (n % {ROOMS_EACH})",
        "operator_id": "facility",
        "served_on": "day",
        "starts_at": "day + time '01:00' + n % 8 * interval '1 hour'",
        "ends_at": "day + time '02:00' + n % 8 * interval '1 hour'",
        "price_fen": "1000",
        "subsidy_fen": "200",
        "session": "CASE WHEN n % 3 = 0 THEN 'class:' || day || facility ELSE '' END",
        "recorded_by_id": anybody(),
        "recorded_at": "day + time '10:00'",
    }
    taken_back = f"""INSERT INTO ledger_servicerecord ({KEPT_AS_WRITTEN}, reverses_id,
          reversal_reason)
        SELECT {KEPT_AS_WRITTEN}, id, 'bench' FROM ledger_servicerecord
        WHERE id % 200 = 0 AND id <= {records}"""
    run([filled("ledger_servicerecord", given, _some(records, residents)), taken_back])


def make_promises(promises: int, residents: int) -> None:
    """Promises of the same two years and a week ahead that nobody has settled."""
    given = {
        "service_id": FIRST_SERVICE,
        "resident_id": "who",
        "community_id": community_of("who"),
        "operator_id": "facility",
        "facility_id": "facility",
        "due_on": "day + 7",
        "made_at": "day + time '10:00'",
        "made_by_id": anybody(),
    }
    run([filled("ledger_commitment", given, _some(promises, residents))])


def make_needs(needs: int, residents: int) -> None:
    """What people went without in the same two years."""
    given = {
        "service_id": FIRST_SERVICE,
        "resident_id": "who",
        "community_id": community_of("who"),
        "why": "'full'",
        "wished_on": "day",
        "recorded_by_id": anybody(),
        "recorded_at": "day + time '10:00'",
    }
    run([filled("ledger_unmetneed", given, _some(needs, residents))])


def _some(rows: int, residents: int) -> str:
    """Each row falls on somebody, somewhere, some day."""
    return f"""(SELECT n, 1 + floor(power(random(), 3) * {residents - 1})::int AS who,
          1 + floor(random() * {FACILITIES})::int AS facility,
          current_date - floor(random() * {DAYS})::int AS day
        FROM generate_series(1, {rows}) n) AS happened"""
