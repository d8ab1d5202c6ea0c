"""One need, walked end to end: from a telephone call to a figure that opens to its row.

1. a resident phones; the steward writes one line in the book;
2. the steward hands it to an operator with a date: a promise in the ledger;
3. the operator finds it among its promises, nobody told it;
4. its first day fails, the need is not lost: it comes back to the desk and is handed on;
5. the operator does it, the ledger has one record, the desk sees that it is to ask;
6. the resident is not content, the doer reads why, does it again, is thanked;
7. the month is counted: one wish, its services, no need unmet, all three rates;
8. the operator changes: its people see nothing any more, the community keeps everything.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from fangcun.base.rights import Right
from fangcun.core.accounts.models import User
from fangcun.core.accounts.tests.cast import a_manager, a_steward, an_operator_manager
from fangcun.core.catalog.actions import load_default_services
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.operators.actions import NewContract, change_operator
from fangcun.core.operators.tests.cast import a_contract, an_operator
from fangcun.core.people.actions import NewPhone, NewResident, register_resident
from fangcun.core.people.rules.addresses import AddressParts
from fangcun.core.places.models import Community
from fangcun.core.places.tests.cast import a_community, a_facility
from fangcun.ledger.actions import mark_read
from fangcun.ledger.models import Commitment, ServiceRecord, UnmetNeed
from fangcun.ledger.queries import open_commitments_of, orphaned, unread_opinions_for
from fangcun.services.desk import actions
from fangcun.services.desk.access import requests_of
from fangcun.services.desk.actions import WrittenBook, WrittenLine
from fangcun.services.desk.models import Category, FollowUp, ServiceRequest
from fangcun.services.desk.queries import (
    Asked,
    awaiting_call_back,
    categories_in_use,
    last_of_phone,
    rates,
)
from fangcun.services.desk.queries.words import vocabulary
from fangcun.services.desk.rules.lines import read_line
from fangcun.services.desk.states import Channel, RequestState

CHINA = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=CHINA)
LINE = "明天上午 清理油烟机 12号楼301 姓陈 13812345678"
KEY = "5f0c1d5e-6a0b-4d0e-9a63-0d8a4c2f7b11"


@pytest.mark.django_db
def test_one_need_from_a_call_to_a_figure():
    community = a_community("甲社区")
    steward, contract = a_steward(community), a_contract(facility=a_facility(community))
    doer = an_operator_manager(contract.operator)
    _chen_lives_here(community)
    load_default_services(by="测试", now=MONDAY)
    actions.load_default_categories(MONDAY)

    request = _written_down(community, steward)
    assert (request.wished_on, request.place) == (date(2026, 3, 3), "12号楼301")
    assert request.category == Category.objects.get(code="range_hood")

    request = _handed_to(contract.operator, request, steward, on=date(2026, 3, 3), now=MONDAY)
    (promise,) = open_commitments_of(contract.operator)
    assert promise.resident.name == "陈桂英"
    assert request in requests_of(doer)

    request = _returned(request, doer, now=MONDAY + timedelta(hours=2))
    request = _handed_to(
        contract.operator, request, steward, on=date(2026, 3, 4), now=MONDAY + timedelta(hours=3)
    )
    request = _done(request, doer, now=MONDAY + timedelta(days=2, hours=3))
    assert ServiceRecord.objects.get().resident.name == "陈桂英"
    assert list(awaiting_call_back(requests_of(steward))) == [request]

    request = _asked(request, steward, content=False, words="还在滴油", days=3)
    assert request.state == RequestState.RECEIVED
    _doer_has_read(contract.operator, doer, "还在滴油")
    request = _handed_to(
        contract.operator, request, steward, on=date(2026, 3, 6), now=MONDAY + timedelta(days=3)
    )
    request = _done(request, doer, now=MONDAY + timedelta(days=4, hours=4))
    request = _asked(request, steward, content=True, words="弄干净了，谢谢", days=5)
    assert request.state == RequestState.CLOSED
    _doer_has_read(contract.operator, doer, "弄干净了，谢谢")

    _the_month_says(community, steward)
    _the_operator_changes(community, contract, doer, steward)


def _chen_lives_here(community: Community) -> None:
    register_resident(
        given=NewResident(
            name="陈桂英",
            community=community,
            birth_year=1944,
            address=AddressParts(building="12", room="301"),
            phones=(NewPhone("13812345678"),),
        ),
        by="测试",
        now=MONDAY,
    )


def _written_down(community: Community, steward: User) -> ServiceRequest:
    book = actions.open_book(
        community=community, written=WrittenBook(name="前台登记本"), by="测试", now=MONDAY
    )
    words = vocabulary(categories=categories_in_use(), communities=[community])
    read = read_line(LINE, today=MONDAY.date(), words=words)
    caller = community.people.get()
    written = WrittenLine(
        book=book,
        written_key=KEY,
        line=LINE,
        channel=Channel.PHONE,
        category=Category.objects.get(code=read.category),
        wanted=read.wanted,
        wished_on=read.wished_on,
        wished_half=read.wished_half,
        resident=caller,
        caller_name=read.caller_name,
        caller_phone=read.caller_phone,
        place=read.place,
    )
    first = actions.take_request(written=written, by=steward, now=MONDAY)
    again = actions.take_request(written=written, by=steward, now=MONDAY)
    assert first == again
    return first


def _handed_to(operator, request, steward, *, on: date, now: datetime) -> ServiceRequest:
    return actions.dispatch_request(
        request=request,
        revision=request.revision,
        operator=operator,
        service=ServiceKind.objects.get(code="range_hood_cleaning"),
        due_on=on,
        by=steward,
        now=now,
    )


def _returned(request, doer, *, now: datetime) -> ServiceRequest:
    back = actions.return_request(
        request=request, revision=request.revision, reason="师傅明天请假", by=doer, now=now
    )
    assert back.owner_desk == back.community
    assert Commitment.objects.get(state="open").operator is None
    return back


def _done(request, doer, *, now: datetime) -> ServiceRequest:
    return actions.finish_request(
        request=request, revision=request.revision, served_on=now.date(), by=doer, now=now
    )


def _asked(request, steward, *, content: bool, words: str, days: int) -> ServiceRequest:
    return actions.call_back(
        request=request,
        revision=request.revision,
        reached=True,
        is_solved=content,
        score=5 if content else 2,
        words=words,
        is_thanks=content,
        channel=Channel.PHONE,
        by=steward,
        now=MONDAY + timedelta(days=days),
    )


def _doer_has_read(operator, doer, words: str) -> None:
    (opinion,) = unread_opinions_for(operator)
    assert opinion.words == words
    mark_read(opinion=opinion, by=doer, now=MONDAY + timedelta(days=6))


def _the_month_says(community: Community, steward: User) -> None:
    assert ServiceRecord.objects.count() == 2
    assert not UnmetNeed.objects.filter(reverses=None, reversal=None).exists()
    month = Asked(
        requests=requests_of(steward),
        follow_ups=FollowUp.objects.all(),
        since=date(2026, 3, 1),
        until=date(2026, 3, 31),
        now=MONDAY + timedelta(days=20),
    )
    said = {rate.definition.code: (rate.part, rate.whole) for rate in rates(month)}
    assert said == {"answered": (1, 1), "solved": (1, 2), "satisfied": (1, 2)}
    caller = last_of_phone(requests=requests_of(steward), number="138 1234 5678")
    assert len(caller.requests) == 1


def _the_operator_changes(community, contract, doer, steward) -> None:
    later = MONDAY + timedelta(days=10)
    new = NewContract(
        operator=an_operator("新机构"),
        facility=contract.facility,
        starts_on=later.date(),
        ends_on=date(2027, 12, 31),
    )
    change_operator(
        contract=contract,
        revision=contract.revision,
        new=new,
        reason="期满换人",
        by="测试",
        now=later,
    )
    gone = User.objects.get(pk=doer.pk)
    assert not requests_of(gone).exists()
    assert not gone.rows(Right.READ_LEDGER, ServiceRecord.objects.all()).exists()
    assert a_manager(community).rows(Right.READ_LEDGER, ServiceRecord.objects.all()).count() == 2
    assert requests_of(steward).count() == 1
    assert not orphaned(community=community, on=later.date()).exists()
