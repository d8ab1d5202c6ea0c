"""All of an order or nothing of it; of what was refused, the need that was not met stays."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from fangcun.core.accounts.models import User
from fangcun.ledger.actions import Refused, record_unmet

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
        need = replace(no.refused.need, source=source)
        return replace(no.refused, need=need, unmet=record_unmet(need=need, by=by, now=now))
