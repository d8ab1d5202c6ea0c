"""Looking at what is shown masked, with a reason that the resident can read."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.crypto import is_sealed_anew
from fangcun.base.errors import Refusal
from fangcun.base.http import Staff
from fangcun.core.audit.actions import note_look
from fangcun.core.people.actions.written import sealed_columns
from fangcun.core.people.models import Resident

SHORTEST_REASON = 2


class NoReason(Refusal):
    """Nobody looks without saying why."""


@transaction.atomic
def look_at_id_number(*, resident: Resident, viewer: Staff, reason: str, now: datetime) -> str:
    """The whole ID number, once; who looked and why is written down with it."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise NoReason(_("请写明查看事由，居民本人可以看到"))
    note_look(
        viewer=viewer,
        subject_id=resident.pk,
        field="id_number",
        reason=reason.strip(),
        now=now,
    )
    return resident.id_number


def seal_anew() -> int:
    """Seal every ID number with the first key, after a key was added; how many were sealed."""
    sealed = 0
    for key in Resident.objects.filter(id_sealed__isnull=False).values_list("pk", flat=True):
        sealed += _seal_anew(key)
    return sealed


@transaction.atomic
def _seal_anew(key: int) -> bool:
    row = Resident.objects.select_for_update(no_key=True, of=("self",)).get(pk=key)
    if row.id_sealed is None or is_sealed_anew(row.id_sealed):
        return False
    Resident.objects.filter(pk=key).update(
        **sealed_columns(row.id_number, place=row.place_of_id_number)
    )
    return True
