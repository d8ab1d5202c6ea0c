"""What is open near a place: who is found, in which order, at what price, and what is not told."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from fangcun.core.catalog.models import FacilityFunction, Function
from fangcun.core.catalog.tests.services import a_service
from fangcun.core.people.tests.cast import a_resident, an_address
from fangcun.core.places.models import Building, RoomHours
from fangcun.core.places.tests.cast import a_community, a_facility, a_room
from fangcun.doors.portal.queries.near import Sought, When, near, spot_of, spots_matching
from fangcun.doors.portal.tests.test_bookings import an_offer
from fangcun.doors.portal.tests.test_portal import at_home
from fangcun.doors.portal.views.everybody import HERE_COOKIE
from fangcun.services.canteen.tests.cast import a_kitchen

pytestmark = pytest.mark.django_db

NEAR = reverse("portal:near")
LAT, LON = 32.0, 120.9
M_PER_DEGREE = 111_320
MONDAY = date(2026, 2, 9)


def at(hour: int, minute: int = 0, *, day: date = MONDAY) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def north_of(metres: float) -> float:
    """A latitude so far north that one walks `metres`, the detour of the rules included."""
    return LAT + metres / 1.3 / M_PER_DEGREE


def a_place(metres: float, *, name: str = "", opens=time(8), closes=time(17), **room):
    """A facility with one room that is open every day of the week."""
    facility = a_facility(lat=north_of(metres), lon=LON, **({"name": name} if name else {}))
    one = a_room(facility, **room)
    for day in range(7):
        RoomHours.objects.create(room=one, day_kind=day, opens=opens, closes=closes)
    return facility


@pytest.fixture
def here(walking_rules):
    return spot_of(f"c.{a_community('学田社区').code}", resident=None)


@pytest.fixture
def walking_rules():
    from fangcun.core.catalog.models import Rule

    for position, (code, value) in enumerate(
        {
            "detour_factor": 1.3,
            "walking_speed_m_per_min": 60,
            "elder_walking_speed_m_per_min": 48,
        }.items()
    ):
        Rule.objects.create(code=code, name_zh=code, name_en=code, value=value, position=position)


def names(hits) -> list[str]:
    return [hit.facility.name for hit in hits]


class TestNear:
    def test_finds_what_is_open_within_the_circle_the_nearest_first(self, here):
        a_place(420, name="远")
        a_place(120, name="近")
        a_place(200, name="关", opens=time(18), closes=time(21))
        a_place(700, name="外")

        found = near(Sought(now=at(9), spot=here, within_m=500))

        assert names(found.open) == ["近", "远"]
        assert names(found.closed) == ["关"]
        assert found.beyond is None

    @pytest.mark.parametrize(("elder", "minutes"), [(False, 5), (True, 7)])
    def test_says_how_long_one_walks_and_more_for_elders(self, here, elder, minutes):
        a_place(300)

        (hit,) = near(Sought(now=at(9), spot=here, is_elder=elder)).open

        assert (hit.way.shown_m, hit.way.minutes) == (300, minutes)

    def test_tells_of_the_nearest_beyond_where_nothing_is_open(self, here):
        a_place(800, name="关着", opens=time(18), closes=time(21))
        a_place(900, name="开着")

        assert near(Sought(now=at(9), spot=here, within_m=300)).beyond.facility.name == "开着"

    @pytest.mark.parametrize(
        ("when", "hour", "is_found"),
        [
            pytest.param(When.NOW, 17, False, id="over-at-the-minute"),
            pytest.param(When.NOW, 7, False, id="not-yet"),
            pytest.param(When.TODAY, 7, True, id="later-today"),
            pytest.param(When.TODAY, 18, False, id="only-tomorrow"),
        ],
    )
    def test_goes_by_the_time_asked_for(self, here, when, hour, is_found):
        a_place(100)

        assert bool(near(Sought(now=at(hour), spot=here, when=when)).open) is is_found

    def test_knows_the_day_by_the_clock_on_the_wall(self, here):
        a_place(100)
        before_dawn = at(2).astimezone(UTC)

        sought = Sought(now=before_dawn, spot=here, when=When.TODAY)
        (hit,) = near(sought).open

        assert sought.day == hit.opening.opens_at.date() == MONDAY

    def test_goes_by_another_day(self, here):
        a_place(100)

        sought = Sought(
            now=at(22), spot=here, when=When.AT, at=at(9, day=MONDAY + timedelta(days=1))
        )

        assert len(near(sought).open) == 1

    def test_leaves_out_what_has_a_step(self, here):
        a_place(100, name="平", is_step_free=True)
        a_place(100, name="阶")

        found = near(Sought(now=at(9), spot=here, is_step_free=True))

        assert names(found.open) == ["平"]

    def test_finds_a_function_in_the_rooms_that_serve_it(self, here):
        facility = a_place(100, kind="canteen")
        RoomHours.objects.all().update(opens=time(10, 30), closes=time(12, 30))
        office = a_room(facility, kind="desk")
        RoomHours.objects.create(room=office, day_kind=0, opens=time(8), closes=time(17))
        meals = a_function("meals")
        FacilityFunction.objects.create(facility=facility, function=meals, capacity=10)

        assert not near(Sought(now=at(9), spot=here, function=meals)).open
        assert near(Sought(now=at(11), spot=here, function=meals)).open

    def test_finds_a_service_that_can_be_booked(self, here):
        facility, service = a_place(100), a_service("书法班")
        a_place(50)
        now = timezone.now()
        an_offer(service=service, facility=facility)

        found = near(Sought(now=now, spot=here, service=service))

        assert [hit.facility for hit in [*found.open, *found.closed]] == [facility]

    def test_asks_the_same_number_of_questions_for_many_places(self, here):
        kitchen_of(a_place(100))
        with CaptureQueriesContext(
            connection,
        ) as few:
            near(Sought(now=at(9), spot=here))
        for metres in range(50, 450, 20):
            kitchen_of(a_place(metres))

        with CaptureQueriesContext(connection) as many:
            near(Sought(now=at(9), spot=here))

        assert len(many) == len(few) <= 14


def kitchen_of(facility) -> None:
    a_kitchen(facility)


def a_function(code: str) -> Function:
    return Function.objects.create(
        code=code,
        position=1,
        name_zh=code,
        name_en=code,
        need_rate=[0] * 8,
        urgency=1,
        is_priority=True,
        reach_m=500,
        elder_reach_m=300,
        lowest_floor=1,
        highest_floor=2,
        needs_step_free=True,
    )


class TestWhere:
    def test_finds_a_community_by_its_name_or_an_estate_called_after_it(self):
        one = a_community("学田社区")

        for said in ("学田", "学田社区", "学田新村", "学田新村 3号楼"):
            assert [spot.key for spot in spots_matching(said)] == [f"c.{one.code}"]

    def test_finds_a_building_by_its_number(self):
        one = a_community("学田社区")
        for ref in ("学田-012", "学田-112"):
            Building.objects.create(ref=ref, community=one, lon=LON, lat=LAT, residents=40)

        assert [spot.key for spot in spots_matching("学田 12号楼")] == [
            "b.学田-012",
            f"c.{one.code}",
        ]

    def test_never_looks_among_the_addresses_of_people(self):
        community = a_community("学田社区")
        a_resident(address=an_address(community, estate="静园", building="12"))

        assert spots_matching("静园") == []

    @pytest.mark.parametrize("said", ["", "   ", "没有这里", "%", "(" * 60, "12"])
    def test_answers_nonsense_with_nothing(self, said):
        assert spots_matching(said) == []


class TestNearPage:
    def test_is_read_without_signing_in(self, client, here):
        a_place(100, name="南郊服务点")

        page = client.get(NEAR, {"where": "学田", "when": "today"}).content.decode()

        assert "南郊服务点" in page
        assert "130" in page or "100米" in page

    def test_asks_which_place_is_meant(self, client):
        for name in ("学田苑社区", "学田二村"):
            a_community(name)

        page = client.get(NEAR, {"where": "学田"})

        assert len(page.context["here"].matches) == 2
        assert page.context["near"] is None

    def test_takes_the_place_that_is_called_just_so_and_names_the_others(self, client):
        for name in ("学田社区", "学田二村"):
            a_community(name)

        here = client.get(NEAR, {"where": "学田"}).context["here"]

        assert here.spot.words == "学田社区"
        assert [one.words for one in here.matches] == ["学田二村"]

    @pytest.mark.parametrize(
        "query", ["spot=x", "spot=p.a,b", "within=7", "what=f.%00", "when=at&day=x", "spot=%00"]
    )
    def test_does_not_break_on_nonsense(self, client, query):
        assert client.get(f"{NEAR}?{query}").status_code == 200

    def test_remembers_a_place_only_if_asked(self, client, here):
        client.get(NEAR, {"spot": here.key})
        assert HERE_COOKIE not in client.cookies

        client.post(reverse("portal:keep_here"), {"spot": here.key})
        assert client.get(NEAR).context["here"].spot == here

        client.post(reverse("portal:keep_here"), {"spot": here.key, "forget": "1"})
        assert client.get(NEAR).context["here"].spot is None

    def test_never_remembers_a_position(self, client):
        client.post(reverse("portal:keep_here"), {"spot": f"p.{LAT},{LON}"})

        assert not client.cookies[HERE_COOKIE].value

    def test_home_is_offered_and_known_to_oneself_only(self, here):
        grandmother = a_resident("陈桂英", phone="13800001111")

        own = at_home(grandmother).get(NEAR)
        assert own.context["home"].key == "home"
        assert own.context["here"].spot is None
        assert Client().get(NEAR, {"spot": "home"}).context["here"].spot is None
        assert at_home(grandmother).get(NEAR, {"spot": "home"}).context["here"].spot.key == "home"

    def test_is_kept_a_minute_by_strangers_only(self, client):
        grandmother = a_resident("陈桂英", phone="13800001111")

        assert "max-age=60" in client.get(NEAR).headers["Cache-Control"]
        assert "Cookie" in client.get(NEAR).headers["Vary"]
        assert "max-age" not in at_home(grandmother).get(NEAR).headers.get("Cache-Control", "")
