"""Pages of rooms, visitors and the calendar: who sees them, and what they do."""

from datetime import date, time

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fangcun.core.accounts.tests.cast import (
    a_manager,
    a_steward,
    an_administrator,
    an_operator_manager,
    signed_in,
)
from fangcun.core.operators.tests.cast import a_contract
from fangcun.core.places import queries
from fangcun.core.places.models import Facility, Presence, Room, RoomException, SpecialDay
from fangcun.core.places.states import RoomKind
from fangcun.core.places.tests.cast import a_facility, a_room

pytestmark = pytest.mark.django_db
EVERY_DAY = {f"day_{kind}": "" for kind in range(9)}


@pytest.fixture
def room() -> Room:
    return a_room(name="日照室")


@pytest.fixture
def manager(room: Room) -> Client:
    return signed_in(a_manager(room.facility.community))


def said_of(client: Client, name: str, *args: object) -> str:
    return client.get(reverse(name, args=args)).content.decode()


class TestScope:
    def test_a_steward_reads_his_rooms_and_no_others(self, room):
        steward = signed_in(a_steward(room.facility.community))

        assert "日照室" in said_of(steward, "places:room", room.pk)
        assert steward.get(reverse("places:room", args=[a_room().pk])).status_code == 404
        assert steward.get(reverse("places:edit_room", args=[room.pk])).status_code == 403

    def test_an_operator_runs_rooms_where_its_contract_runs(self, room):
        contract = a_contract(facility=room.facility)
        operator = signed_in(an_operator_manager(contract.operator))

        assert operator.get(reverse("places:room_hours", args=[room.pk])).status_code == 200
        assert operator.get(reverse("places:room_hours", args=[a_room().pk])).status_code == 404


class TestRoom:
    def test_is_added_once(self, manager, room):
        address = reverse("places:new_room", args=[room.facility_id])
        filled = {"name": "食堂", "kind": RoomKind.CANTEEN, "floor": "1"}

        assert manager.post(address, filled).status_code == 302
        assert "已有名为「食堂」的房间" in manager.post(address, filled).content.decode()
        assert Room.objects.filter(name="食堂").count() == 1

    def test_says_beside_the_field_what_is_wrong(self, manager, room):
        filled = {"revision": 1, "name": "", "kind": "desk", "floor": "0", "capacity": "-1"}

        answer = manager.post(reverse("places:edit_room", args=[room.pk]), filled)

        assert {"name", "floor", "capacity"} <= answer.context["form"].errors.keys()

    def test_the_second_is_shown_what_the_first_wrote(self, manager, room):
        address = reverse("places:edit_room", args=[room.pk])
        filled = {"revision": 1, "name": "日照室", "kind": RoomKind.DAY_CARE, "floor": "1"}
        manager.post(address, {**filled, "equipment": "护理床"})

        answer = manager.post(address, {**filled, "equipment": "轮椅"})

        page = answer.content.decode()
        assert "<ins>护理床</ins>" in page
        assert "轮椅" in page
        assert Room.objects.get(pk=room.pk).equipment == "护理床"

    def test_page_asks_in_few_questions(self, manager, room, django_assert_max_num_queries):
        manager.get("/")
        with django_assert_max_num_queries(12):
            manager.get(reverse("places:room", args=[room.pk]))

    def test_is_given_up_and_used_again(self, manager, room):
        manager.post(
            reverse("places:close_room", args=[room.pk]), {"revision": 1, "on": "2020-01-01"}
        )
        assert "已停用" in said_of(Client(), "door", room.door_code)

        manager.post(reverse("places:reopen_room", args=[room.pk]), {"revision": 2})

        assert Room.objects.get(pk=room.pk).closed_on is None


class TestHours:
    def post(self, manager: Client, room: Room, **days: str):
        filled = {
            "revision": room.revision,
            "on_holidays": "closed",
            "on_worked_weekends": "as_workday",
            **EVERY_DAY,
            **days,
        }
        return manager.post(reverse("places:room_hours", args=[room.pk]), filled)

    def test_are_written_as_people_write_them(self, manager, room):
        answer = self.post(manager, room, day_0="8:00—11:30，13:30至17:00", day_5="18：00-24:00")

        assert answer.status_code == 302
        spans = queries.spans_by_kind(room)
        assert spans[0] == [(time(8), time(11, 30)), (time(13, 30), time(17))]
        assert spans[5] == [(time(18), time(0))]

    @pytest.mark.parametrize("text", ["早上", "8点-9点", "25:00-26:00", "9:00-8:00",
                                      "8:00-10:00、9:00-11:00", "8:00-", "8:00-9:61"])  # fmt: skip
    def test_say_beside_the_day_what_cannot_be_read(self, manager, room, text):
        assert self.post(manager, room, day_2=text).context["form"].errors["day_2"]

    def test_own_hours_must_be_filled_in(self, manager, room):
        answer = self.post(manager, room, on_holidays="own_hours")

        assert answer.context["form"].errors["day_7"]

    def test_show_what_was_posted_when_opened_again(self, manager, room):
        self.post(manager, room, day_0="8:00-11:30")

        assert 'value="08:00-11:30"' in said_of(manager, "places:room_hours", room.pk)


class TestExceptions:
    def test_close_a_day_until_withdrawn(self, manager, room):
        today = timezone.localdate().isoformat()
        manager.post(
            reverse("places:new_exception", args=[room.pk]), {"starts_on": today, "why": "维修"}
        )
        assert "维修" in said_of(Client(), "door", room.door_code)

        exception = RoomException.objects.get()
        manager.post(reverse("places:withdraw_exception", args=[exception.pk]))

        assert "维修" not in said_of(Client(), "door", room.door_code)


class TestPresence:
    def add(self, manager: Client, room: Room):
        filled = {
            "name": "王医生",
            "profession": "全科医生",
            "room": room.pk,
            "weekday": "0",
            "starts_on": "2026-01-01",
            "starts": "09:00",
            "ends": "11:00",
        }
        return manager.post(reverse("places:new_presence", args=[room.facility_id]), filled)

    def test_stands_in_its_week_and_on_the_door(self, manager, room):
        assert self.add(manager, room).status_code == 302
        self.add(manager, room)

        assert Presence.objects.count() == 1
        week = said_of(manager, "places:presence", room.facility_id)
        assert "王医生（全科医生）" in week
        assert "王医生（全科医生）" in said_of(Client(), "door", room.door_code)

    def test_a_cancelled_day_says_why_and_may_be_restored(self, manager, room):
        self.add(manager, room)
        presence = Presence.objects.get()
        cancel = reverse("places:cancel_presence", args=[presence.pk])
        assert (
            "本来就没有安排"
            in manager.post(cancel, {"day": "2026-02-10", "why": "培训"}).content.decode()
        )
        manager.post(cancel, {"day": "2026-02-09", "why": "培训"})
        week = f"{reverse('places:presence', args=[room.facility_id])}?week=2026-02-09"
        assert "这天不来：培训" in manager.get(week).content.decode()

        manager.post(reverse("places:restore_presence", args=[presence.pk, date(2026, 2, 9)]))

        assert "这天不来" not in manager.get(week).content.decode()

    @pytest.mark.parametrize("week", ["x", "2026-13-45", "0001-01-01", "9999-12-31"])
    def test_a_week_that_makes_no_sense_is_this_week(self, manager, room, week):
        address = reverse("places:presence", args=[room.facility_id])

        assert manager.get(address, {"week": week}).status_code == 200


class TestDoor:
    def test_is_for_everybody(self, room):
        page = said_of(Client(), "door", room.door_code)

        assert "日照室" in page
        assert Client().get("/r/nothing/").status_code == 404

    def test_tells_nothing_of_who_changed_what(self, manager, room):
        TestPresence().add(manager, room)

        assert "修改记录" not in said_of(Client(), "door", room.door_code)

    def test_sheet_is_a_pdf(self, manager, room):
        answer = manager.get(reverse("places:door_sheet", args=[room.pk]))

        assert answer.content.startswith(b"%PDF")


class TestCalendar:
    def test_is_loaded_corrected_and_read(self, room):
        administrator = signed_in(an_administrator())
        administrator.post(reverse("places:load_calendar"))
        assert "国庆节" in administrator.get("/places/calendar/?year=2026").content.decode()

        form = {"day": "2026-03-02", "is_working": "no", "name": "停电", "source": "供电通知"}
        administrator.post(reverse("places:write_special_day"), form)

        day = SpecialDay.objects.get(day="2026-03-02")
        administrator.post(reverse("places:drop_special_day", args=[day.pk]))
        assert not SpecialDay.objects.filter(pk=day.pk).exists()

    def test_says_where_it_ends(self, room):
        steward = signed_in(a_steward(room.facility.community))

        page = steward.get("/places/calendar/?year=2090").content.decode()

        assert "2090年的放假安排还没有登记" in page

    def test_desk_hours_are_written(self, room):
        administrator = signed_in(an_administrator())
        filled = {**EVERY_DAY, "day_0": "9:00-12:00", "source": "社区公告"}

        administrator.post(reverse("places:write_desk_hours"), filled)

        assert queries.work_calendar().hours_on(date(2026, 2, 9))[0].starts_at == "09:00"
        assert queries.work_calendar().hours_on(date(2026, 2, 10)) == ()


class TestFacilityOfTheCast:
    def test_lists_its_rooms(self, manager, room):
        assert "日照室" in said_of(manager, "catalog:facility", room.facility.ref)

    def test_of_another_community_is_not_there(self, manager):
        other: Facility = a_facility()

        assert manager.get(reverse("catalog:facility", args=[other.ref])).status_code == 404
