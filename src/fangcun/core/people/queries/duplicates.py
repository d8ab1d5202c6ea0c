"""Who may be the same person: shown, never a reason to refuse."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple, Protocol
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from fangcun.base.crypto import digests
from fangcun.core.people.models import Resident
from fangcun.core.people.models.resident import ID_NUMBER
from fangcun.core.people.queries.people import present
from fangcun.core.people.rules.finding import plain_number

MOST_SHOWN = 5


class Likeness(NamedTuple):
    """Somebody on record who may be the one being written down, and why."""

    resident: Resident
    why: str
    is_sure: bool  # the same ID number


class Said(Protocol):
    """What is said of a person who is being written down."""

    @property
    def name(self) -> str: ...
    @property
    def born_on(self) -> date | None: ...
    @property
    def birth_year(self) -> int | None: ...
    @property
    def id_number(self) -> str | None: ...
    @property
    def phones(self) -> Sequence[tuple[str, str]]: ...


class _Marks(NamedTuple):
    """By what one person is compared."""

    name: str
    numbers: frozenset[str]
    year: int | None
    papers: frozenset[bytes]


def alike(*, among: QuerySet[Resident], given: Said, sent_as: UUID | None = None) -> list[Likeness]:
    """People of the same ID number, or of the same name with the same telephone or birth.

    Who was written down by the very same form is no other person.
    """
    marks = _marks(given)
    rows = _on_record(among, [marks])
    if sent_as is not None:
        rows = rows.exclude(sent_as=sent_as)
    found = (_likeness(row, marks) for row in rows.order_by("pk"))
    return [likeness for likeness in found if likeness][:MOST_SHOWN]


def alike_many(*, among: QuerySet[Resident], given: Sequence[Said]) -> dict[int, Likeness]:
    """The likeliest for each of many, by place in `given`; in two statements."""
    marks = [_marks(one) for one in given]
    by_name: dict[str, list[Resident]] = defaultdict(list)
    by_paper: dict[bytes, Resident] = {}
    for row in _on_record(among, marks):
        by_name[row.name].append(row)
        if row.id_digest is not None:
            by_paper[bytes(row.id_digest)] = row
    found = {}
    for at, mark in enumerate(marks):
        rows = [by_paper[paper] for paper in mark.papers if paper in by_paper]
        likenesses = [_likeness(row, mark) for row in [*rows, *by_name[mark.name]]]
        if known := [likeness for likeness in likenesses if likeness]:
            found[at] = known[0]
    return found


def _marks(given: Said) -> _Marks:
    paper = given.id_number or ""
    return _Marks(
        name=given.name,
        numbers=frozenset(plain_number(number) for number, _note in given.phones),
        year=given.born_on.year if given.born_on else given.birth_year,
        papers=frozenset(digests(paper, purpose=ID_NUMBER)) if paper else frozenset(),
    )


def _on_record(among: QuerySet[Resident], marks: Iterable[_Marks]) -> QuerySet[Resident]:
    """Everybody with one of the names or ID numbers."""
    marks = list(marks)
    same = Q(name__in={mark.name for mark in marks})
    if papers := {paper for mark in marks for paper in mark.papers}:
        same |= Q(id_digest__in=papers)
    rows = present(among).filter(same)
    return rows.select_related("community", "address").prefetch_related("phones")


def _likeness(row: Resident, marks: _Marks) -> Likeness | None:
    if row.id_digest is not None and bytes(row.id_digest) in marks.papers:
        return Likeness(row, _("身份证号相同"), True)
    if row.name != marks.name:
        return None
    if marks.numbers & {phone.number for phone in row.phones.all()}:
        return Likeness(row, _("姓名和电话相同"), False)
    if marks.year is not None and marks.year == row.birth_year:
        return Likeness(row, _("姓名和出生年份相同"), False)
    return None
