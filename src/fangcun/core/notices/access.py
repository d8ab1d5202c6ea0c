"""The only way a page gets a row of this room."""

from datetime import datetime

from django.db.models import QuerySet

from fangcun.base.http import Staff, row_or_404
from fangcun.base.rights import Right
from fangcun.core.notices.models import Notice
from fangcun.core.notices.queries import SHOWN_WITH, WITH_PHONES, for_the_desk


def to_tell_by_hand(staff: Staff, now: datetime) -> QuerySet[Notice]:
    """What people at this person's desk have to tell, who are known there by name."""
    return staff.rows(Right.READ_PERSONS, staff.rows(Right.TAKE_REQUESTS, for_the_desk(now)))


def notice_or_404(staff: Staff, pk: int) -> Notice:
    """One notice of this person's desk, told or not."""
    rows = Notice.objects.select_related(*SHOWN_WITH, "teller").prefetch_related(*WITH_PHONES)
    known = staff.rows(Right.READ_PERSONS, rows)
    return row_or_404(staff=staff, right=Right.TAKE_REQUESTS, rows=known, pk=pk)
