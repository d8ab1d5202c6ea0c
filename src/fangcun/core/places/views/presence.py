"""Pages: who comes to a facility in a week; adding, correcting and cancelling visits."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.base.http import SignedInRequest, signature, staff_page
from fangcun.base.rights import Right
from fangcun.core.places import actions, queries
from fangcun.core.places.access import facility_or_404, presence_or_404
from fangcun.core.places.forms import CancellingForm, EditPresenceForm, PresenceForm
from fangcun.core.places.models import Facility
from fangcun.core.places.views.saving import Words, fill_in, is_done, newer_versions

A_WEEK = timedelta(days=7)
FARTHEST_YEARS = (2000, 2100)


@staff_page(Right.READ_FACILITIES)
def presence(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: the week of a facility, day by day, and what is agreed."""
    facility = facility_or_404(request.user, Right.READ_FACILITIES, pk)
    monday = _monday(request)
    days = [monday + timedelta(days=number) for number in range(A_WEEK.days)]
    visits = queries.visits_of(queries.rooms_in_use(facility), days)
    today = timezone.localdate()
    return render(
        request,
        "places/presence.html",
        {
            "facility": facility,
            "days": [(day, [visit for visit in visits if visit.day == day]) for day in days],
            "presences": queries.presences_in(facility, today),
            "today": today,
            "week_before": monday - A_WEEK,
            "week_after": monday + A_WEEK,
        },
    )


@staff_page(Right.RUN_FACILITIES)
def new_presence(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: put a visit on the calendar."""
    facility = facility_or_404(request.user, Right.RUN_FACILITIES, pk)
    initial = {"starts_on": timezone.localdate()}
    form = PresenceForm(request.POST or None, facility=facility, initial=initial)
    by, now = signature(request.user), timezone.now()
    if form.is_valid() and is_done(
        form, lambda: actions.add_presence(written=form.written(), by=by, now=now)
    ):
        return _saved(request, facility)
    title = _("新增{facility}的驻点安排").format(facility=facility)
    return fill_in(request, form, Words(title, _address(facility)))


@staff_page(Right.RUN_FACILITIES)
def edit_presence(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: correct a visit, or let it end."""
    shown = presence_or_404(request.user, pk)
    facility = shown.room.facility
    form = EditPresenceForm(
        request.POST or None, facility=facility, initial=EditPresenceForm.values_of(shown)
    )
    newer: list[queries.Version] | None = []
    if form.is_valid():
        newer = newer_versions(
            form,
            shown,
            lambda: actions.change_presence(
                presence=shown,
                revision=form.cleaned_data["revision"],
                written=form.written(),
                by=signature(request.user),
                now=timezone.now(),
            ),
        )
        if newer is None:
            return _saved(request, facility)
    title = _("修改{name}的驻点安排").format(name=shown)
    intro = _("不再来了，请把结束日期填为最后一天；只是某一天不来，请用“取消一天”。")
    return fill_in(request, form, Words(title, _address(facility), intro), newer)


@staff_page(Right.RUN_FACILITIES)
def cancel_presence(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: say that somebody does not come on a day."""
    shown = presence_or_404(request.user, pk)
    facility = shown.room.facility
    form = CancellingForm(request.POST or None, initial={"day": request.GET.get("day")})
    by, now = signature(request.user), timezone.now()
    if form.is_valid() and is_done(
        form,
        lambda: actions.cancel_presence(presence=shown, by=by, now=now, **form.cleaned_data),
    ):
        return _saved(request, facility)
    title = _("取消{name}的一天").format(name=shown)
    intro = _("居民扫门上的二维码会看到取消和原因。")
    return fill_in(request, form, Words(title, _address(facility), intro, _("取消这一天")))


@require_POST
@staff_page(Right.RUN_FACILITIES)
def restore_presence(request: SignedInRequest, pk: int, day: date) -> HttpResponse:
    """He comes after all."""
    shown = presence_or_404(request.user, pk)
    actions.restore_presence(presence=shown, day=day)
    messages.success(request, _("已恢复这一天。"))
    return redirect("places:presence", pk=shown.room.facility_id)


def _monday(request: SignedInRequest) -> date:
    """The week that is asked for; this week where the question makes no sense."""
    try:
        wanted = parse_date(request.GET.get("week", ""))
    except ValueError:
        wanted = None
    day = wanted or timezone.localdate()
    first, last = FARTHEST_YEARS
    if not first < day.year < last:
        day = timezone.localdate()
    return day - timedelta(days=day.weekday())


def _saved(request: SignedInRequest, facility: Facility) -> HttpResponse:
    messages.success(request, _("已保存。"))
    return redirect("places:presence", pk=facility.pk)


def _address(facility: Facility) -> str:
    return reverse("places:presence", args=[facility.pk])
