"""Writing down who looked, who took lists away, and what happened to accounts."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.http import Staff, signature
from fangcun.core.audit.models import AccountEvent, Viewing
from fangcun.core.audit.states import AccountEventKind

LONGEST_NAME, LONGEST_REASON, LONGEST_NOTE = 200, 200, 500


@transaction.atomic
def note_look(*, viewer: Staff, subject_id: int, field: str, reason: str, now: datetime) -> Viewing:
    """Somebody looked at one sensitive field of a resident; the resident can read it here."""
    return Viewing.objects.create(
        viewer_id=viewer.pk,
        viewer=signature(viewer)[:LONGEST_NAME],
        subject_id=subject_id,
        field=field,
        reason=reason[:LONGEST_REASON],
        viewed_at=now,
    )


@transaction.atomic
def note_account_event(
    *,
    kind: AccountEventKind,
    account_id: int | None,
    name: str,
    now: datetime,
    by: str = "",
    address: str = "",
    note: str = "",
) -> AccountEvent:
    """Something happened to an account, or was tried on one."""
    return AccountEvent.objects.create(
        kind=kind,
        account_id=account_id,
        name=name[:LONGEST_NAME],
        by=by[:LONGEST_NAME],
        address=address,
        note=note[:LONGEST_NOTE],
        happened_at=now,
    )


def note_list_taken(
    *, taker: Staff, what: str, how_many: int, now: datetime, address: str = ""
) -> AccountEvent:
    """Somebody took a list of people away as a file: who, what and how many lines."""
    return note_account_event(
        kind=AccountEventKind.LIST_TAKEN,
        account_id=taker.pk,
        name=signature(taker),
        address=address,
        note=_("{what}，共{how_many}行").format(what=what, how_many=how_many),
        now=now,
    )
