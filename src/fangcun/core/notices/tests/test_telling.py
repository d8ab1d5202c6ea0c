"""What somebody is to be told reaches him once, by a message or by a person."""

from datetime import datetime, timedelta

import pytest

from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.accounts.tests.outbox import OUTBOX, Outbox
from fangcun.core.catalog.models import Rule
from fangcun.core.notices.actions import (
    AlreadyTold,
    NotByHand,
    drop,
    mark_read,
    mark_told,
    send_waiting,
    tell,
    tell_all,
    wipe,
)
from fangcun.core.notices.models import Notice
from fangcun.core.notices.queries import by_person, for_the_desk, notices_of
from fangcun.core.notices.rules import BETWEEN_TRIES, MESSAGES_TAKE, MOST_TRIES, quiet_around
from fangcun.core.notices.states import NoticeState, ToldBy
from fangcun.core.notices.tests.cast import (
    HIS_LANDLINE,
    HIS_MOBILE,
    MONDAY_9AM,
    NO_LINE,
    NoLine,
    a_notice,
)
from fangcun.core.people.tests.cast import a_resident

pytestmark = pytest.mark.django_db

AN_HOUR = timedelta(hours=1)
LATE = MONDAY_9AM + 13 * AN_HOUR
SEVEN = LATE + 9 * AN_HOUR


@pytest.fixture(autouse=True)
def outbox(settings):
    settings.MESSAGES = OUTBOX
    Outbox.sent.clear()
    NoLine.tries = 0
    return Outbox.sent


class TestTell:
    def test_says_the_same_about_one_thing_only_once(self):
        resident = a_resident()

        first, again = (a_notice(resident=resident) for _time in range(2))
        other = a_notice(resident=resident, source="ledger:13")

        assert first == again != other
        assert Notice.objects.count() == 2

    def test_takes_two_statements_for_any_number_of_people(self, django_assert_num_queries):
        residents = [a_resident(f"居民{number}") for number in range(30)]

        with django_assert_num_queries(2):
            told = tell_all(
                residents=residents, words="今天停课", source="ledger:12", now=MONDAY_9AM
            )

        assert [notice.resident for notice in told] == residents

    def test_tells_the_person_that_was_kept(self):
        kept = a_resident()
        gone = a_resident("陈桂芳", merged_into=kept)

        both = tell_all(residents=[gone, kept], words="停课", source="ledger:12", now=MONDAY_9AM)

        assert [notice.resident for notice in both] == [kept]

    def test_nobody_looks_for_the_dead(self):
        notice = a_notice(resident=a_resident(died_on=MONDAY_9AM.date()))

        assert notice.state == NoticeState.DROPPED
        assert not for_the_desk(MONDAY_9AM + AN_HOUR).exists()


class TestMarkTold:
    def test_keeps_who_told_him_when_and_how(self):
        by = a_person()

        told = mark_told(notice=a_notice(), told_by=ToldBy.PHONE, by=by, now=MONDAY_9AM)

        assert (told.state, told.told_by, told.teller) == (NoticeState.TOLD, ToldBy.PHONE, by)
        assert told.told_at == MONDAY_9AM

    def test_a_second_person_hears_who_was_quicker(self):
        notice, quicker = a_notice(), a_person(display_name="王管家")
        mark_told(notice=notice, told_by=ToldBy.PHONE, by=quicker, now=MONDAY_9AM)

        with pytest.raises(AlreadyTold, match="王管家在02-09 09:00处理（电话）"):
            mark_told(notice=notice, told_by=ToldBy.IN_PERSON, by=a_person(), now=MONDAY_9AM)

    def test_what_was_dropped_is_not_told(self):
        notice = drop(notice=a_notice(), by=a_person(), now=MONDAY_9AM)

        with pytest.raises(AlreadyTold, match="不再告知"):
            mark_told(notice=notice, told_by=ToldBy.PHONE, by=a_person(), now=MONDAY_9AM)
        assert notice not in notices_of(notice.resident)

    def test_nobody_says_that_he_was_a_message(self):
        with pytest.raises(NotByHand):
            mark_told(notice=a_notice(), told_by=ToldBy.MESSAGE, by=a_person(), now=MONDAY_9AM)


class TestMarkRead:
    def test_his_own_page_tells_him(self):
        notice, elsewhere = a_notice(), a_notice()

        assert mark_read(resident=notice.resident, now=MONDAY_9AM) == 1
        assert mark_read(resident=notice.resident, now=MONDAY_9AM) == 0

        notice.refresh_from_db()
        elsewhere.refresh_from_db()
        assert (notice.told_by, elsewhere.state) == (ToldBy.PAGE, NoticeState.TO_TELL)


class TestSendWaiting:
    def test_a_mobile_telephone_gets_one_message(self, outbox):
        notice = a_notice(phone=HIS_MOBILE)

        assert (send_waiting(now=MONDAY_9AM), send_waiting(now=MONDAY_9AM)) == (1, 0)

        notice.refresh_from_db()
        assert outbox == [(HIS_MOBILE, f"方寸：{notice.words}")]
        assert (notice.told_by, notice.teller) == (ToldBy.MESSAGE, None)

    @pytest.mark.parametrize("phone", [HIS_LANDLINE, ""])
    def test_whoever_has_no_mobile_is_told_by_the_desk(self, phone, outbox):
        notice = a_notice(phone=phone)

        send_waiting(now=MONDAY_9AM)

        assert outbox == []
        assert list(for_the_desk(MONDAY_9AM)) == [notice]

    def test_a_provider_that_fails_is_tried_three_times_then_the_desk_tells(self, settings):
        settings.MESSAGES = NO_LINE
        notice, other = a_notice(phone=HIS_MOBILE), a_notice(phone="13800000022")
        assert not for_the_desk(MONDAY_9AM).exists()

        for minute in range(30):
            send_waiting(now=MONDAY_9AM + timedelta(minutes=minute))

        assert NoLine.tries == 2 * MOST_TRIES
        assert list(for_the_desk(MONDAY_9AM + 2 * BETWEEN_TRIES)) == [notice, other]

    def test_when_no_message_leaves_at_all_the_desk_sees_it(self):
        notice = a_notice(phone=HIS_MOBILE)

        assert list(for_the_desk(MONDAY_9AM + MESSAGES_TAKE)) == [notice]

    def test_what_came_too_late_is_not_sent_and_shows_at_the_desk(self, outbox):
        notice = a_notice(phone=HIS_MOBILE, tell_by=MONDAY_9AM)

        assert send_waiting(now=MONDAY_9AM) == 0
        assert list(for_the_desk(MONDAY_9AM)) == [notice]

    def test_merged_later_his_message_goes_to_the_kept_number(self, outbox):
        notice = a_notice()
        notice.resident.merged_into = a_resident(phone=HIS_MOBILE)
        notice.resident.save()

        send_waiting(now=MONDAY_9AM)

        assert [phone for phone, _text in outbox] == [HIS_MOBILE]


class TestQuietHours:
    """From nine in the evening until seven no telephone is made to ring."""

    def test_what_is_written_at_night_is_sent_in_the_morning(self, outbox):
        notice = a_notice(phone=HIS_MOBILE, tell_by=SEVEN + AN_HOUR, now=LATE)

        assert [send_waiting(now=when) for when in (LATE, SEVEN - AN_HOUR, SEVEN)] == [0, 0, 1]

        assert outbox == [(HIS_MOBILE, f"方寸：{notice.words}")]

    def test_what_is_of_no_use_in_the_morning_is_sent_at_once(self, outbox):
        a_notice(phone=HIS_MOBILE, tell_by=SEVEN, now=LATE)

        assert send_waiting(now=LATE) == 1

    def test_the_desk_is_not_asked_for_what_only_waits_for_the_morning(self):
        notice = a_notice(phone=HIS_MOBILE, now=LATE)

        listed = [
            list(for_the_desk(when))
            for when in (LATE + AN_HOUR, SEVEN, SEVEN + MESSAGES_TAKE + timedelta(minutes=1))
        ]

        assert listed == [[], [], [notice]]

    def test_the_district_sets_them(self):
        for code, hour in (("quiet_from_hour", 23), ("quiet_until_hour", 6)):
            Rule.objects.create(code=code, name_zh=code, position=hour, value=hour)
        a_notice(phone=HIS_MOBILE, now=LATE)

        assert send_waiting(now=LATE) == 1

    @pytest.mark.parametrize(
        ("hours", "at", "is_quiet"),
        [
            pytest.param((21, 7), "20:59", False, id="the-evening-before"),
            pytest.param((21, 7), "21:00", True, id="from-the-hour-on"),
            pytest.param((21, 7), "06:59", True, id="over-midnight"),
            pytest.param((21, 7), "07:00", False, id="until-the-hour"),
            pytest.param((0, 6), "03:00", True, id="after-midnight-only"),
            pytest.param((0, 6), "23:00", False, id="not-before-midnight"),
            pytest.param((8, 8), "08:00", False, id="none-at-all"),
        ],
    )
    def test_run_by_the_clock_of_the_place(self, hours, at, is_quiet):
        moment = datetime.fromisoformat(f"2026-02-09T{at}:00+08:00")

        quiet = quiet_around(moment, from_hour=hours[0], until_hour=hours[1])

        assert (quiet is not None) == is_quiet
        assert quiet is None or quiet.begins <= moment < quiet.ends


class TestByPerson:
    def test_one_call_tells_a_person_everything(self):
        resident = a_resident()
        late = a_notice("停课", resident=resident)
        other = a_notice(tell_by=MONDAY_9AM + 2 * AN_HOUR)
        urgent = a_notice("有名额了", resident=resident, tell_by=MONDAY_9AM + AN_HOUR)

        told = by_person(for_the_desk(MONDAY_9AM))

        assert [(one.person, one.notices) for one in told] == [
            (resident, [urgent, late]),
            (other.resident, [other]),
        ]


class TestWipe:
    def test_nothing_is_left_of_one_and_everything_of_others(self):
        notice, other = a_notice(), a_notice()

        wipe(resident=notice.resident)

        assert list(Notice.objects.all()) == [other]


def test_two_things_about_one_row_are_two_notices():
    resident = a_resident()
    words = ("有名额了", "停课了")

    for said in words:
        tell(resident=resident, words=said, source="ledger:12", now=MONDAY_9AM)

    assert {notice.words for notice in notices_of(resident)} == set(words)
