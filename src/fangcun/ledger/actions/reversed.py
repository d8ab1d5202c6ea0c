"""Taking a row back by a row that names it."""

from datetime import datetime
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.ledger.models import ServiceRecord, UnmetNeed

Row = TypeVar("Row", ServiceRecord, UnmetNeed)

OWN_FIELDS = frozenset(
    {"id", "written_key", "recorded_by", "recorded_at", "reverses", "reversal_reason", "note"}
)
"""What a reversal says for itself; the rest repeats the row it takes back."""


class AlreadyReversed(Refusal):
    """A row is taken back once."""


class NothingToReverse(Refusal):
    """A reversal itself is not taken back: what is true is written anew."""


class NoReason(Refusal):
    """A reversal says why."""


def reverse(*, row: Row, reason: str, by: User, now: datetime) -> Row:
    """Add the row that takes `row` back; of two at once the unique `reverses` lets one in."""
    if row.reverses_id:
        raise NothingToReverse(_("这一行本身就是冲正，不能再冲正。请重新登记正确的内容。"))
    if not reason.strip():
        raise NoReason(_("请写明冲正原因。"))
    table: Any = type(row)
    repeated = {
        field.attname: getattr(row, field.attname)
        for field in table._meta.concrete_fields
        if field.name not in OWN_FIELDS
    }
    try:
        with transaction.atomic():
            written: Row = table.objects.create(
                **repeated,
                reverses=row,
                reversal_reason=reason.strip(),
                recorded_by=by,
                recorded_at=now,
            )
    except IntegrityError as error:
        raise _refusal(row) from error
    return written


def _refusal(row: Any) -> AlreadyReversed:
    first = type(row).objects.select_related("recorded_by").get(reverses=row)
    return AlreadyReversed(
        _("{who}已于{when}冲正这一行，原因：{reason}").format(
            who=first.recorded_by,
            when=f"{timezone.localtime(first.recorded_at):%Y-%m-%d %H:%M}",
            reason=first.reversal_reason,
        )
    )
