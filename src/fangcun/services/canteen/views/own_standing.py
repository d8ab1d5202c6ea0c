"""Pages: a resident's own meals for weeks ahead."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.core.people.http import AtHomeRequest, caller_page
from fangcun.services.canteen.access.kitchens import public_kitchen_or_404
from fangcun.services.canteen.access.orders import own_pause_or_404, own_standing_or_404
from fangcun.services.canteen.actions.standing import lift_pause
from fangcun.services.canteen.forms.standing import (
    ChangeStandingForm,
    as_it_runs,
)
from fangcun.services.canteen.views.asking import me
from fangcun.services.canteen.views.own import whom_asked
from fangcun.services.canteen.views.standing import about, ended, paused, saved, start_form, started


@caller_page
def start(request: AtHomeRequest, kitchen: int) -> HttpResponse:
    """Page: order for weeks ahead."""
    resident = whom_asked(request)
    where = public_kitchen_or_404(kitchen)
    form = start_form(request, where)
    if form.is_valid():
        made = started(request, form, kitchen=where, resident=resident)
        if made is not None:
            return redirect("meals:standing", made.pk)
    shown = {"resident": resident, "kitchen": where, "form": form}
    return render(request, "meals/start_standing.html", shown)


@caller_page
def standing(request: AtHomeRequest, pk: int) -> HttpResponse:
    """Page: my standing meal, and the days on which I am away."""
    found = own_standing_or_404(me(request), pk, on=timezone.localdate())
    form = ChangeStandingForm(
        request.POST or None, kitchen=found.kitchen, initial=as_it_runs(found)
    )
    if form.is_valid() and saved(request, form, found):
        messages.success(request, _("已保存，已经订上的日子也跟着改了。"))
        return redirect("meals:standing", pk)
    return render(request, "meals/standing.html", about(found, form))


@require_POST
@caller_page
def pause_standing(request: AtHomeRequest, pk: int) -> HttpResponse:
    """I am away."""
    found = own_standing_or_404(me(request), pk, on=timezone.localdate())
    paused(request, found)
    return redirect("meals:standing", pk)


@require_POST
@caller_page
def lift(request: AtHomeRequest, pk: int) -> HttpResponse:
    """I am back earlier."""
    found = own_pause_or_404(me(request), pk, on=timezone.localdate())
    lift_pause(pause=found, by=me(request), now=timezone.now())
    messages.success(request, _("已恢复，能订的日子已经订上。"))
    return redirect("meals:standing", found.standing_id)


@require_POST
@caller_page
def end(request: AtHomeRequest, pk: int) -> HttpResponse:
    """No more of it."""
    found = own_standing_or_404(me(request), pk, on=timezone.localdate())
    ended(request, found)
    return redirect("meals:standing", pk)
