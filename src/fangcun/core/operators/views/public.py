"""What may be had behind a door: for everybody, without signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fangcun.core.operators import queries
from fangcun.core.places.access import public_room_or_404


def at_door(request: HttpRequest, code: str) -> HttpResponse:
    """The services of a room with their prices: a part of the door's page, or a page of its own."""
    room = public_room_or_404(code)
    today = timezone.localdate()
    is_part = "HX-Request" in request.headers
    page = "operators/_at_door.html" if is_part else "operators/at_door.html"
    return render(
        request,
        page,
        {
            "room": room,
            "operator": queries.operator_of(room, today),
            "lines": queries.offered_in(room, today),
        },
    )
