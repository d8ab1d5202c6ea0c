"""What became of a promise, step by step."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from fangcun.core.operators.models import Operator
from fangcun.ledger.models import Commitment
from fangcun.ledger.states import CommitmentState


class Step(NamedTuple):
    """One thing that somebody did with a promise."""

    at: datetime
    by: str
    words: str


def steps_of(commitment: Commitment) -> list[Step]:
    """Made, handed on, settled: who, when, in words; the newest first."""
    history: Any = Commitment.history
    versions = list(
        history.filter(id=commitment.pk).order_by("history_date", "history_id").defer("note")
    )
    names = dict(
        Operator.objects.filter(pk__in={one.operator_id for one in versions}).values_list(
            "pk", "name"
        )
    )
    return list(_steps(versions, names))[::-1]


def _steps(versions: list[Any], names: dict[int, str]) -> Iterator[Step]:
    before: Any = None
    for version in versions:
        doer = names.get(version.operator_id) or _("社区自己")
        if before is None:
            words = _("约定由{doer}履行").format(doer=doer)
        elif version.state != before.state:
            words = str(CommitmentState(version.state).label)
        elif version.units != before.units:
            words = _("数量改为{units}").format(units=version.units)
        elif version.due_on != before.due_on:
            words = _("改到{day}").format(day=version.due_on)
        else:
            words = _("改由{doer}履行").format(doer=doer)
        yield Step(version.history_date, version.history_user_id or "", words)
        before = version
