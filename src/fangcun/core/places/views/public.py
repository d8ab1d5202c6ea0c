"""The page behind a door's code: for everybody, without signing in."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fangcun.core.places import queries
from fangcun.core.places.access import public_room_or_404

DAYS_AHEAD = 7


def door(request: HttpRequest, code: str) -> HttpResponse:
    """Page: is this room open, until when, who is here today, what is in it."""
    shown = public_room_or_404(code)
    now = timezone.localtime()
    days = [now.date() + timedelta(days=number) for number in range(DAYS_AHEAD)]
    known = queries.opening_hours([shown], since=days[0], until=days[-1])
    visits = queries.visits_of([shown], days, known)
    return render(
        request,
        "places/door.html",
        {
            "room": shown,
            "now": now,
            "today": known.on(shown, days[0]),
            "is_open_now": queries.is_within(known.on(shown, days[0]), now),
            "posted": queries.posted_lines(shown),
            "days": [(day, known.on(shown, day)) for day in days[1:]],
            "visits_today": [visit for visit in visits if visit.day == days[0]],
            "visits_ahead": [visit for visit in visits if visit.day != days[0]],
        },
    )
