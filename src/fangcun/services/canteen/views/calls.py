"""Pages: calls to elders who live alone and did not come for their meal."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.services.canteen.access.kitchen_work import call_or_404
from fangcun.services.canteen.actions.calls import record_call
from fangcun.services.canteen.forms.calls import CallForm
from fangcun.services.canteen.models import CallTask
from fangcun.services.canteen.queries.calls import calls_made, calls_to_make, earlier_calls
from fangcun.services.canteen.states import CallOutcome
from fangcun.services.canteen.views.asking import me

SHOWN_FOR = timedelta(days=7)
GO_ON = (CallOutcome.NEEDS_HELP, CallOutcome.NOT_REACHED)


@staff_page(Right.READ_PERSONS)
def calls(request: SignedInRequest) -> HttpResponse:
    """Page: whom to call, the most urgent first, and what the calls of the week found."""
    now = timezone.now()
    shown = {
        "now": now,
        "to_make": calls_to_make(request.user),
        "made": calls_made(request.user, since=timezone.localdate(now) - SHOWN_FOR),
    }
    return render(request, "canteen/calls.html", shown)


@staff_page(Right.READ_PERSONS)
def call(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: one call: whom, why, what it found, what to do next."""
    task = call_or_404(staff=request.user, pk=pk)
    may_call = request.user.may(Right.TAKE_REQUESTS, task)
    form = CallForm(request.POST if may_call and request.method == "POST" else None)
    if form.is_valid():
        try:
            record_call(
                task=task,
                outcome=CallOutcome(form.cleaned_data["outcome"]),
                words=form.cleaned_data["words"],
                by=me(request),
                now=timezone.now(),
            )
            messages.success(request, _("已记录。"))
            return redirect("canteen:call", pk) if _goes_on(task) else redirect("canteen:calls")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    shown = {
        "task": task,
        "form": form,
        "now": timezone.now(),
        "may_call": may_call and (task.done_at is None or _is_unreached(task)),
        "earlier": earlier_calls(task),
    }
    return render(request, "canteen/call.html", shown)


def _goes_on(task: CallTask) -> bool:
    """Somebody must do something now: the page says what."""
    return task.outcome in GO_ON


def _is_unreached(task: CallTask) -> bool:
    return bool(task.outcome == CallOutcome.NOT_REACHED)
