"""All of an order or nothing of it; of what was refused, the need that was not met stays."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from fangcun.core.accounts.models import User
from fangcun.ledger.actions import NewNeed, Refused, record_unmet
from fangcun.ledger.models import UnmetNeed
from fangcun.ledger.states import WhyNot

Row = TypeVar("Row")


class NotAll(Exception):
    """One line was refused: whatever was written beside it is undone."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.words)
        self.refused = refused


def granted(answer: Row | Refused) -> Row:
    """What the ledger promised; what it refused ends the whole."""
    if isinstance(answer, Refused):
        raise NotAll(answer)
    return answer


def all_or_nothing(
    *, write: Callable[[], Row], source: str, by: User, now: datetime
) -> Row | Refused:
    """What `write` wrote, or why not.

    The unmet need of a refusal is written again, since it was undone with the rest; it names as
    its `source` what there is without the order.
    """
    try:
        with transaction.atomic():
            return write()
    except NotAll as no:
        need = record_unmet(need=_as_it_was(no.refused.unmet, source), by=by, now=now)
        return replace(no.refused, unmet=need)


def _as_it_was(unmet: UnmetNeed, source: str) -> NewNeed:
    return NewNeed(
        why=WhyNot(unmet.why),
        community=unmet.community,
        service=unmet.service,
        wanted=unmet.wanted,
        resident=unmet.resident,
        people=unmet.people,
        facility=unmet.facility,
        operator=unmet.operator,
        wished_on=unmet.wished_on,
        note=unmet.note,
        source=source,
        written_key=unmet.written_key,
    )
