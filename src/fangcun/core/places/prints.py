"""The sheet for a room's door: its name, its hours, and a code that tells the rest."""

from collections.abc import Sequence
from importlib.resources import files

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from fangcun.base.pdfs import pdf_of
from fangcun.base.qr import qr_picture
from fangcun.core.places.models import Room


def door_address(request: HttpRequest, room: Room) -> str:
    """The short address behind the code: it never changes, whatever the room is called."""
    return request.build_absolute_uri(reverse("door", args=[room.door_code]))


def door_sheet(room: Room, *, posted: Sequence[tuple[str, str]], address: str) -> bytes:
    """One A4 page as PDF, readable from two metres; papers are Chinese."""
    told = {
        "room": room.name,
        "facility": room.facility.name,
        "kind": str(room.get_kind_display()),
        "hours": [[days, hours] for days, hours in posted],
        "ways": _ways(room),
        "address": address,
        "code": qr_picture(address, dot=4, may_wear=True),
        "phone": settings.DESK_PHONE,
        "is_demo": room.is_demo,
    }
    page = files("fangcun.core.places").joinpath("templates/places/door.typ")
    return pdf_of(template=page, facts=told)


def _ways(room: Room) -> list[str]:
    """What people who walk or hear badly want to know."""
    ways = (
        (room.is_step_free, "无障碍出入"),
        (room.has_accessible_toilet, "无障碍卫生间"),
        (room.has_hearing_aid_loop, "听力辅助"),
    )
    return [words for is_there, words in ways if is_there]
