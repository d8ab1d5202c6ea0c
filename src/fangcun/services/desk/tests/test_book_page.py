"""The book page: a line is written, kept once, and what is due stands on top."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from fangcun.core.accounts.tests.cast import a_cook, a_steward, signed_in
from fangcun.core.people.models import Address
from fangcun.core.people.tests.cast import a_resident
from fangcun.core.places.tests.cast import a_community, a_facility
from fangcun.services.desk.models import Book, ServiceRequest
from fangcun.services.desk.states import Channel, HalfDay
from fangcun.services.desk.tests.cast import a_book, a_category, a_request

pytestmark = pytest.mark.django_db
A_LINE = "明天上午 清理油烟机 12号楼301 姓陈 13812345678"
BOOK, WRITE, READ = "/desk/", "/desk/write/", "/desk/read/"
FETCHED = {"HTTP_X_REQUESTED_WITH": "fetch"}


@pytest.fixture
def book() -> Book:
    return a_book(a_community())


@pytest.fixture
def steward(book: Book) -> Client:
    return signed_in(a_steward(book.community))


def typed(book: Book, line: str = A_LINE, **more: Any) -> dict[str, Any]:
    return {"book": book.pk, "written_key": str(uuid4()), "line": line, **more}


class TestWriting:
    def test_keeps_what_was_read_from_the_line(self, book: Book, steward: Client):
        hood = a_category("清理油烟机", keywords=["油烟机"])

        answer = steward.post(WRITE, typed(book))

        kept = ServiceRequest.objects.get()
        assert answer.status_code == 302
        assert (kept.line, kept.wanted) == (A_LINE, "清理油烟机")
        assert (kept.place, kept.caller_name, kept.caller_phone) == (
            "12号楼301",
            "姓陈",
            "13812345678",
        )
        assert (kept.wished_on, kept.wished_half) == (
            timezone.localdate() + timedelta(days=1),
            HalfDay.MORNING,
        )
        assert (kept.category, kept.channel) == (hood, Channel.WALK_IN)

    def test_keeps_a_line_that_says_nothing_it_knows(self, book: Book, steward: Client):
        steward.post(WRITE, typed(book, "谢谢"))

        assert ServiceRequest.objects.get().wanted == "谢谢"

    def test_a_chip_put_right_by_hand_counts(self, book: Book, steward: Client):
        steward.post(WRITE, typed(book, edited="place,wished_on", place="13号楼", wished_on=""))

        kept = ServiceRequest.objects.get()
        assert (kept.place, kept.wished_on, kept.caller_name) == ("13号楼", None, "姓陈")

    def test_a_line_sent_twice_is_kept_once(self, book: Book, steward: Client):
        sent = typed(book)

        first = steward.post(WRITE, sent, **FETCHED).json()
        second = steward.post(WRITE, sent, **FETCHED).json()

        assert first["number"] == second["number"]
        assert ServiceRequest.objects.count() == 1

    def test_answers_a_script_with_the_line_to_show(self, book: Book, steward: Client):
        answer = steward.post(WRITE, typed(book, "<b>换锁</b>"), **FETCHED).json()

        assert "&lt;b&gt;换锁" in answer["row"]
        assert "<b>" not in answer["row"]

    def test_knows_the_resident_of_the_number(self, book: Book, steward: Client):
        chen = a_resident("陈桂英", community=book.community, phone="13812345678")

        steward.post(WRITE, typed(book))

        assert ServiceRequest.objects.get().resident == chen

    def test_does_not_take_another_for_the_resident(self, book: Book, steward: Client):
        a_resident("王建国", community=book.community, phone="13812345678")

        steward.post(WRITE, typed(book))

        assert ServiceRequest.objects.get().resident is None

    def test_reads_estates_of_the_community(self, book: Book, steward: Client):
        Address.objects.create(community=book.community, estate="听雨轩", building="3")

        steward.post(WRITE, typed(book, "听雨轩 楼道灯不亮"))

        assert ServiceRequest.objects.get().place == "听雨轩"

    def test_reads_a_paper_line_on_the_day_it_was_written(self, book: Book, steward: Client):
        monday = timezone.localdate() - timedelta(days=3)

        steward.post(WRITE, typed(book, channel="paper", written_on=monday.isoformat()))

        kept = ServiceRequest.objects.get()
        assert kept.wished_on == monday + timedelta(days=1)
        assert timezone.localdate(kept.received_at) == monday

    def test_a_line_that_waited_was_received_when_it_was_written(self, book: Book, steward: Client):
        at = timezone.now() - timedelta(hours=5)

        steward.post(WRITE, typed(book, written_at=at.isoformat()))

        assert abs(ServiceRequest.objects.get().received_at - at) < timedelta(seconds=1)

    @pytest.mark.parametrize(
        "line",
        [
            pytest.param("👵🏻 要 🍚", id="emoji"),
            pytest.param("𠮷野家 㐂", id="rare characters"),
            pytest.param("\u202e倒着写", id="right to left"),
            pytest.param("长" * 10_000, id="as long as may be"),
        ],
    )
    def test_keeps_any_text(self, book: Book, steward: Client, line: str):
        steward.post(WRITE, typed(book, line))

        assert ServiceRequest.objects.get().line == line

    def test_shows_a_nul_byte_instead_of_failing(self, book: Book, steward: Client):
        steward.post(WRITE, typed(book, "换\x00锁"))

        assert ServiceRequest.objects.get().line == "换\ufffd锁"

    def test_takes_bytes_that_are_no_text(self, book: Book, steward: Client):
        body = f"book={book.pk}&written_key={uuid4()}&line=".encode() + b"%B7%C0%FF"

        steward.post(WRITE, body, content_type="application/x-www-form-urlencoded")

        assert ServiceRequest.objects.count() == 1


class TestRefusing:
    def test_a_line_too_long_stays_on_the_page_with_the_reason(self, book: Book, steward: Client):
        answer = steward.post(WRITE, typed(book, "长" * 10_001))

        assert answer.status_code == 422
        assert "一行最多10000字，这里有10001字" in answer.content.decode()
        assert "长" * 10_001 in answer.content.decode()
        assert not ServiceRequest.objects.exists()

    def test_an_empty_line_is_refused_beside_the_field(self, book: Book, steward: Client):
        answer = steward.post(WRITE, typed(book, "   "), **FETCHED)

        assert answer.status_code == 400
        assert answer.json()["errors"] == [{"field": "line", "words": "请写下居民需要什么。"}]

    def test_a_chip_that_makes_no_sense_is_refused_beside_it(self, book: Book, steward: Client):
        answer = steward.post(WRITE, typed(book, edited="wished_on", wished_on="大概周末"))

        assert answer.status_code == 422
        assert "大概周末" in answer.content.decode()

    def test_a_line_of_a_colleague_waits_for_her(self, book: Book, steward: Client):
        answer = steward.post(WRITE, typed(book, person="999999"), **FETCHED)

        assert answer.status_code == 403
        assert not ServiceRequest.objects.exists()

    def test_an_ended_session_is_said_to_the_script(self, book: Book):
        assert Client().post(WRITE, typed(book), **FETCHED).status_code == 401

    def test_a_book_of_another_community_is_not_there(self, steward: Client):
        elsewhere = a_book(a_community("乙社区"))

        answer = steward.post(WRITE, typed(elsewhere), **FETCHED)

        assert answer.status_code == 400
        assert not ServiceRequest.objects.exists()

    def test_a_doer_reads_but_does_not_write(self, book: Book):
        cook = signed_in(a_cook(a_facility(book.community)))

        assert cook.get(BOOK).status_code == 200
        assert 'id="new-line"' not in cook.get(BOOK).content.decode()
        assert cook.post(WRITE, typed(book)).status_code == 403


class TestReading:
    def test_shows_what_it_read_and_keeps_nothing(self, book: Book, steward: Client):
        answer = steward.post(READ, typed(book)).content.decode()

        assert "12号楼301" in answer
        assert "13812345678" in answer
        assert not ServiceRequest.objects.exists()

    def test_asks_the_questions_of_the_category(self, book: Book, steward: Client):
        questions = [{"code": "floor", "zh": "几楼？", "en": "Which floor?"}]
        a_category(keywords=["油烟机"], questions=questions)

        answer = steward.post(READ, typed(book, answer_floor="3楼")).content.decode()

        assert "几楼？" in answer
        assert "3楼" in answer

    def test_shows_the_last_lines_of_the_number(self, book: Book, steward: Client):
        a_request(book=book, caller_phone="13812345678", wanted="换纱窗")

        assert "换纱窗" in steward.post(READ, typed(book)).content.decode()

    def test_says_nothing_of_a_number_of_another_community(self, book: Book, steward: Client):
        a_request(a_community("乙社区"), caller_phone="13812345678", wanted="换纱窗")

        assert "换纱窗" not in steward.post(READ, typed(book)).content.decode()


class TestBookPage:
    def test_due_things_come_first(self, book: Book, steward: Client):
        a_request(book=book, wanted="早该办的", now=timezone.now() - timedelta(days=60))
        a_request(book=book, wanted="今天来的", now=timezone.now())

        page = steward.get(BOOK).content.decode()

        assert page.index("早该办的") < page.index("今天来的")
        assert "已超时" in page

    @pytest.mark.parametrize(
        "show", ["todo", "overdue", "due_today", "awaiting", "mine", "to_decide", "open", "all"]
    )
    def test_each_page_opens(self, book: Book, steward: Client, show: str):
        a_request(book=book)

        assert steward.get(BOOK, {"show": show}).status_code == 200

    def test_finds_by_words(self, book: Book, steward: Client):
        a_request(book=book, line="换纱窗", wanted="换纱窗")
        a_request(book=book, line="修水管", wanted="修水管")

        page = steward.get(BOOK, {"show": "all", "text": "纱窗"}).content.decode()

        assert "换纱窗" in page
        assert "修水管" not in page

    @pytest.mark.parametrize("query", ["after=x_1", "day=2026-13-40", "text=%00", "book=99999999"])
    def test_an_address_that_makes_no_sense_does_no_harm(self, steward: Client, query: str):
        assert steward.get(f"{BOOK}?show=all&{query}").status_code == 200

    def test_asks_the_database_little(
        self, book: Book, steward: Client, django_assert_max_num_queries: Any
    ):
        for _ in range(3):
            a_request(book=book)

        with django_assert_max_num_queries(12):
            steward.get(BOOK)

    def test_the_blank_page_and_todays_page_are_papers(self, book: Book, steward: Client):
        a_request(book=book, wanted="𠮷" * 200, now=timezone.now())

        for paper in ("blank", "day"):
            answer = steward.get(f"/desk/books/{book.pk}/{paper}.pdf")
            assert answer.content.startswith(b"%PDF")
