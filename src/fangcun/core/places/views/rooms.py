"""Pages: a room, adding and correcting it, its hours, its door."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.http import SignedInRequest, signature, staff_page
from fangcun.base.rights import Right
from fangcun.core.places import actions, queries
from fangcun.core.places.access import exception_or_404, facility_or_404, room_or_404
from fangcun.core.places.forms import (
    ClosingForm,
    ConfirmForm,
    EditRoomForm,
    ExceptionForm,
    HoursForm,
    ReopenForm,
    RoomForm,
)
from fangcun.core.places.models import Room
from fangcun.core.places.prints import door_address, door_sheet
from fangcun.core.places.views.saving import Words, fill_in, is_done, newer_versions

A_WEEK = 7


@staff_page(Right.READ_FACILITIES)
def room(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: one room: what it is, when it is open, who comes, who changed what."""
    shown = room_or_404(request.user, Right.READ_FACILITIES, pk)
    today = timezone.localdate()
    days = [today + timedelta(days=number) for number in range(A_WEEK)]
    known = queries.opening_hours([shown], since=days[0], until=days[-1])
    return render(
        request,
        "places/room.html",
        {
            "room": shown,
            "posted": queries.posted_lines(shown),
            "days": [(day, known.on(shown, day)) for day in days],
            "visits": queries.visits_of([shown], days, known),
            "exceptions": queries.coming_exceptions(shown, today),
            "versions": queries.history_of(shown),
            "door": door_address(request, shown),
        },
    )


@staff_page(Right.RUN_FACILITIES)
def new_room(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: add a room to a facility."""
    facility = facility_or_404(request.user, Right.RUN_FACILITIES, pk)
    form = RoomForm(request.POST or None)
    by, now = signature(request.user), timezone.now()
    if form.is_valid() and is_done(
        form,
        lambda: actions.open_room(facility=facility, written=form.written(), by=by, now=now),
    ):
        messages.success(request, _("已新增房间。接着请填写开放时间。"))
        return redirect("catalog:facility", ref=facility.ref)
    title = _("在{facility}新增房间").format(facility=facility)
    return fill_in(request, form, Words(title, reverse("catalog:facility", args=[facility.ref])))


@staff_page(Right.RUN_FACILITIES)
def edit_room(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: correct what is said of a room."""
    shown = room_or_404(request.user, Right.RUN_FACILITIES, pk)
    form = EditRoomForm(request.POST or None, initial=EditRoomForm.values_of(shown))
    newer: list[queries.Version] | None = []
    if form.is_valid():
        newer = newer_versions(
            form,
            shown,
            lambda: actions.change_room(
                room=shown,
                revision=form.cleaned_data["revision"],
                written=form.written(),
                by=signature(request.user),
                now=timezone.now(),
            ),
        )
        if newer is None:
            return _saved(request, shown)
    return fill_in(request, form, _words(shown, _("修改{name}")), newer)


@staff_page(Right.RUN_FACILITIES)
def room_hours(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: what stands on the door."""
    shown = room_or_404(request.user, Right.RUN_FACILITIES, pk)
    form = HoursForm(request.POST or None, initial=HoursForm.values_of(shown))
    newer: list[queries.Version] | None = []
    if form.is_valid():
        newer = newer_versions(
            form,
            shown,
            lambda: actions.set_hours(
                room=shown,
                revision=form.cleaned_data["revision"],
                written=form.written(),
                by=signature(request.user),
                now=timezone.now(),
            ),
        )
        if newer is None:
            return _saved(request, shown)
    return fill_in(request, form, _words(shown, _("{name}的开放时间")), newer)


@staff_page(Right.RUN_FACILITIES)
def new_exception(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: days on which a room is closed, or open at other hours."""
    shown = room_or_404(request.user, Right.RUN_FACILITIES, pk)
    form = ExceptionForm(request.POST or None, initial={"starts_on": timezone.localdate()})
    by, now = signature(request.user), timezone.now()
    if form.is_valid() and is_done(
        form,
        lambda: actions.write_exception(room=shown, written=form.written(), by=by, now=now),
    ):
        return _saved(request, shown)
    return fill_in(request, form, _words(shown, _("{name}的临时安排")))


@staff_page(Right.RUN_FACILITIES)
def withdraw_exception(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: the usual hours after all."""
    exception = exception_or_404(request.user, pk)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.withdraw_exception(
            exception=exception, by=signature(request.user), now=timezone.now()
        )
        return _saved(request, exception.room)
    intro = _("{first}至{last}，{why}。撤销后按平时的时间开放。").format(
        first=exception.starts_on, last=exception.ends_on, why=exception.why
    )
    words = Words(
        _("撤销临时安排"), _address(exception.room), intro, button=_("撤销"), is_grave=True
    )
    return fill_in(request, form, words)


@staff_page(Right.RUN_FACILITIES)
def close_room(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: give a room up from a day on."""
    shown = room_or_404(request.user, Right.RUN_FACILITIES, pk)
    initial = {"revision": shown.revision, "on": timezone.localdate()}
    form = ClosingForm(request.POST or None, initial=initial)
    newer: list[queries.Version] | None = []
    if form.is_valid():
        newer = newer_versions(
            form,
            shown,
            lambda: actions.close_room(
                room=shown,
                revision=form.cleaned_data["revision"],
                on=form.cleaned_data["on"],
                by=signature(request.user),
                now=timezone.now(),
            ),
        )
        if newer is None:
            return _saved(request, shown)
    intro = _("停用后不再开放，也不能预约；记录都保留，门上的二维码会写明已停用。")
    words = Words(
        _("停用{name}").format(name=shown),
        _address(shown),
        intro,
        button=_("停用"),
        is_grave=True,
    )
    return fill_in(request, form, words, newer)


@staff_page(Right.RUN_FACILITIES)
def reopen_room(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: use a room again that was given up."""
    shown = room_or_404(request.user, Right.RUN_FACILITIES, pk)
    form = ReopenForm(request.POST or None, initial={"revision": shown.revision})
    newer: list[queries.Version] | None = []
    if form.is_valid():
        newer = newer_versions(
            form,
            shown,
            lambda: actions.reopen_room(
                room=shown,
                revision=form.cleaned_data["revision"],
                by=signature(request.user),
                now=timezone.now(),
            ),
        )
        if newer is None:
            return _saved(request, shown)
    words = Words(_("重新启用{name}").format(name=shown), _address(shown), button=_("重新启用"))
    return fill_in(request, form, words, newer)


@staff_page(Right.READ_FACILITIES)
def door(request: SignedInRequest, pk: int) -> HttpResponse:
    """The sheet for the door, with its code, to print."""
    shown = room_or_404(request.user, Right.READ_FACILITIES, pk)
    pdf = door_sheet(
        shown, posted=queries.posted_lines(shown), address=door_address(request, shown)
    )
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="door-{shown.door_code}.pdf"'},
    )


def _saved(request: SignedInRequest, shown: Room) -> HttpResponse:
    messages.success(request, _("已保存。"))
    return redirect("places:room", pk=shown.pk)


def _words(shown: Room, title: str) -> Words:
    return Words(title.format(name=shown), _address(shown))


def _address(shown: Room) -> str:
    return reverse("places:room", args=[shown.pk])
