"""Writing down who looked, and what happened to accounts."""

from datetime import datetime

from django.db import transaction

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
