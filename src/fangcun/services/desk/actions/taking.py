"""Writing a line in the book: kept at once, routed, and given a time to be answered."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import signature
from fangcun.base.workdays import WorkCalendar
from fangcun.core.accounts.models import User
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.people.models import Resident
from fangcun.core.places.models.kept import LONGEST_TEXT
from fangcun.core.places.queries import work_calendar
from fangcun.services.desk.actions.moved import note
from fangcun.services.desk.models import Book, Category, ServiceRequest
from fangcun.services.desk.models.request import LONGEST_LINE
from fangcun.services.desk.queries.rulebook import as_asked, asked_of, rules_for, within_of
from fangcun.services.desk.rules.due import due_at
from fangcun.services.desk.rules.phones import plain_number
from fangcun.services.desk.rules.routing import Rule, To, first_match
from fangcun.services.desk.states import Channel, FollowUpKind, HalfDay

LONGEST_PHONE = 40


class NothingWritten(Refusal):
    """An empty line asks for nothing."""


class LineTooLong(Refusal):
    """More than one line of a book can hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenLine:
    """One line as it was typed, and what was read from it; only book, key and line are needed."""

    book: Book
    written_key: UUID
    line: str
    channel: str = Channel.WALK_IN
    category: Category | None = None
    service: ServiceKind | None = None
    wanted: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    wished_on: date | None = None
    wished_half: str = HalfDay.ANY
    resident: Resident | None = None
    caller_name: str = ""
    caller_phone: str = ""
    place: str = ""
    is_urgent: bool = False
    written_at: datetime | None = None
    """When it was written, if it is sent later: a lost network, a page of the paper book."""
    is_demo: bool = False


@transaction.atomic
def take_request(*, written: WrittenLine, by: User, now: datetime) -> ServiceRequest:
    """Keep one line; a line that is sent twice is kept once, and the first row is returned."""
    return keep_line(written=written, parent=None, by=by, now=now)


def keep_line(
    *, written: WrittenLine, parent: ServiceRequest | None, by: User, now: datetime
) -> ServiceRequest:
    """The row that carries this key already, or a new one."""
    kept = ServiceRequest.objects.filter(written_key=written.written_key)
    if (there := kept.first()) is not None:
        return there
    _refuse_what_is_no_line(written)
    try:
        with transaction.atomic():
            return _insert(written, parent, by, now)
    except IntegrityError:
        # the same line, sent twice at once: the other one has been kept
        if (there := kept.first()) is None:
            raise
        return there


def _refuse_what_is_no_line(written: WrittenLine) -> None:
    if not written.line.strip():
        raise NothingWritten(_("请写下居民需要什么。"))
    if len(written.line) > LONGEST_LINE:
        raise LineTooLong(_("一条需求最多{most}字，请分成几条登记。").format(most=LONGEST_LINE))


def _insert(
    written: WrittenLine, parent: ServiceRequest | None, by: User, now: datetime
) -> ServiceRequest:
    calendar = work_calendar()
    received_at = min(written.written_at or now, now)
    rule = _rule_for(written, received_at, calendar, now)
    row = ServiceRequest(
        community=written.book.community,
        book=written.book,
        written_key=written.written_key,
        parent=parent,
        received_at=received_at,
        opened_at=received_at,
        received_by=by,
        due_at=due_at(
            opened_at=received_at,
            within=within_of(category=written.category, is_urgent=written.is_urgent),
            calendar=calendar,
        ),
        is_demo=written.is_demo,
        **_read_from(written),
        **_owner_by(rule, written),
    )
    row._history_user, row._history_date = signature(by), now  # type: ignore[attr-defined]
    row.save(force_insert=True)
    if rule is not None and rule.to != To.DESK:
        words = _("按派单规则第{number}条").format(number=rule.number)
        note(request=row, kind=FollowUpKind.ROUTE, words=words, by=by, now=now)
    return row


def _rule_for(
    written: WrittenLine, at: datetime, calendar: WorkCalendar, now: datetime
) -> Rule | None:
    community = written.book.community
    asked = asked_of(
        community=community,
        category=written.category,
        is_urgent=written.is_urgent,
        at=at,
        calendar=calendar,
    )
    rules = as_asked(rules_for(community), community=community, now=now)
    return first_match(rules=rules, asked=asked)


def _owner_by(rule: Rule | None, written: WrittenLine) -> dict[str, Any]:
    if rule is None or rule.to == To.DESK:
        return {"owner_desk": written.book.community, "facility": written.book.facility}
    if rule.to == To.PERSON:
        return {"owner_person_id": rule.key, "facility": written.book.facility}
    return {
        "owner_operator_id": rule.key,
        "doer_id": rule.key,
        "facility_id": rule.facility,
    }


def _read_from(written: WrittenLine) -> dict[str, Any]:
    """What was read from the line; too long for its column, it is still in the line."""
    category = written.category
    return {
        "line": written.line,
        "channel": written.channel,
        "category": category,
        "service": written.service or (category.service if category else None),
        "wanted": written.wanted[:LONGEST_TEXT],
        "answers": written.answers,
        "wished_on": written.wished_on,
        "wished_half": written.wished_half,
        "resident": written.resident,
        "caller_name": written.caller_name[:LONGEST_TEXT],
        "caller_phone": plain_number(written.caller_phone)[:LONGEST_PHONE],
        "place": written.place[:LONGEST_TEXT],
        "is_urgent": written.is_urgent,
    }
