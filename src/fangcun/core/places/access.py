"""The only way a page gets a row of this room.

Staff who may read plans see every community and space; facilities, rooms and what belongs to them
are seen by those whose work lies there.
"""

from django.http import Http404
from django.utils.translation import gettext as _

from fangcun.base.http import Staff, row_or_404
from fangcun.base.rights import Right
from fangcun.core.places.models import (
    Community,
    Facility,
    IdleSpace,
    Presence,
    Project,
    ProjectPaper,
    Room,
    RoomException,
    SpecialDay,
    Spending,
)
from fangcun.core.places.queries import community_named, room_behind


def community_or_404(code: str) -> Community:
    """One community with its counts."""
    found = community_named(code)
    if found is None:
        raise Http404(_("没有这个社区"))
    return found


def space_or_404(ref: str) -> IdleSpace:
    found = IdleSpace.objects.select_related("community").filter(ref=ref).first()
    if found is None:
        raise Http404(_("没有这处存量空间"))
    return found


def facility_or_404(staff: Staff, right: Right, pk: int) -> Facility:
    rows = Facility.objects.select_related("community")
    return row_or_404(staff=staff, right=right, rows=rows, pk=pk)


def room_or_404(staff: Staff, right: Right, pk: int) -> Room:
    rows = Room.objects.select_related("facility__community")
    return row_or_404(staff=staff, right=right, rows=rows, pk=pk)


def exception_or_404(staff: Staff, pk: int) -> RoomException:
    """A day that differs, for those who may change it."""
    rows = RoomException.objects.select_related("room__facility__community")
    return row_or_404(
        staff=staff, right=Right.RUN_FACILITIES, rows=rows.filter(withdrawn_at=None), pk=pk
    )


def presence_or_404(staff: Staff, pk: int) -> Presence:
    """A visit, for those who may change it."""
    rows = Presence.objects.select_related("room__facility__community")
    return row_or_404(staff=staff, right=Right.RUN_FACILITIES, rows=rows, pk=pk)


def public_room_or_404(door_code: str) -> Room:
    """The room behind a door, for everybody who stands before it."""
    found = room_behind(door_code)
    if found is None:
        raise Http404(_("没有这个房间"))
    return found


def special_day_or_404(pk: int) -> SpecialDay:
    found = SpecialDay.objects.filter(pk=pk).first()
    if found is None:
        raise Http404(_("没有这一天"))
    return found


def running_project_or_404(staff: Staff, pk: int) -> Project:
    """A project, for those who may write in it."""
    rows = Project.objects.select_related("community")
    return row_or_404(staff=staff, right=Right.RUN_FACILITIES, rows=rows, pk=pk)


def spending_or_404(staff: Staff, pk: int) -> Spending:
    """A line of money that counts, of a project in which one may write."""
    rows = Spending.objects.select_related("project__community").filter(struck_at=None)
    return row_or_404(staff=staff, right=Right.RUN_FACILITIES, rows=rows, pk=pk)


def paper_or_404(staff: Staff, right: Right, pk: int) -> ProjectPaper:
    """A paper that is in view."""
    rows = ProjectPaper.objects.select_related("project__community").filter(withdrawn_at=None)
    return row_or_404(staff=staff, right=right, rows=rows, pk=pk)
