"""Due times and routing, without a database."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangcun.base.workdays import OFFICE_WEEK, WorkCalendar
from fangcun.services.desk.rules.answers import is_unhappy
from fangcun.services.desk.rules.due import WORKED, Pause, Unit, Within, after_pause, due_at
from fangcun.services.desk.rules.phones import plain_number
from fangcun.services.desk.rules.routing import Asked, Mismatch, Rule, first_match, judged, mismatch
from fangcun.services.desk.states import DueUnit

ZONE = ZoneInfo("Asia/Shanghai")
CALENDAR = WorkCalendar(
    zone=ZONE,
    special_days={date(2026, 2, 16): False, date(2026, 2, 17): False, date(2026, 2, 14): True},
    week=OFFICE_WEEK,
)
NO_CALENDAR = WorkCalendar(zone=ZONE, special_days={}, week={})

moments = st.datetimes(
    min_value=datetime(2026, 1, 1),  # noqa: DTZ001  # the strategy adds the zone
    max_value=datetime(2026, 12, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
withins = st.builds(Within, st.integers(1, 20), st.sampled_from(Unit))


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


class TestDueAt:
    @pytest.mark.parametrize(
        ("opened", "amount", "unit", "due"),
        [
            pytest.param("2026-02-09T10:00", 30, Unit.MINUTES, "2026-02-09T10:30", id="urgent"),
            pytest.param("2026-02-09T20:00", 2, Unit.HOURS, "2026-02-09T22:00", id="at night"),
            pytest.param("2026-02-09T10:00", 2, Unit.DAYS, "2026-02-11T10:00", id="days"),
            pytest.param(
                "2026-02-09T17:00", 1, Unit.WORKING_HOURS, "2026-02-10T09:00", id="over the night"
            ),
            pytest.param(
                "2026-02-13T10:00", 1, Unit.WORKING_DAYS, "2026-02-14T17:30", id="worked Saturday"
            ),
            pytest.param(
                "2026-02-14T10:00", 1, Unit.WORKING_DAYS, "2026-02-18T17:30", id="over a holiday"
            ),
            pytest.param(
                "2026-02-15T10:00", 1, Unit.WORKING_DAYS, "2026-02-18T17:30", id="from a day off"
            ),
        ],
    )
    def test_by_the_calendar(self, opened, amount, unit, due):
        assert due_at(opened_at=_at(opened), within=Within(amount, unit), calendar=CALENDAR) == _at(
            due
        )

    @given(moments, withins)
    def test_never_before_it_is_received(self, opened_at, within):
        for calendar in (CALENDAR, NO_CALENDAR):
            assert due_at(opened_at=opened_at, within=within, calendar=calendar) > opened_at

    @given(moments, withins, st.integers(0, 60), st.integers(0, 10_000))
    def test_a_pause_adds_exactly_what_stood_still(self, opened_at, within, after, minutes):
        due = due_at(opened_at=opened_at, within=within, calendar=CALENDAR)
        since = opened_at + timedelta(minutes=after)
        pause = Pause(since, since + timedelta(minutes=minutes))

        later = after_pause(due_at=due, pause=pause, unit=within.unit, calendar=CALENDAR)

        if within.unit in WORKED:
            stood = CALENDAR.working_minutes_between(*pause)
            assert CALENDAR.working_minutes_between(due, later) == stood
        else:
            assert later - due == pause.until - pause.since

    @given(moments, withins, st.lists(st.integers(1, 500), max_size=3))
    def test_pauses_only_ever_add(self, opened_at, within, lengths):
        pauses = []
        for length in lengths:
            since = pauses[-1].until if pauses else opened_at
            pauses.append(Pause(since, since + timedelta(minutes=length)))

        with_pauses = due_at(opened_at=opened_at, within=within, calendar=CALENDAR, pauses=pauses)

        assert with_pauses >= due_at(opened_at=opened_at, within=within, calendar=CALENDAR)

    def test_units_are_those_of_the_table(self):
        assert set(DueUnit.values) == set(Unit) - {Unit.MINUTES}


HERE, THERE, HOODS, HAIRCUTS = 1, 2, 10, 11
NEED = Asked(community=HERE, category=HOODS, at=time(10, 0), is_working_day=True, is_urgent=False)


class TestMismatch:
    @pytest.mark.parametrize(
        ("asks", "why_not"),
        [
            pytest.param({}, None, id="asks for nothing"),
            pytest.param({"category": HOODS, "community": HERE}, None, id="fits"),
            pytest.param({"category": HAIRCUTS}, Mismatch.CATEGORY, id="another category"),
            pytest.param({"community": THERE}, Mismatch.COMMUNITY, id="another community"),
            pytest.param({"is_urgent": True}, Mismatch.URGENCY, id="not urgent"),
            pytest.param({"on_working_days": False}, Mismatch.DAY, id="a working day"),
            pytest.param({"from_time": time(10, 0)}, None, id="from its first minute"),
            pytest.param({"until_time": time(10, 0)}, Mismatch.TIME, id="not at its last"),
            pytest.param(
                {"from_time": time(17, 30), "until_time": time(8, 30)}, Mismatch.TIME, id="at night"
            ),
            pytest.param(
                {"from_time": time(17, 30), "until_time": time(11, 0)}, None, id="over midnight"
            ),
            pytest.param({"can_be_done": False}, Mismatch.DOER, id="nobody can do it"),
        ],
    )
    def test_says_what_keeps_a_rule_from_fitting(self, asks, why_not):
        assert mismatch(rule=Rule(id=1, number=1, **asks), asked=NEED) == why_not


maybe = st.sampled_from([None, True, False])
some_rules = st.lists(
    st.builds(
        Rule,
        id=st.integers(1, 99),
        number=st.integers(1, 9),
        category=st.sampled_from([None, HOODS, HAIRCUTS]),
        community=st.sampled_from([None, HERE, THERE]),
        on_working_days=maybe,
        is_urgent=maybe,
        can_be_done=st.booleans(),
    ),
    max_size=6,
)


class TestFirstMatch:
    @given(some_rules)
    def test_the_first_that_fits_and_none_before_it(self, rules):
        decides = first_match(rules=rules, asked=NEED)

        asked = judged(rules=rules, asked=NEED)
        assert all(one.mismatch for one in asked[:-1])
        if decides is None:
            assert all(one.mismatch for one in asked)
        else:
            assert (asked[-1].rule, asked[-1].mismatch) == (decides, None)

    @given(some_rules)
    def test_a_rule_behind_changes_nothing(self, rules):
        decides = first_match(rules=rules, asked=NEED)

        if decides is not None:
            more = [*rules, Rule(id=100, number=10)]
            assert first_match(rules=more, asked=NEED) == decides


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("138 0000 0001", "13800000001"),
        ("+86-13800000001", "13800000001"),
        ("１３８００００００01", "13800000001"),
        ("0513-8123 4567", "051381234567"),
        ("8612345", "8612345"),
        ("问他女儿", "问他女儿"),
        ("", ""),
    ],
)
def test_one_number_however_it_is_written(written, number):
    assert plain_number(written) == number


@pytest.mark.parametrize(
    ("is_solved", "score", "unhappy"),
    [(True, None, False), (True, 3, False), (True, 2, True), (False, 5, True)],
)
def test_who_is_unhappy(is_solved, score, unhappy):
    assert is_unhappy(is_solved=is_solved, score=score) is unhappy
