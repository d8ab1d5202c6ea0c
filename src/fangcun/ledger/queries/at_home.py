"""What a resident has before him, each thing in the words of the room that promised it.

The ledger knows that something was promised, to whom and for when; only the room that promised it
knows the dishes, the slot and the code to fetch them with. So each room says how it tells its rows
(`tells`, when the site starts); what no room tells is told by the ledger itself.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from fangcun.core.people.models import Resident
from fangcun.ledger.models import Commitment
from fangcun.ledger.queries.persons import promises_to
from fangcun.ledger.states import SETTLED, STANDING, CommitmentState

SHOWN_WITH = ("offer__room", "service", "facility", "operator", "community")
MOST_AHEAD = 300  # promises of one person; whoever has more is an institution
MOST_BEHIND = 60
TONES = {
    CommitmentState.HELD: "warn",
    CommitmentState.OPEN: "good",
    CommitmentState.GIVEN_UP: "bad",
    CommitmentState.NO_SHOW: "warn",
}


class Code(NamedTuple):
    """What is said or shown to get it."""

    words: str
    """What it is called: 取餐码."""
    said: str
    scanned: str = ""
    """What its QR code says: a word, or a path of this site; empty: it is only said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One thing before a resident: a meal, a seat, a visit, an answer that was promised."""

    key: str
    """Rows of one key are one thing, as the dishes of an order are."""
    on: date
    words: str
    starts_at: datetime | None = None  # None: some time of that day
    ends_at: datetime | None = None
    place: str = ""
    more: str = ""
    url: str = ""
    code: Code | None = None
    standing: str = ""
    tone: str = ""
    is_over: bool = False
    is_waiting: bool = False
    """He stands in line for it; nothing is promised."""
    booking: int | None = None
    """The promise that waits for his yes."""

    @property
    def when(self) -> tuple[date, bool, datetime, str]:
        """By this things stand in order; what has no hour comes first on its day."""
        nothing = timezone.make_aware(datetime.combine(self.on, time.min))
        return self.on, self.starts_at is not None, self.starts_at or nothing, self.key


Tell = Callable[[Sequence[Commitment]], Mapping[int, Thing]]
"""Of promises of one's own room: the number of each, and the thing that it belongs to."""
Also = Callable[[Resident], Iterable[Thing]]
"""What a room has promised a person without a row in the ledger, and has not kept yet."""

_tell: dict[str, Tell] = {}
_also: dict[str, Also] = {}


def tells(room: str, *, tell: Tell | None = None, also: Also | None = None) -> None:
    """A room says how its rows are told; `room` is how its sources begin: `canteen:order:12`."""
    if tell is not None:
        _tell[room] = tell
    if also is not None:
        _also[room] = also


def things_standing(resident: Resident) -> list[Thing]:
    """Everything that is not settled, also where he only waits, day by day."""
    rows = promises_to(resident).filter(state__in=sorted(STANDING))
    told = _told(_shown(rows.order_by("due_on", "pk")))
    told += [thing for also in _also.values() for thing in also(resident)]
    return sorted(told, key=lambda one: one.when)


def things_over(resident: Resident) -> list[Thing]:
    """What is settled, however it ended; the last first."""
    rows = promises_to(resident).filter(state__in=sorted(SETTLED))
    told = _told(_shown(rows.order_by("-due_on", "-pk"), most=MOST_BEHIND))
    return sorted(told, key=lambda one: one.when, reverse=True)


def _shown(rows: QuerySet[Commitment], *, most: int = MOST_AHEAD) -> list[Commitment]:
    return list(
        rows.select_related("offer__room", "service", "facility", "operator", "community")[:most]
    )


def _told(rows: Sequence[Commitment]) -> list[Thing]:
    """Each room is asked once for all its rows; rows of one thing are told once."""
    by_room: dict[str, list[Commitment]] = defaultdict(list)
    for row in rows:
        by_room[row.source.partition(":")[0]].append(row)
    told: dict[int, Thing] = {}
    for room, its_rows in by_room.items():
        told |= _tell[room](its_rows) if room in _tell else {}
    things = (told.get(row.pk) or plainly(row) for row in rows)
    return list({thing.key: thing for thing in things}.values())


def plainly(row: Commitment) -> Thing:
    """A promise in the ledger's own words: what, where and when."""
    offer = row.offer
    name = str(offer) if offer else str(row.service)
    where = filter(None, (str(row.facility or ""), str(offer.room or "") if offer else ""))
    return Thing(
        key=f"ledger:{row.pk}",
        on=timezone.localdate(offer.starts_at) if offer else row.due_on,
        words=f"{name} × {row.units}" if row.units > 1 else name,
        starts_at=offer.starts_at if offer else None,
        ends_at=offer.ends_at if offer else None,
        place=" · ".join(where) or str(row.community),
        more=row.settled_why,
        standing=str(row.get_state_display()),
        tone=TONES.get(CommitmentState(row.state), ""),
        is_over=row.state in SETTLED,
        is_waiting=row.state == CommitmentState.WAITING,
        booking=row.pk if row.state == CommitmentState.HELD else None,
    )
