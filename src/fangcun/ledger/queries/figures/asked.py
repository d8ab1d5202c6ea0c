"""Which part of the ledger somebody asks about, and what of it counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from fangcun.core.people.models import Resident
from fangcun.core.places.models import Facility, Room
from fangcun.ledger.models import Commitment, ServiceRecord, UnmetNeed
from fangcun.ledger.queries.measures import measures

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A period, both days included, and what else narrows the question; None narrows nothing."""

    since: date
    until: date
    community: int | None = None
    facility: int | None = None
    room: int | None = None
    operator: int | None = None
    service: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Countable:
    """What one person's figures are counted over; `access.countable` fills it by right."""

    records: QuerySet[ServiceRecord]
    needs: QuerySet[UnmetNeed]
    commitments: QuerySet[Commitment]
    facilities: QuerySet[Facility]
    rooms: QuerySet[Room]
    residents: QuerySet[Resident]
    sees_small_cells: bool
    measures: Mapping[str, int] = field(default_factory=measures)  # read once for a whole page


def standing(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Records or needs that stand: neither a reversal nor taken back by one."""
    table: Any = rows.model
    taken_back = table.objects.filter(reverses=OuterRef("pk"))
    return rows.filter(~Exists(taken_back), reverses=None)


def records_asked(records: QuerySet[ServiceRecord], asked: Asked) -> QuerySet[ServiceRecord]:
    """The records that a figure counts."""
    return standing(records.filter(_narrowed(asked), served_on__range=(asked.since, asked.until)))


def needs_asked(needs: QuerySet[UnmetNeed], asked: Asked) -> QuerySet[UnmetNeed]:
    """The unmet needs that a figure counts; by the day wished for, else the day written down."""
    by_day = Q(wished_on__range=(asked.since, asked.until)) | Q(
        wished_on=None, recorded_at__date__range=(asked.since, asked.until)
    )
    return standing(needs.filter(_narrowed(asked, with_room=False), by_day))


def commitments_asked(commitments: QuerySet[Commitment], asked: Asked) -> QuerySet[Commitment]:
    """Promises that were due in the period."""
    due = Q(due_on__range=(asked.since, asked.until))
    return commitments.filter(_narrowed(asked, with_room=False), due)


def _narrowed(asked: Asked, *, with_room: bool = True) -> Q:
    names = ["community", "facility", "operator", "service", *(["room"] if with_room else [])]
    wanted = {name: getattr(asked, name) for name in names}
    return Q(**{name: key for name, key in wanted.items() if key is not None})
