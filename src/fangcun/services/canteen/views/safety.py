"""Pages: food safety: what is missing today, the forms to write it down, the month as proof."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, signature, staff_page
from fangcun.base.rights import Right
from fangcun.services.canteen.access.kitchen_work import point_or_404, sample_or_404
from fangcun.services.canteen.access.kitchens import kitchen_or_404
from fangcun.services.canteen.actions.safety import (
    check_staff,
    hand_to_point,
    keep_samples,
    take_temperatures,
    throw_sample,
)
from fangcun.services.canteen.forms.safety import (
    ChecksForm,
    HandoverForm,
    SamplesForm,
    TemperaturesForm,
)
from fangcun.services.canteen.models import Kitchen
from fangcun.services.canteen.prints.safety import month_paper
from fangcun.services.canteen.queries.safety import (
    checks_on,
    measured_at,
    missing,
    readings_on,
    sampled,
    samples_to_throw,
    unchecked,
)
from fangcun.services.canteen.queries.safety_month import handovers_on, month_of
from fangcun.services.canteen.queries.safety_rules import asked_in_words, safety_rules
from fangcun.services.canteen.queries.to_order import meal_now
from fangcun.services.canteen.sheets.safety import month_sheet
from fangcun.services.canteen.states import Period
from fangcun.services.canteen.views.asking import day_asked, period_asked
from fangcun.services.canteen.views.sheets import paper

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@staff_page(Right.RUN_CANTEEN)
def safety(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: what is still missing today, what is recorded, what is asked for and by whom."""
    kitchen = _kitchen(request, pk)
    now, day = timezone.now(), day_asked(request)
    rules = safety_rules(on=day).values()
    left = missing(kitchen=kitchen, day=day, now=now)
    shown = {
        "kitchen": kitchen,
        "day": day,
        "missing": left,
        "late": {one.period for one in left if one.page == "samples"},
        "checks": checks_on(kitchen=kitchen, day=day),
        "unchecked": unchecked(kitchen=kitchen, day=day),
        "readings": readings_on(kitchen=kitchen, day=day),
        "to_throw": samples_to_throw(kitchen=kitchen, now=now),
        "meals": [(one, sampled(kitchen=kitchen, day=day, period=one)) for one in Period],
        "rules": [(rule, asked_in_words(rule)) for rule in rules],
    }
    return render(request, "canteen/safety.html", shown)


@staff_page(Right.RUN_CANTEEN)
def samples(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: samples of all dishes of one meal in one form."""
    kitchen = _kitchen(request, pk)
    now, day = timezone.now(), day_asked(request)
    period = period_asked(request, otherwise=meal_now(kitchen=kitchen, now=now))
    dishes = sampled(kitchen=kitchen, day=day, period=period)
    left = [one.dish for one in dishes if one.sample is None]
    form = SamplesForm(request.POST or None, dishes=left)
    if _is_written(
        form,
        lambda: keep_samples(
            kitchen=kitchen,
            served_on=day,
            period=period,
            samples=form.samples(),
            by=signature(request.user),
            now=now,
        ),
    ):
        return _recorded(request, kitchen, day)
    shown = {
        "kitchen": kitchen,
        "day": day,
        "period": period,
        "periods": Period,
        "kept": [one for one in dishes if one.sample],
        "form": form,
        "asked": asked_in_words(safety_rules(on=day)["sample_grams"]),
    }
    return render(request, "canteen/samples.html", shown)


@require_POST
@staff_page(Right.RUN_CANTEEN)
def throw(request: SignedInRequest, pk: int) -> HttpResponse:
    """A sample has been kept long enough."""
    sample = sample_or_404(staff=request.user, pk=pk)
    try:
        throw_sample(sample=sample, by=signature(request.user), now=timezone.now())
        messages.success(request, _("已记录销毁：{dish}。").format(dish=sample.dish))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("canteen:safety", sample.kitchen_id)


@staff_page(Right.RUN_CANTEEN)
def morning_checks(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: everybody's check before work in one form."""
    kitchen = _kitchen(request, pk)
    day = timezone.localdate()
    done = list(checks_on(kitchen=kitchen, day=day))
    form = ChecksForm(request.POST or None, people=unchecked(kitchen=kitchen, day=day))
    if _is_written(
        form,
        lambda: check_staff(
            kitchen=kitchen,
            day=day,
            checks=form.checks(),
            by=signature(request.user),
            now=timezone.now(),
        ),
    ):
        return _recorded(request, kitchen, day)
    asked = asked_in_words(safety_rules(on=day)["body"])
    shown = {"kitchen": kitchen, "day": day, "done": done, "form": form, "asked": asked}
    return render(request, "canteen/morning_checks.html", shown)


@staff_page(Right.RUN_CANTEEN)
def temperatures(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: the temperatures of all places in one form."""
    kitchen = _kitchen(request, pk)
    day, places = timezone.localdate(), measured_at(kitchen)
    form = TemperaturesForm(request.POST or None, places=places)
    if _is_written(
        form,
        lambda: take_temperatures(
            kitchen=kitchen,
            readings=form.readings(),
            written_key=form.cleaned_data["written_key"],
            by=signature(request.user),
            now=timezone.now(),
        ),
    ):
        return _recorded(request, kitchen, day)
    rules = safety_rules(on=day)
    shown = {
        "kitchen": kitchen,
        "day": day,
        "form": form,
        "asked": {str(place): asked_in_words(rules[place]) for place in places},
        "readings": readings_on(kitchen=kitchen, day=day),
    }
    return render(request, "canteen/temperatures.html", shown)


@staff_page(Right.RUN_CANTEEN)
def handovers(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: what goes to the meal points of a meal: counted, hot, taken by whom."""
    kitchen = _kitchen(request, pk)
    now, day = timezone.now(), day_asked(request)
    period = period_asked(request, otherwise=meal_now(kitchen=kitchen, now=now))
    form = HandoverForm(request.POST or None)
    if _is_written(form, lambda: _hand_over(request, kitchen, form, day, period)):
        messages.success(request, _("交接已记录。"))
        page = reverse("canteen:handovers", args=[kitchen.pk])
        return redirect(f"{page}?day={day:%Y-%m-%d}&period={period}")
    shown = {
        "kitchen": kitchen,
        "day": day,
        "period": period,
        "periods": Period,
        "form": form,
        "points": handovers_on(kitchen=kitchen, day=day, period=period),
        "asked": asked_in_words(safety_rules(on=day)["hot_hold"]),
    }
    return render(request, "canteen/handovers.html", shown)


@staff_page(Right.RUN_CANTEEN)
def month_file(request: SignedInRequest, pk: int, day: date) -> HttpResponse:
    """The month of a day as Excel."""
    kitchen = _kitchen(request, pk)
    content = month_sheet(month_of(kitchen=kitchen, day=day, now=timezone.now()))
    name = f'attachment; filename="safety-{kitchen.pk}-{day:%Y-%m}.xlsx"'
    return HttpResponse(content, content_type=EXCEL, headers={"Content-Disposition": name})


@staff_page(Right.RUN_CANTEEN)
def month_print(request: SignedInRequest, pk: int, day: date) -> HttpResponse:
    """The month of a day as paper."""
    kitchen = _kitchen(request, pk)
    told = month_of(kitchen=kitchen, day=day, now=timezone.now())
    return paper(month_paper(told), f"safety-{kitchen.pk}-{day:%Y-%m}")


def _kitchen(request: SignedInRequest, pk: int) -> Kitchen:
    return kitchen_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)


def _hand_over(
    request: SignedInRequest, kitchen: Kitchen, form: HandoverForm, day: date, period: Period
) -> object:
    said = form.cleaned_data
    return hand_to_point(
        point=point_or_404(staff=request.user, supplier=kitchen, pk=said["point"]),
        served_on=day,
        period=period,
        portions=said["portions"],
        tenths_celsius=said["degrees"],
        received_by=said["received_by"],
        words=said["words"],
        by=signature(request.user),
        now=timezone.now(),
    )


def _is_written(form: Form, act: Callable[[], Any]) -> bool:
    """Whether the form was good and the record made; what was refused stands above it."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _recorded(request: SignedInRequest, kitchen: Kitchen, day: date) -> HttpResponse:
    messages.success(request, _("已记录。"))
    return redirect(f"{reverse('canteen:safety', args=[kitchen.pk])}?day={day:%Y-%m-%d}")
