"""The page of one request: everything about it, and the moves that state and right allow."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from fangcun.core.accounts.tests.cast import (
    a_home_visitor,
    a_manager,
    a_steward,
    signed_in,
)
from fangcun.core.catalog.tests.services import a_service
from fangcun.core.operators.tests.cast import an_operator
from fangcun.core.people.tests.cast import a_resident
from fangcun.core.places.queries import history_of
from fangcun.core.places.tests.cast import a_community
from fangcun.ledger.models import Opinion, ServiceRecord, UnmetNeed
from fangcun.ledger.tests.cast import a_commitment
from fangcun.services.desk.actions import return_request, take_over, wait_for_resident
from fangcun.services.desk.models import FollowUp, ServiceRequest
from fangcun.services.desk.states import FollowUpKind, RequestState
from fangcun.services.desk.tests.cast import (
    a_dispatched_request,
    a_doer,
    a_request,
)
from fangcun.services.desk.views.moves import MOVES

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked() -> ServiceRequest:
    return a_request(caller_phone="13800000001", now=timezone.now())


@pytest.fixture
def steward(asked: ServiceRequest) -> Client:
    return signed_in(a_steward(asked.community))


def address(asked: ServiceRequest, code: str, page: str = "move") -> str:
    return f"/desk/{asked.pk}/{page}/{code}/"


def send(
    client: Client, asked: ServiceRequest, code: str, page: str = "move", **fields: Any
) -> Any:
    asked.refresh_from_db()
    return client.post(address(asked, code, page), {"revision": asked.revision, **fields})


def today() -> str:
    return timezone.localdate().isoformat()


class TestRequestPage:
    def test_shows_the_original_words_and_what_was_read(
        self, asked: ServiceRequest, steward: Client
    ):
        page = steward.get(f"/desk/{asked.pk}/").content.decode()

        assert asked.line in page
        assert "13800000001" in page
        assert "前台" in page

    def test_another_community_does_not_see_it(self, asked: ServiceRequest):
        stranger = signed_in(a_steward(a_community("乙社区")))

        assert stranger.get(f"/desk/{asked.pk}/").status_code == 404
        assert send(stranger, asked, "note", words="看看").status_code == 404

    def test_offers_only_what_can_be_done_now(self, asked: ServiceRequest, steward: Client):
        page = steward.get(f"/desk/{asked.pk}/").content.decode()

        assert 'id="move-dispatch"' in page
        assert 'id="move-resume"' not in page
        assert 'id="move-decide"' not in page
        assert 'id="move-accept"' not in page

    def test_promises_to_link_are_told_apart_by_day_and_operator(self):
        promise = a_commitment(due_on=date(2026, 2, 11), operator=an_operator())
        asked = a_request(promise.community, resident=promise.resident)
        steward = signed_in(a_steward(asked.community))

        page = steward.get(address(asked, "link")).content.decode()

        assert f"{promise.service} · 2月11日 · {promise.operator}" in page

    @pytest.mark.parametrize("move", MOVES, ids=lambda move: f"{move.page}-{move.code}")
    def test_each_move_has_a_page_of_its_own_without_script(self, asked: ServiceRequest, move: Any):
        manager = signed_in(a_manager(asked.community))
        page = move.page.split(":")[1]
        expected = 403 if page == "answer" else 200

        assert manager.get(address(asked, move.code, page)).status_code == expected

    def test_a_move_that_does_not_exist_is_not_there(self, asked: ServiceRequest, steward: Client):
        assert steward.get(address(asked, "explode")).status_code == 404


class TestMoves:
    def test_a_contact_is_logged(self, asked: ServiceRequest, steward: Client):
        send(steward, asked, "contact", channel="phone", was_reached="yes", words="约好周三")

        contact = FollowUp.objects.get(kind=FollowUpKind.CONTACT)
        assert (contact.was_reached, contact.words) == (True, "约好周三")

    def test_what_is_sent_twice_is_logged_once(self, asked: ServiceRequest, steward: Client):
        for _ in range(2):
            send(steward, asked, "note", words="钥匙在门卫", seen=0)

        assert FollowUp.objects.filter(kind=FollowUpKind.NOTE).count() == 1

    def test_the_same_words_another_day_are_logged_again(
        self, asked: ServiceRequest, steward: Client
    ):
        send(steward, asked, "note", words="没人接", seen=0)
        seen = FollowUp.objects.latest("pk").pk
        send(steward, asked, "note", words="没人接", seen=seen)

        assert FollowUp.objects.filter(kind=FollowUpKind.NOTE).count() == 2

    def test_a_promise_is_kept(self, asked: ServiceRequest, steward: Client):
        me = asked.received_by
        send(steward, asked, "promise", words="周三来", due_on=today(), promised_by=me.pk)
        promise = FollowUp.objects.get(kind=FollowUpKind.PROMISE)

        steward.post(f"/desk/{asked.pk}/promises/{promise.pk}/")

        promise.refresh_from_db()
        assert promise.kept_at is not None

    def test_dispatched_done_and_asked_about(self, asked: ServiceRequest, steward: Client):
        operator, service = a_doer(asked.community), a_service()
        send(
            steward,
            asked,
            "dispatch",
            operator=operator.pk,
            service=service.pk,
            due_on=today(),
            price_yuan="30.5",
        )
        doer = signed_in(a_home_visitor(operator))
        send(doer, asked, "accept-dated", "answer")
        send(doer, asked, "done", "answer", served_on=today(), service=service.pk)
        send(
            steward,
            asked,
            "call-back",
            channel="phone",
            reached="yes",
            is_solved="yes",
            score="5",
            words="洗得真干净",
            is_thanks="on",
        )

        asked.refresh_from_db()
        assert (asked.state, asked.is_solved, asked.score) == (RequestState.CLOSED, True, 5)
        assert ServiceRecord.objects.get().price_fen == 3050
        assert (Opinion.objects.get().words, Opinion.objects.get().operator) == (
            "洗得真干净",
            operator,
        )

    def test_a_need_that_cannot_be_met_says_why(self, asked: ServiceRequest, steward: Client):
        send(steward, asked, "give-up", why="no_staff", words="师傅病了")

        assert UnmetNeed.objects.get().why == "no_staff"

    def test_one_line_becomes_two(self, asked: ServiceRequest, steward: Client):
        send(steward, asked, "split", lines="明天 清理油烟机\n后天 擦窗")

        assert [child.line for child in asked.children.order_by("pk")] == [
            "明天 清理油烟机",
            "后天 擦窗",
        ]
        assert all(child.caller_phone == "13800000001" for child in asked.children.all())

    def test_two_lines_become_one(self, asked: ServiceRequest, steward: Client):
        other = a_request(book=asked.book)

        send(steward, asked, "merge", into=other.pk)

        asked.refresh_from_db()
        assert asked.merged_into == other

    def test_nothing_is_merged_into_another_community(self, asked: ServiceRequest, steward: Client):
        elsewhere = a_request(a_community("乙社区"))

        answer = send(steward, asked, "merge", into=elsewhere.pk)

        assert answer.status_code == 422
        assert "没有这个号的需求" in answer.content.decode()

    def test_the_second_return_is_decided(self, asked: ServiceRequest):
        asked = a_dispatched_request()
        doer = asked.owner_operator
        worker = a_home_visitor(doer)
        now = timezone.now()
        returned = return_request(
            request=asked, revision=asked.revision, reason="太远", by=worker, now=now
        )
        steward, manager = a_steward(asked.community), a_manager(asked.community)
        send(signed_in(steward), returned, "pass-on", to=f"operator:{doer.pk}")
        send(signed_in(worker), returned, "return", "answer", words="还是太远")

        assert send(signed_in(steward), returned, "dispatch", operator=doer.pk).status_code == 422
        assert "待裁定" in signed_in(manager).get("/desk/decisions/").content.decode()
        send(signed_in(manager), returned, "decide", "decide", to="desk", words="前台自己办")

        returned.refresh_from_db()
        assert (returned.is_to_be_decided, returned.owner_desk) == (False, asked.community)

    @pytest.mark.parametrize(
        ("code", "fields", "field"),
        [
            pytest.param("merge", {"into": "self"}, "into", id="into itself"),
            pytest.param("split", {"lines": "换锁"}, "lines", id="one part"),
        ],
    )
    def test_a_refusal_stands_beside_the_field_to_blame(
        self, asked: ServiceRequest, steward: Client, code, fields, field
    ):
        filled = {name: asked.pk if value == "self" else value for name, value in fields.items()}

        answer = send(steward, asked, code, **filled)

        assert answer.status_code == 422
        assert f'id="id_{code}_{field}_error"' in answer.content.decode()

    def test_whoever_was_reached_has_said_whether_it_is_solved(
        self, asked: ServiceRequest, steward: Client
    ):
        send(steward, asked, "give-up", why="no_staff")

        answer = send(steward, asked, "call-back", channel="phone", reached="yes")

        assert answer.status_code == 422
        assert "联系上了，请选问题解决了没有。" in answer.content.decode()

    def test_whoever_gives_it_back_is_led_to_a_page_that_is_there(self):
        asked = a_dispatched_request()
        worker = signed_in(a_home_visitor(asked.owner_operator))

        answer = send(worker, asked, "return", "answer", words="太远")

        assert answer.headers["Location"] == "/desk/"
        assert worker.get(f"/desk/{asked.pk}/").status_code == 404

    def test_what_was_decided_is_not_offered_to_be_given_back(self):
        asked = a_dispatched_request()
        worker = signed_in(a_home_visitor(asked.owner_operator))
        give_back = address(asked, "return", "answer")
        assert give_back in worker.get(f"/desk/{asked.pk}/").content.decode()

        ServiceRequest.objects.filter(pk=asked.pk).update(times_returned=2)

        assert give_back not in worker.get(f"/desk/{asked.pk}/").content.decode()

    def test_errors_stand_beside_their_fields(self, asked: ServiceRequest, steward: Client):
        answer = send(steward, asked, "promise", words="", due_on="后天")

        page = answer.content.decode()
        assert answer.status_code == 422
        assert 'id="id_promise_words_error"' in page
        assert 'id="id_promise_due_on_error"' in page
        assert 'id="move-promise" open' in page

    def test_the_second_of_two_sees_what_the_first_did(
        self, asked: ServiceRequest, steward: Client
    ):
        send(steward, asked, "take-over")
        old = {"revision": 1, "words": "不等了"}

        answer = steward.post(address(asked, "cancel"), old)

        asked.refresh_from_db()
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "别人刚刚做的修改" in page
        assert "不等了" in page
        assert asked.state == RequestState.RECEIVED

    def test_a_doer_does_not_move_for_the_desk(self, asked: ServiceRequest):
        sent = a_dispatched_request()
        doer = signed_in(a_home_visitor(sent.owner_operator))

        assert doer.get(f"/desk/{sent.pk}/").status_code == 200
        assert send(doer, sent, "cancel").status_code == 403
        assert 'id="move-cancel"' not in doer.get(f"/desk/{sent.pk}/").content.decode()


class TestCorrecting:
    def fields(self, asked: ServiceRequest, **more: Any) -> dict[str, Any]:
        return {"revision": asked.revision, "channel": asked.channel, "wished_half": "", **more}

    def test_puts_right_what_was_read(self, asked: ServiceRequest, steward: Client):
        steward.post(f"/desk/{asked.pk}/correct/", self.fields(asked, place="3栋1502"))

        asked.refresh_from_db()
        assert asked.place == "3栋1502"
        assert asked.line.startswith("2月8日")

    def test_the_second_editor_sees_the_first_change(self, asked: ServiceRequest, steward: Client):
        old = self.fields(asked, place="乙的地址")
        steward.post(f"/desk/{asked.pk}/correct/", self.fields(asked, place="甲的地址"))

        answer = steward.post(f"/desk/{asked.pk}/correct/", old)

        page = answer.content.decode()
        asked.refresh_from_db()
        assert "甲的地址" in page
        assert "乙的地址" in page
        assert asked.place == "甲的地址"


class TestCallBacks:
    def test_lists_whom_to_phone(self, asked: ServiceRequest, steward: Client):
        service = a_service()
        send(steward, asked, "finish", served_on=today(), service=service.pk)

        page = steward.get("/desk/call-backs/").content.decode()

        assert "拨打 13800000001" in page

    def test_not_content_means_taken_up_anew(self, asked: ServiceRequest, steward: Client):
        send(steward, asked, "finish", served_on=today(), service=a_service().pk)
        send(steward, asked, "call-back", channel="phone", reached="yes", is_solved="no")

        asked.refresh_from_db()
        assert asked.state == RequestState.RECEIVED


class TestHandOver:
    def test_left_to_the_next_shift_and_taken(self, asked: ServiceRequest, steward: Client):
        steward.post(
            "/desk/hand-over/",
            {"requests": [asked.pk], f"note_{asked.pk}": "等师傅回电", "note": "钥匙在抽屉"},
        )
        next_shift = signed_in(a_steward(asked.community))
        assert "等接班人确认" in next_shift.get("/desk/").content.decode()
        where = next_shift.get("/desk/").content.decode().split("/desk/hand-over/")[2].split("/")[0]
        page = next_shift.get(f"/desk/hand-over/{where}/").content.decode()

        next_shift.post(f"/desk/hand-over/{where}/")

        assert "等师傅回电" in page
        assert "钥匙在抽屉" in page
        assert "等接班人确认" not in next_shift.get("/desk/").content.decode()

    def test_nobody_takes_over_from_herself(self, asked: ServiceRequest, steward: Client):
        steward.post("/desk/hand-over/", {"note": ""})
        where = steward.get("/desk/").content.decode().split("/desk/hand-over/")[2].split("/")[0]

        answer = steward.post(f"/desk/hand-over/{where}/").content.decode()

        assert "交接要由另一位同事确认接班" in answer

    def test_a_community_of_another_is_not_there(self, steward: Client):
        other = a_community("乙社区")

        assert steward.get(f"/desk/hand-over/?community={other.pk}").status_code == 404


class TestPapers:
    def test_a_slip_says_what_was_agreed(self, asked: ServiceRequest, steward: Client):
        sent = a_dispatched_request(by=asked.received_by, book=asked.book)

        answer = steward.get(f"/desk/{sent.pk}/slip.pdf")

        assert answer.content.startswith(b"%PDF")

    def test_a_day_long_ago_is_an_empty_page(self, asked: ServiceRequest, steward: Client):
        day = (timezone.localdate() - timedelta(days=400)).isoformat()

        answer = steward.get(f"/desk/books/{asked.book_id}/day.pdf?day={day}")

        assert answer.content.startswith(b"%PDF")


class TestFirstValues:
    def test_a_day_is_proposed_as_browsers_read_it(self, asked: ServiceRequest, steward: Client):
        page = steward.get(address(asked, "dispatch")).content.decode()

        assert f'value="{today()}"' in page

    def test_correcting_keeps_the_day_that_was_wished(self, steward: Client, asked: ServiceRequest):
        wished = timezone.localdate() + timedelta(days=3)
        ServiceRequest.objects.filter(pk=asked.pk).update(wished_on=wished)

        page = steward.get(f"/desk/{asked.pk}/correct/").content.decode()

        assert f'value="{wished:%Y-%m-%d}"' in page


class TestPerson:
    def test_the_page_of_whoever_asked_is_one_step_away(self, steward: Client, asked: Any):
        resident = a_resident(community=asked.community)
        ServiceRequest.objects.filter(pk=asked.pk).update(resident=resident)

        page = steward.get(f"/desk/{asked.pk}/").content.decode()

        assert f'href="/residents/{resident.pk}/"' in page

    def test_from_his_page_a_line_begins_with_who_he_is(self, steward: Client, asked: Any):
        mine, other = (
            a_resident(community=asked.community),
            a_resident("王秀英", community=a_community("乙社区")),
        )

        assert mine.name in steward.get(f"/desk/?resident={mine.pk}").content.decode()
        assert other.name not in steward.get(f"/desk/?resident={other.pk}").content.decode()

    def test_history_says_names_and_no_numbers(self, asked: ServiceRequest):
        manager = a_manager(asked.community)
        sent = take_over(request=asked, revision=asked.revision, by=manager, now=timezone.now())

        changed = [change for version in history_of(sent) for change in version.changes]

        assert str(manager) in [change.after for change in changed]
        assert str(asked.community) in [change.before for change in changed]

    def test_history_says_the_time_of_the_clock_on_the_wall(self, asked: ServiceRequest):
        late = timezone.now()
        waits = wait_for_resident(
            request=asked, revision=asked.revision, by=asked.received_by, now=late
        )

        changed = [change for version in history_of(waits) for change in version.changes]

        wall = f"{timezone.localtime(late):%H:%M}"
        assert any(change.after.endswith(wall) for change in changed)
