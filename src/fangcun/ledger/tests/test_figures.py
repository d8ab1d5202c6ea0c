"""The figures in SQL are the figures that a person with a pencil would count."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.catalog.tests.services import a_service
from fangcun.core.operators.tests.cast import an_operator
from fangcun.core.people.models import Resident
from fangcun.core.people.tests.cast import a_resident, an_address
from fangcun.core.places.models import Building, Facility, Room
from fangcun.core.places.tests.cast import a_community, a_facility, a_room
from fangcun.ledger.actions import Delivered, cancel, give_up, keep, reverse_need, reverse_record
from fangcun.ledger.models import Commitment, ServiceRecord, UnmetNeed
from fangcun.ledger.queries.figures import (
    Asked,
    Countable,
    counts,
    counts_by,
    figures,
    hours_used,
    kept_in_time,
    metres_between,
    needs_asked,
    reach,
    records_asked,
    regulars,
    table,
    unmet_by_reason,
)
from fangcun.ledger.states import CountMethod, FigureName, WhyNot
from fangcun.ledger.tests.cast import (
    MONDAY,
    MONDAY_9AM,
    a_commitment,
    a_crowd,
    a_record,
    an_unmet_need,
)

pytestmark = pytest.mark.django_db

SHANGHAI = ZoneInfo("Asia/Shanghai")
FEBRUARY = Asked(since=date(2026, 2, 1), until=date(2026, 2, 28))
LATER = datetime(2026, 3, 1, 1, 0, tzinfo=ZoneInfo("UTC"))


def everything(*, sees_small_cells=True):
    return Countable(
        records=ServiceRecord.objects.all(),
        needs=UnmetNeed.objects.all(),
        commitments=Commitment.objects.all(),
        facilities=Facility.objects.all(),
        rooms=Room.objects.all(),
        residents=Resident.objects.all(),
        sees_small_cells=sees_small_cells,
    )


def reverse(record):
    return reverse_record(record=record, reason="记错", by=a_person(), now=LATER)


class TestReferee:
    """Random rows, counted by SQL and by hand."""

    @pytest.mark.parametrize("seed", range(4))
    def test_counts_are_those_of_a_pencil(self, seed):
        town = _Town(Random(seed))  # noqa: S311
        for asked in town.questions():
            rows = town.standing_rows(asked)
            records = records_asked(ServiceRecord.objects.all(), asked)

            assert counts(records) == _pencil(rows)
            assert regulars(records, repeat_days=2) == _pencil_regulars(rows)
            assert hours_used(records) == pytest.approx(_pencil_hours(rows))
            for column in ("service", "facility", "community"):
                by_key = defaultdict(list)
                for row in rows:
                    by_key[getattr(row, f"{column}_id")].append(row)
                assert counts_by(records, column) == {
                    key: _pencil(some) for key, some in by_key.items()
                }

    @pytest.mark.parametrize("seed", range(2))
    def test_reach_is_that_of_a_pair_of_compasses(self, seed):
        town = _Town(Random(seed))  # noqa: S311
        records = records_asked(ServiceRecord.objects.all(), FEBRUARY)

        found = reach(
            facilities=Facility.objects.all(),
            records=records,
            residents=Resident.objects.all(),
            reach_m=500,
            elder_age=60,
            on=FEBRUARY.until,
        )

        assert found == town.pencil_reach(town.standing_rows(FEBRUARY), FEBRUARY.until)


class TestCounts:
    def test_a_reversed_row_and_its_reversal_count_nowhere(self):
        a_record()
        reverse(a_record())

        assert counts(records_asked(ServiceRecord.objects.all(), FEBRUARY)).person_times == 1

    def test_two_dishes_of_one_meal_are_one_person_time(self):
        lunch, person = a_service("午餐"), a_resident()
        for _dish in range(2):
            a_record(resident=person, service=lunch, session="meal:1")
            a_record(resident=None, community=person.community, service=lunch, session="meal:1")

        told = counts(ServiceRecord.objects.all())

        assert (told.person_times, told.named, told.sessions) == (3, 1, 1)

    def test_merged_people_are_one(self):
        community = a_community()
        kept = a_resident(community=community)
        a_record(resident=kept)
        a_record(resident=a_resident(community=community, merged_into=kept))

        assert counts(ServiceRecord.objects.all()).people == 1
        assert regulars(ServiceRecord.objects.all(), repeat_days=1).people == 1

    def test_rows_of_one_class_are_one_session(self):
        for _ in range(3):
            a_record(session="class:31")
        a_crowd(100, facility=a_facility())
        a_record()

        assert counts(ServiceRecord.objects.all()).sessions == 2

    def test_services_on_one_day_are_one_visit(self):
        resident = a_resident()
        for _ in range(2):
            a_record(resident=resident)

        assert regulars(ServiceRecord.objects.all(), repeat_days=2) == (1, 0)


class TestHoursUsed:
    def test_what_overlaps_is_counted_once(self):
        room = a_room()
        for begin, end in ((9, 11), (10, 12), (14, 15)):
            a_crowd(10, room=room, starts_at=_at(begin), ends_at=_at(end), now=_at(18))

        assert hours_used(ServiceRecord.objects.all()) == {room.pk: 4.0}


class TestKeptInTime:
    def test_counts_promises_due_and_kept_on_their_day(self):
        _keep(a_commitment(), MONDAY)
        _keep(a_commitment(), MONDAY + timedelta(days=5))
        give_up(commitment=a_commitment(), why=WhyNot.OTHER, note="", by=a_person(), now=MONDAY_9AM)
        cancel(commitment=a_commitment(), note="", by=a_person(), now=MONDAY_9AM)
        a_commitment()
        a_commitment(due_on=date(2026, 2, 27))

        assert kept_in_time(Commitment.objects.all(), today=date(2026, 2, 20)) == (4, 1)

    def test_a_promise_whose_record_was_taken_back_was_not_kept(self):
        record = _keep(a_commitment(), MONDAY)

        reverse(record)

        assert kept_in_time(Commitment.objects.all(), today=date(2026, 2, 20)) == (1, 0)


class TestUnmet:
    def test_counts_people_by_reason_and_not_what_was_taken_back(self):
        an_unmet_need(why=WhyNot.FULL, people=3, wished_on=MONDAY)
        an_unmet_need(why=WhyNot.TOO_FAR)
        wrong = an_unmet_need(why=WhyNot.TOO_FAR)
        reverse_need(need=wrong, reason="记错", by=a_person(), now=MONDAY_9AM)
        an_unmet_need(wished_on=date(2026, 5, 1))

        needs = needs_asked(UnmetNeed.objects.all(), FEBRUARY)

        assert unmet_by_reason(needs) == {"full": 3, "too_far": 1}


class TestFigures:
    def test_all_are_there_with_their_two_numbers(self):
        room = a_room()
        resident = a_resident()
        a_record(resident=resident, room=room, starts_at=_at(9), ends_at=_at(10), now=_at(18))
        a_record(resident=resident, served_on=MONDAY - timedelta(days=1))

        found = {figure.name: figure for figure in _figures()}

        assert list(found) == list(FigureName)
        assert found[FigureName.PEOPLE].numerator == 1
        again = found[FigureName.CAME_AGAIN]
        assert (again.numerator, again.denominator, again.value) == (1, 1, 1.0)
        assert found[FigureName.HOURS_USED].numerator == 1.0

    def test_few_people_are_hidden_and_open_to_no_rows(self):
        a_record()

        found = {figure.name: figure for figure in _figures(sees_small_cells=False)}

        for name in (FigureName.PEOPLE, FigureName.PERSON_TIMES, FigureName.CAME_AGAIN):
            assert (found[name].numerator, found[name].rows) == (None, None)

    def test_few_people_of_one_service_are_hidden_in_the_table(self):
        lunch, haircut = a_service("午餐"), a_service("理发")
        for _ in range(6):
            a_record(service=lunch)
        a_record(service=haircut)

        shown = table(asked=FEBRUARY, among=everything(sees_small_cells=False), by="service")

        assert [line.people.count for line in shown.lines] == [None, None]
        assert shown.people.count == 7


def _figures(**how):
    return figures(asked=FEBRUARY, among=everything(**how), today=date(2026, 2, 20))


def _at(hour):
    return datetime(2026, 2, 9, hour, 0, tzinfo=SHANGHAI)


def _keep(promise, day):
    now = datetime(2026, 2, 16, 9, 0, tzinfo=SHANGHAI)
    delivered = Delivered.as_promised(promise, served_on=day)
    return keep(commitment=promise, delivered=delivered, by=a_person(), now=now)


class _Town:
    """A small town in which random things happened in winter."""

    def __init__(self, random):
        self.random = random
        self.communities = [a_community(), a_community("乙社区")]
        self.facilities = [a_facility(self.communities[i % 2], lon=120.9 + i / 90) for i in (0, 1)]
        self.rooms = [a_room(facility) for facility in self.facilities for _ in range(2)]
        self.services = [a_service("午餐"), a_service("课程"), a_service("理发")]
        self.operators = [an_operator(), None]
        self.by = a_person()
        self.people = self._people()
        self.rows = [self._record() for _ in range(60)]
        for row in random.sample(self.rows, 8):
            reverse(row)

    def questions(self):
        """The whole month, and each narrowing alone and two together."""
        yield FEBRUARY
        narrowings = [
            {"community": self.communities[0].pk},
            {"facility": self.facilities[1].pk},
            {"room": self.rooms[0].pk},
            {"operator": self.operators[0].pk},
            {"service": self.services[1].pk},
            {"service": self.services[0].pk, "facility": self.facilities[0].pk},
        ]
        for narrowing in narrowings:
            yield Asked(since=date(2026, 2, 3), until=date(2026, 2, 14), **narrowing)

    def standing_rows(self, asked):
        """By hand: not taken back, in the period, and all that narrows."""
        every = list(ServiceRecord.objects.select_related("resident"))
        taken_back = {row.reverses_id for row in every if row.reverses_id}
        names = ("community", "facility", "room", "operator", "service")
        return [
            row
            for row in every
            if row.reverses_id is None
            and row.pk not in taken_back
            and asked.since <= row.served_on <= asked.until
            and all(getattr(asked, name) in (None, getattr(row, f"{name}_id")) for name in names)
        ]

    def pencil_reach(self, rows, on):
        came = {
            row.resident.merged_into_id or row.resident_id
            for row in rows
            if row.resident and row.facility_id
        }
        near = [
            person
            for person in Resident.objects.select_related("address__on_map")
            if person.merged_into_id is None
            and person.forgotten_at is None
            and (person.died_on is None or person.died_on > on)
            and person.address
            and person.address.on_map
            and any(
                metres_between(
                    facility.lon,
                    facility.lat,
                    person.address.on_map.lon,
                    person.address.on_map.lat,
                )
                <= 500
                for facility in self.facilities
            )
        ]
        elders = [person for person in near if (person.age_on(on) or 0) >= 60]
        return (
            len(near),
            sum(person.pk in came for person in near),
            len(elders),
            sum(person.pk in came for person in elders),
        )

    def _people(self):
        random = self.random
        people = []
        for number in range(25):
            community = random.choice(self.communities)
            building = Building.objects.create(
                ref=f"B{number}-{random.random()}",
                community=community,
                lon=120.9 + random.uniform(-0.01, 0.02),
                lat=32.0 + random.uniform(-0.006, 0.006),
                residents=30,
            )
            people.append(
                a_resident(
                    f"居民{number}",
                    community=community,
                    address=an_address(community, building=str(number), on_map=building)
                    if random.random() < 0.8
                    else None,
                    born_on=date(random.randint(1940, 1990), 2, random.randint(1, 28))
                    if random.random() < 0.5
                    else None,
                    birth_year=random.randint(1940, 1990),
                    died_on=date(2026, 1, 5) if random.random() < 0.1 else None,
                    merged_into=people[0] if number and random.random() < 0.1 else None,
                )
            )
        return people

    def _record(self):
        random = self.random
        day = date(2026, 1, 25) + timedelta(days=random.randrange(36))
        begin = datetime(day.year, day.month, day.day, random.randint(8, 17), tzinfo=SHANGHAI)
        room = random.choice([*self.rooms, None])
        more = {
            "service": random.choice(self.services),
            "served_on": day,
            "room": room,
            "facility": room.facility if room else random.choice([*self.facilities, None]),
            "operator": random.choice(self.operators),
            "community": random.choice(self.communities),
            "session": random.choice(["", "", "class:1", "class:2"]),
            "by": self.by,
            "now": datetime(2026, 3, 1, 9, 0, tzinfo=SHANGHAI),
        }
        if random.random() < 0.7:
            minutes = timedelta(minutes=random.randint(0, 200))
            more |= {"starts_at": begin, "ends_at": begin + minutes}
        if random.random() < 0.2:
            return a_crowd(random.randint(2, 40), **more)
        return a_record(resident=random.choice([*self.people, None]), **more)


def _pencil(rows):
    sessions = {row.session for row in rows if row.session}
    alone = [row for row in rows if not row.session and row.counted_by != CountMethod.PERSON]
    people = {row.resident.merged_into_id or row.resident_id for row in rows if row.resident}
    return (
        len(sessions) + len(alone),
        sum(row.person_times for row in rows if not row.resident) + _pencil_visits(rows),
        _pencil_visits(rows),
        len(people),
    )


def _pencil_visits(rows):
    """Of those with a name: one for each session of a day, one for each row without a session."""
    named = [row for row in rows if row.resident]
    visits = {
        (row.resident.merged_into_id or row.resident_id, row.service, row.served_on, row.session)
        for row in named
        if row.session
    }
    return len(visits) + sum(not row.session for row in named)


def _pencil_regulars(rows):
    days = defaultdict(set)
    for row in rows:
        if row.resident:
            days[row.resident.merged_into_id or row.resident_id].add(row.served_on)
    return (len(days), sum(len(some) >= 2 for some in days.values()))


def _pencil_hours(rows):
    """Minute by minute, which were in use."""
    minutes = defaultdict(set)
    for row in rows:
        if row.room_id and row.starts_at and row.ends_at:
            begin = int(row.starts_at.timestamp() // 60)
            minutes[row.room_id] |= set(range(begin, int(row.ends_at.timestamp() // 60)))
    return {room: len(used) / 60 for room, used in minutes.items()} | {
        row.room_id: 0.0
        for row in rows
        if row.room_id and row.starts_at and row.ends_at and not minutes[row.room_id]
    }
