"""All figures of one question, as one person may see them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from fangcun.core.catalog.models import ServiceKind
from fangcun.core.places.models import Community, Facility
from fangcun.ledger.queries.figures.asked import (
    Asked,
    Countable,
    commitments_asked,
    needs_asked,
    records_asked,
)
from fangcun.ledger.queries.figures.counts import counts, counts_by, people_of, regulars
from fangcun.ledger.queries.figures.hours import room_hours
from fangcun.ledger.queries.figures.promises import kept_in_time, unmet_by_reason
from fangcun.ledger.queries.figures.reach import Reach, reach
from fangcun.ledger.rules import Cell, Span, guarded, is_small, is_small_share
from fangcun.ledger.rules.small_cells import Hidden
from fangcun.ledger.states import FigureName, RowKind, WhyNot


class Figure(NamedTuple):
    """One figure: what is counted, of how many, and which rows it opens to.

    A count has no denominator and no value; a figure that is hidden has no numbers at all.
    """

    name: FigureName
    numerator: float | None
    denominator: float | None = None
    value: float | None = None  # numerator / denominator, 0 to 1 and above
    rows: RowKind | None = None
    hidden: Hidden = Hidden.NO


class Line(NamedTuple):
    """One service, facility or community of the table; `key` narrows the rows to it."""

    key: int | None
    label: str
    sessions: int
    person_times: Cell
    people: Cell


class Table(NamedTuple):
    """The same counts one by one, and in all."""

    lines: list[Line]
    person_times: Cell
    people: Cell


class Reason(NamedTuple):
    """People who went without for one reason."""

    why: WhyNot
    people: Cell


BREAKDOWNS: Mapping[str, type[ServiceKind | Facility | Community]] = {
    "service": ServiceKind,
    "facility": Facility,
    "community": Community,
}


def figures(*, asked: Asked, among: Countable, today: date) -> list[Figure]:
    """Every figure of the ledger for one question, in the order of `FigureName`."""
    rules = among.measures
    records = records_asked(among.records, asked)
    threshold = 0 if among.sees_small_cells else rules["small_cell"]
    total, again = counts(records), regulars(records, repeat_days=rules["repeat_days"])
    near = _reach(asked, among, rules)
    kept = kept_in_time(commitments_asked(among.commitments, asked), today=today)
    without = sum(unmet_by_reason(needs_asked(among.needs, asked)).values())
    return [
        Figure(FigureName.SESSIONS, total.sessions, rows=RowKind.RECORDS),
        _count(FigureName.PERSON_TIMES, total.person_times, RowKind.RECORDS, threshold),
        _count(FigureName.PEOPLE, total.people, RowKind.RECORDS, threshold),
        _share(FigureName.CAME_AGAIN, again.came_again, again.people, threshold),
        _share(FigureName.REACH, near.came, near.near, threshold),
        _share(FigureName.ELDER_REACH, near.elders_came, near.elders_near, threshold),
        _hours(asked, among),
        _share(FigureName.KEPT_IN_TIME, kept.in_time, kept.due, threshold, RowKind.COMMITMENTS),
        _count(FigureName.UNMET, without, RowKind.NEEDS, threshold),
    ]


def table(*, asked: Asked, among: Countable, by: str) -> Table:
    """Counts by service, facility or community, the most used first."""
    records = records_asked(among.records, asked)
    by_key = counts_by(records, by)
    names = {row.pk: str(row) for row in BREAKDOWNS[by].objects.filter(pk__in=[*by_key])}
    keys = sorted(by_key, key=lambda key: (-by_key[key].person_times, names.get(key or 0, "")))
    each = [by_key[key] for key in keys]
    times, all_times = _column(among, [line.person_times for line in each], None)
    people, all_people = _column(among, [line.people for line in each], people_of(records))
    return Table(
        [
            Line(key, names.get(key or 0, ""), line.sessions, cell, persons)
            for key, line, cell, persons in zip(keys, each, times, people, strict=True)
        ],
        all_times,
        all_people,
    )


def reasons(*, asked: Asked, among: Countable) -> list[Reason]:
    """Why people went without, the most frequent first."""
    by_reason = unmet_by_reason(needs_asked(among.needs, asked))
    whys = sorted(by_reason, key=lambda why: (-by_reason[why], why))
    cells, _total = _column(among, [by_reason[why] for why in whys], None)
    return [Reason(WhyNot(why), cell) for why, cell in zip(whys, cells, strict=True)]


def _column(among: Countable, column: Sequence[int], total: int | None) -> tuple[list[Cell], Cell]:
    """A column with its total: the sum, unless people in it may be in several lines."""
    whole = sum(column) if total is None else total
    if among.sees_small_cells:
        return [Cell(count) for count in column], Cell(whole)
    return guarded(counts=column, total=whole, threshold=among.measures["small_cell"])


def _count(name: FigureName, count: int, rows: RowKind, threshold: int) -> Figure:
    if is_small(count, threshold):
        return Figure(name, None, hidden=Hidden.SMALL)
    return Figure(name, count, rows=rows)


def _share(
    name: FigureName, part: int, whole: int, threshold: int, rows: RowKind = RowKind.RECORDS
) -> Figure:
    if is_small_share(part, whole, threshold):
        return Figure(name, None, hidden=Hidden.SMALL)
    return Figure(name, part, whole, part / whole if whole else None, rows)


def _hours(asked: Asked, among: Countable) -> Figure:
    rooms = among.rooms.select_related("facility")
    if asked.facility is not None:
        rooms = rooms.filter(facility=asked.facility)
    if asked.room is not None:
        rooms = rooms.filter(pk=asked.room)
    if asked.community is not None:
        rooms = rooms.filter(facility__community=asked.community)
    records = records_asked(among.records, asked).filter(room__in=rooms.values("pk"))
    hours = room_hours(rooms=rooms, records=records, period=Span(asked.since, asked.until))
    used = sum(room.used for room in hours.values())
    opened = sum(room.open for room in hours.values())
    value = used / opened if opened else None
    return Figure(FigureName.HOURS_USED, used, opened, value, RowKind.RECORDS)


def _reach(asked: Asked, among: Countable, rules: Mapping[str, int]) -> Reach:
    """The community asked about is that of the people; the facilities are those of the reader."""
    facilities, residents = among.facilities, among.residents
    if asked.facility is not None:
        facilities = facilities.filter(pk=asked.facility)
    if asked.community is not None:
        residents = residents.filter(community=asked.community)
    return reach(
        facilities=facilities,
        records=records_asked(among.records, asked),
        residents=residents,
        reach_m=rules["reach_m"],
        elder_age=rules["elder_age"],
        on=asked.until,
    )
