"""Who may read what was looked at and what happened to accounts: those with READ_AUDIT, all of it.

The rows name residents by number only; they belong to no community.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from fangcun.base.http import Staff
from fangcun.base.rights import Right
from fangcun.core.audit import queries
from fangcun.core.audit.models import AccountEvent, Viewing


def looks_for(staff: Staff, wanted: queries.LookFilter) -> QuerySet[Viewing]:
    """Looks that this person may read."""
    _may_read(staff)
    return queries.looks_matching(wanted)


def events_for(staff: Staff, wanted: queries.EventFilter) -> QuerySet[AccountEvent]:
    """Sign-ins and changes of accounts that this person may read."""
    _may_read(staff)
    return queries.events_matching(wanted)


def _may_read(staff: Staff) -> None:
    if not staff.may(Right.READ_AUDIT):
        raise PermissionDenied
