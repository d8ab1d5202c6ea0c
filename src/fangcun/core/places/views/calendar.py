"""Pages: holidays and worked weekends, and when the desk works."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.base.http import SignedInRequest, signature, staff_page
from fangcun.base.rights import Right
from fangcun.core.places import actions, queries
from fangcun.core.places.access import special_day_or_404
from fangcun.core.places.forms import ConfirmForm, DeskHoursForm, SpecialDayForm
from fangcun.core.places.views.saving import Words, fill_in, is_done

YEARS = range(2004, 2100)


@staff_page(Right.READ_FACILITIES)
def calendar(request: SignedInRequest) -> HttpResponse:
    """Page: the days of a year that differ from the week, and the desk's hours."""
    today = timezone.localdate()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else today.year
    year = year if year in YEARS else today.year
    last_known = queries.last_known_day()
    return render(
        request,
        "places/calendar.html",
        {
            "year": year,
            "special_days": queries.special_days(year=year),
            "last_known": last_known,
            "is_unknown": last_known is None or year > last_known.year,
            "desk_hours": queries.desk_hours(),
        },
    )


@staff_page(Right.CHANGE_PLANS)
def write_special_day(request: SignedInRequest) -> HttpResponse:
    """Page: add a day that differs from the week, or correct what is said of it."""
    day = request.GET.get("day", "")
    known = special_day_or_404(int(day)) if day.isascii() and day.isdigit() else None
    initial = SpecialDayForm.values_of(known) if known else {"day": timezone.localdate()}
    form = SpecialDayForm(request.POST or None, initial=initial)
    by, now = signature(request.user), timezone.now()
    if form.is_valid() and is_done(
        form,
        lambda: actions.write_special_day(
            day=form.cleaned_data["day"], written=form.written(), by=by, now=now
        ),
    ):
        messages.success(request, _("已保存。之后计算的时限按新的日历。"))
        return redirect(f"{reverse('places:calendar')}?year={form.cleaned_data['day'].year}")
    title = _("登记放假或调休的一天")
    return fill_in(request, form, Words(title, reverse("places:calendar")))


@staff_page(Right.CHANGE_PLANS)
def drop_special_day(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: a day is like any other of its weekday after all."""
    known = special_day_or_404(pk)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.drop_special_day(day=known, by=signature(request.user), now=timezone.now())
        messages.success(request, _("已删除，这一天按平常的星期计算。"))
        return redirect("places:calendar")
    intro = _("{day}「{name}」。删除后这一天按平常的星期计算。").format(
        day=known.day, name=known.name
    )
    words = Words(
        _("删除特殊日"), reverse("places:calendar"), intro, button=_("删除"), is_grave=True
    )
    return fill_in(request, form, words)


@staff_page(Right.CHANGE_PLANS)
def write_desk_hours(request: SignedInRequest) -> HttpResponse:
    """Page: when the desk works."""
    form = DeskHoursForm(
        request.POST or None, initial=DeskHoursForm.values_of(list(queries.desk_hours()))
    )
    if form.is_valid() and is_done(
        form,
        lambda: actions.set_desk_hours(
            spans=form.spans(),
            source=form.cleaned_data["source"],
            checked_on=form.cleaned_data["checked_on"],
        ),
    ):
        messages.success(request, _("已保存。之后计算的时限按新的工作时间。"))
        return redirect("places:calendar")
    intro = _("需求的办理时限按这些时间计算；中午不休息的，上午和下午写成一段。")
    return fill_in(request, form, Words(_("前台工作时间"), reverse("places:calendar"), intro))


@require_POST
@staff_page(Right.CHANGE_PLANS)
def load_calendar(request: SignedInRequest) -> HttpResponse:
    """Take over the holidays of the published calendar; what people wrote stays."""
    known = actions.load_special_days(now=timezone.now())
    messages.success(request, _("已载入，现有{known}个特殊日。").format(known=known))
    return redirect("places:calendar")
