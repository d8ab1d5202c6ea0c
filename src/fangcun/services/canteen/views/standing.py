"""Pages: meals for weeks ahead, arranged on the telephone or at the desk."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.core.people.models import Resident
from fangcun.core.places.actions.revised import ChangedMeanwhile
from fangcun.core.places.queries.history import history_of
from fangcun.services.canteen.access.kitchens import public_kitchen_or_404
from fangcun.services.canteen.access.orders import (
    pause_or_404,
    person_to_order_for_or_404,
    standing_or_404,
)
from fangcun.services.canteen.actions.standing import (
    change_standing,
    end_standing,
    lift_pause,
    pause,
    start_standing,
)
from fangcun.services.canteen.forms.standing import (
    ChangeStandingForm,
    PauseForm,
    StartStandingForm,
    as_it_runs,
)
from fangcun.services.canteen.models import Kitchen, StandingMeal
from fangcun.services.canteen.queries.standing import orders_ahead, pauses_of
from fangcun.services.canteen.views.acting import acted, answered
from fangcun.services.canteen.views.asking import me


@staff_page(Right.ORDER_MEALS)
def start(request: SignedInRequest, pk: int, kitchen: int) -> HttpResponse:
    """Page: a standing meal of a person at a kitchen."""
    resident = person_to_order_for_or_404(request.user, pk)
    where = public_kitchen_or_404(kitchen)
    form = start_form(request, where)
    if form.is_valid():
        made = started(request, form, kitchen=where, resident=resident)
        if made is not None:
            return redirect("canteen:standing", made.pk)
    shown = {"resident": resident, "kitchen": where, "form": form}
    return render(request, "canteen/start_standing.html", shown)


@staff_page(Right.ORDER_MEALS)
def standing(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: one standing meal: its days, its pauses, what is laid out."""
    found = standing_or_404(request.user, pk)
    form = ChangeStandingForm(
        request.POST or None, kitchen=found.kitchen, initial=as_it_runs(found)
    )
    if form.is_valid() and saved(request, form, found):
        messages.success(request, _("已保存，已经订上的日子也跟着改了。"))
        return redirect("canteen:standing", pk)
    shown = {
        **about(found, form),
        "versions": history_of(found) if request.user.may(Right.READ_HISTORY, found) else [],
    }
    return render(request, "canteen/standing.html", shown)


@require_POST
@staff_page(Right.ORDER_MEALS)
def pause_standing(request: SignedInRequest, pk: int) -> HttpResponse:
    """He is away: the kitchen does not count him from this moment on."""
    found = standing_or_404(request.user, pk)
    paused(request, found)
    return redirect("canteen:standing", pk)


@require_POST
@staff_page(Right.ORDER_MEALS)
def lift(request: SignedInRequest, pk: int) -> HttpResponse:
    """He is back earlier."""
    found = pause_or_404(request.user, pk)
    lift_pause(pause=found, by=me(request), now=timezone.now())
    messages.success(request, _("已恢复，能订的日子已经订上。"))
    return redirect("canteen:standing", found.standing_id)


@require_POST
@staff_page(Right.ORDER_MEALS)
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """No more of it."""
    found = standing_or_404(request.user, pk)
    ended(request, found)
    return redirect("canteen:standing", pk)


def start_form(request: HttpRequest, kitchen: Kitchen) -> StartStandingForm:
    """Asked of a new one; from today on, unless somebody says otherwise."""
    return StartStandingForm(
        request.POST or None, kitchen=kitchen, initial={"from_on": timezone.localdate()}
    )


def started(
    request: HttpRequest, form: StartStandingForm, *, kitchen: Kitchen, resident: Resident
) -> StandingMeal | None:
    """Start it, and say so; None: the form says why not."""
    written, now = form.written(kitchen=kitchen, resident=resident), timezone.now()
    made = answered(form, lambda: start_standing(standing=written, by=me(request), now=now))
    if made is not None:
        messages.success(request, _("已办理长期订餐，有菜单的日子已经订上。"))
    return made


def about(found: StandingMeal, form: ChangeStandingForm) -> dict[str, Any]:
    """What every page of one standing meal shows."""
    today = timezone.localdate()
    return {
        "standing": found,
        "form": form,
        "pause_form": PauseForm(initial={"from_on": today}),
        "pauses": pauses_of(found),
        "ahead": orders_ahead(standing=found, today=today),
        "today": today,
    }


def saved(request: HttpRequest, form: ChangeStandingForm, found: StandingMeal) -> bool:
    """Whether the form was written; if not, it says why."""
    try:
        change_standing(
            standing=found,
            revision=form.cleaned_data["revision"],
            change=form.change(),
            by=me(request),
            now=timezone.now(),
        )
    except ChangedMeanwhile as refusal:
        found.refresh_from_db()
        form.read_again(revision=found.revision)
        form.add_error(None, str(refusal))
        return False
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def paused(request: HttpRequest, found: StandingMeal) -> None:
    """Pause it, and say so; what was wrong with the days is said as well."""
    form = PauseForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请填写暂停的开始和结束日期。"))
        return
    act = partial(pause, standing=found, **form.cleaned_data, by=me(request), now=timezone.now())
    acted(request, act, done=_("已暂停，厨房从现在起不再备这几天的餐。"))


def ended(request: HttpRequest, found: StandingMeal) -> None:
    """End it, and say so."""
    now = timezone.now()
    act = partial(end_standing, standing=found, revision=found.revision, by=me(request), now=now)
    acted(request, act, done=_("已停止，还没有备餐的都已取消。"))
