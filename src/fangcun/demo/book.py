"""Several weeks of the book: lines as people say them, and what became of each."""

import csv
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from fangcun.core.accounts.models import User
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.operators.models import Operator
from fangcun.core.operators.queries import running_contracts
from fangcun.core.people.models import Resident
from fangcun.core.places.models import Community, Facility
from fangcun.demo.accounts import BY, demo_user
from fangcun.demo.days import moment, weekdays_until
from fangcun.ledger.states import WhyNot
from fangcun.services.desk import actions
from fangcun.services.desk.actions import WrittenBook, WrittenLine, WrittenRule
from fangcun.services.desk.models import Book, Category, ServiceRequest
from fangcun.services.desk.queries import categories_in_use
from fangcun.services.desk.queries.words import vocabulary
from fangcun.services.desk.rules.lines import Vocabulary, read_line
from fangcun.services.desk.states import Channel, ReferredTo


class Told(NamedTuple):
    """A line as somebody says it, and how it ends."""

    line: str
    channel: str
    ends: str


LINES = Path(__file__).parent / "data" / "lines.csv"
LINES_A_DAY = 3
SEED = 2025
ELDER = 60  # years; those who come to the desk most
WISHES = ("明天", "后天", "周五", "下周一", "今天")
THANKS = ("师傅干活仔细，谢谢", "来得很快，谢谢你们", "小姑娘态度真好")
JUST_CALLED = Told("{home} {call} 纱窗坏了想换 {phone}", Channel.PHONE, "open")
LATELY = timedelta(hours=3)
UNHAPPY = "还是没弄好，麻烦再来看看"
STILL_OPEN = timedelta(days=4)  # what was written since then may still be open


class Desk(NamedTuple):
    """One desk of the demo: who works there, with whom, and up to what moment."""

    rng: Random
    now: datetime
    book: Book
    steward: User
    facility: Facility
    operator: Operator | None
    people: list[Resident]
    words: Vocabulary


@transaction.atomic
def fill_demo_books(*, now: datetime) -> int:
    """Write some weeks of lines at two desks; says how many."""
    rng = Random(SEED)  # noqa: S311  # made-up lines, not a secret
    told = _told()
    written = 0
    for username in ("steward", "neighbour"):
        desk = _desk(username, rng, now)
        for day in weekdays_until(timezone.localdate(now)):
            for nth in range(LINES_A_DAY):
                at = moment(day, time(8, 40), minutes=nth * 150 + rng.randrange(60))
                if at < now:
                    _live_through(desk, rng.choice(told), at)
                    written += 1
        _leave_work(desk)
    _set_up_duty(now)
    return written


def _set_up_duty(now: datetime) -> None:
    """Urgent needs go to the secretary, who also decides what was returned twice."""
    secretary = demo_user("secretary")
    community = Community.objects.get(roleassignment__user=secretary)
    actions.put_on_duty(community=community, user=secretary, by=BY, now=now)
    actions.add_rule(
        written=WrittenRule(
            category=None,
            community=community,
            from_time=None,
            until_time=None,
            on_working_days=None,
            is_urgent=True,
            to_operator=None,
            to_person=secretary,
        ),
        by=BY,
        now=now,
    )


def _leave_work(desk: Desk) -> None:
    """Whoever opens the demo, at whatever hour, finds a new line and somebody to phone back."""
    _taken(desk, JUST_CALLED, desk.now - timedelta(minutes=40))
    _answered(desk, _taken(desk, JUST_CALLED, desk.now - timedelta(hours=4)), desk.now - LATELY)


def _told() -> list[Told]:
    with LINES.open(encoding="utf-8") as file:
        return [Told(**row) for row in csv.DictReader(file)]


def _desk(username: str, rng: Random, now: datetime) -> Desk:
    steward = demo_user(username)
    community = Community.objects.get(roleassignment__user=steward)
    facility = Facility.objects.get(community=community, is_demo=False)
    book = actions.open_book(
        community=community,
        written=WrittenBook(name="前台登记本", facility=facility),
        is_demo=True,
        by=BY,
        now=now,
    )
    contracts = running_contracts(facility, timezone.localdate(now))
    of_the_house = [one for one in contracts if not one.rooms.all()]
    return Desk(
        rng=rng,
        now=now,
        book=book,
        steward=steward,
        facility=facility,
        operator=of_the_house[0].operator if of_the_house else None,
        people=[one for one in _people(community) if (one.age_on(now.date()) or 0) >= ELDER],
        words=vocabulary(categories=categories_in_use(), communities=[community.pk]),
    )


def _people(community: Community) -> QuerySet[Resident]:
    found = Resident.objects.filter(community=community).select_related("address")
    return found.prefetch_related("phones").order_by("pk")


def _live_through(desk: Desk, told: Told, at: datetime) -> None:
    """A line is written, and what happened to it afterwards, as far as it lies in the past."""
    request = _taken(desk, told, at)
    is_long_ago = at < desk.now - STILL_OPEN
    story: dict[str, Callable[..., None]] = {
        "kept": _kept,
        "answered": _answered,
        "unmet": _unmet,
        "waiting": _waiting,
        "referred": _referred,
    }
    if goes_on := story.get(told.ends, _kept if is_long_ago else None):
        goes_on(desk, request, at)


def _taken(desk: Desk, told: Told, at: datetime) -> ServiceRequest:
    resident = desk.rng.choice(desk.people)
    line = _said_by(resident, told.line, desk.rng)
    read = read_line(line, today=timezone.localdate(at), words=desk.words)
    return actions.take_request(
        written=WrittenLine(
            book=desk.book,
            written_key=UUID(int=desk.rng.getrandbits(128), version=4),
            line=line,
            channel=told.channel,
            category=Category.objects.filter(code=read.category).first(),
            service=ServiceKind.objects.filter(code=read.service).first(),
            wanted=read.wanted,
            wished_on=read.wished_on,
            wished_half=read.wished_half,
            resident=resident,
            caller_name=read.caller_name,
            caller_phone=read.caller_phone,
            place=read.place,
            is_urgent=read.is_urgent,
            is_demo=True,
        ),
        by=desk.steward,
        now=at,
    )


def _said_by(resident: Resident, line: str, rng: Random) -> str:
    address = resident.address
    phone = next(iter(resident.phones.all()), None)
    return line.format(
        when=rng.choice(WISHES),
        home=f"{address.building}号楼{address.room}" if address else "",
        surname=resident.name[0],
        call=resident.name[0] + ("奶奶" if resident.sex == "female" else "爷爷"),
        name=resident.name,
        phone=phone.number if phone else "",
    ).strip()


def _kept(desk: Desk, request: ServiceRequest, at: datetime) -> None:
    """An operator does it within days, and the desk asks whether it helped."""
    if desk.operator is None:
        return _answered(desk, request, at)
    due_on = timezone.localdate(at) + timedelta(days=desk.rng.randint(1, 3))
    service = request.service or ServiceKind.objects.get(code="repair")
    request = actions.dispatch_request(
        request=request,
        revision=request.revision,
        operator=desk.operator,
        service=service,
        due_on=due_on,
        facility=desk.facility,
        by=desk.steward,
        now=at + timedelta(minutes=12),
    )
    done_at = moment(due_on, time(15), minutes=desk.rng.randrange(90))
    if done_at >= desk.now:
        return None
    request = actions.finish_request(
        request=request,
        revision=request.revision,
        served_on=timezone.localdate(done_at),
        by=demo_user("visitor") if desk.steward.username == "steward" else desk.steward,
        now=done_at,
    )
    return _asked(desk, request, done_at + timedelta(days=1))


def _answered(desk: Desk, request: ServiceRequest, at: datetime) -> None:
    """The desk itself can answer."""
    done_at = at + timedelta(minutes=desk.rng.randint(3, 50))
    if done_at >= desk.now:
        return
    actions.note_contact(
        request=request,
        channel=request.channel,
        was_reached=True,
        words="当场答复",
        by=desk.steward,
        now=done_at,
    )
    request.refresh_from_db()
    request = actions.finish_request(
        request=request,
        revision=request.revision,
        service=ServiceKind.objects.get(code="consultation"),
        served_on=timezone.localdate(done_at),
        by=desk.steward,
        now=done_at,
    )
    _asked(desk, request, done_at + timedelta(days=1))


def _asked(desk: Desk, request: ServiceRequest, at: datetime, *, is_first: bool = True) -> None:
    """The call-back: most are content, some say thanks, a few are not and it is done again."""
    if at >= desk.now:
        return
    is_solved = not is_first or desk.rng.random() < 0.93
    thanks = desk.rng.choice(THANKS) if is_solved and desk.rng.random() < 0.25 else ""
    request = actions.call_back(
        request=request,
        revision=request.revision,
        reached=True,
        is_solved=is_solved,
        score=desk.rng.choice([4, 5, 5, 5]) if is_solved else 2,
        words=thanks or ("" if is_solved else UNHAPPY),
        is_thanks=bool(thanks),
        channel=Channel.PHONE,
        by=desk.steward,
        now=at,
    )
    if not is_solved:
        _done_again(desk, request, at + timedelta(hours=5))


def _done_again(desk: Desk, request: ServiceRequest, at: datetime) -> None:
    """Somebody goes once more, and this time it holds."""
    if at >= desk.now:
        return
    request = actions.finish_request(
        request=request,
        revision=request.revision,
        service=request.service or ServiceKind.objects.get(code="repair"),
        served_on=timezone.localdate(at),
        by=desk.steward,
        now=at,
    )
    _asked(desk, request, at + timedelta(days=1), is_first=False)


def _unmet(desk: Desk, request: ServiceRequest, at: datetime) -> None:
    """Nobody here can do it: known by its reason."""
    why = desk.rng.choice([WhyNot.NO_SUCH_SERVICE, WhyNot.NO_STAFF, WhyNot.TOO_FAR, WhyNot.FULL])
    request = actions.give_up_request(
        request=request,
        revision=request.revision,
        why=why,
        by=desk.steward,
        now=at + timedelta(minutes=20),
    )
    actions.close_unmet(
        request=request,
        revision=request.revision,
        words="已向居民说明，有了此项服务再通知",
        by=desk.steward,
        now=at + timedelta(minutes=25),
    )


def _waiting(desk: Desk, request: ServiceRequest, at: datetime) -> None:
    """Nobody answers the telephone."""
    later = at + timedelta(minutes=30)
    actions.note_contact(
        request=request, channel=Channel.PHONE, was_reached=False, by=desk.steward, now=later
    )
    actions.wait_for_resident(
        request=request,
        revision=request.revision,
        words="等家属回电",
        by=desk.steward,
        now=later,
    )


def _referred(desk: Desk, request: ServiceRequest, at: datetime) -> None:
    """Somebody outside the house can help."""
    actions.refer_out(
        request=request,
        revision=request.revision,
        to=ReferredTo.JOB,
        words="转街道就业服务窗口",
        by=desk.steward,
        now=at + timedelta(minutes=15),
    )
