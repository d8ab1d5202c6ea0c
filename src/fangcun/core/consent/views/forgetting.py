"""Pages: asking to be forgotten, and the requests that wait for an answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, signature, staff_page
from fangcun.base.rights import Right
from fangcun.core.consent import access, actions, queries
from fangcun.core.consent.forms import ForgetForm, RefuseForm
from fangcun.core.people.access import resident_to_write_or_404
from fangcun.core.places.views.lists import page_of


@staff_page(Right.WRITE_PERSONS)
def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: a resident asks that his data be deleted."""
    shown = resident_to_write_or_404(request.user, pk)
    now = timezone.now()
    form = ForgetForm(request.POST or None)
    if form.is_valid():
        try:
            asked = actions.ask_to_be_forgotten(
                resident=shown,
                by=signature(request.user),
                today=timezone.localdate(now),
                now=now,
                **form.cleaned_data,
            )
            day = asked.due_on.isoformat()
            messages.success(request, _("已登记，最迟{day}答复。").format(day=day))
            return redirect("consent:resident", pk=pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    told = {"resident": shown, "form": form, "limits": queries.limits()}
    return render(request, "consent/ask.html", told)


@staff_page(Right.FORGET_PERSONS)
def requests(request: SignedInRequest) -> HttpResponse:
    """Page: requests to be forgotten, the most pressing first."""
    rows = queries.forget_requests(access.forget_requests_for(request.user))
    told = {
        "page": page_of(request, rows),
        "today": timezone.localdate(),
        "limits": queries.limits(),
    }
    return render(request, "consent/forget_requests.html", told)


@staff_page(Right.FORGET_PERSONS)
def refuse(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: why a request cannot be granted, in words for the resident."""
    asked = access.forget_request_or_404(request.user, pk)
    form = RefuseForm(request.POST or None)
    if form.is_valid():
        try:
            actions.refuse_to_forget(
                request=asked,
                by=signature(request.user),
                now=timezone.now(),
                **form.cleaned_data,
            )
            messages.success(request, _("已记下，请把原因告诉居民。"))
            return redirect("consent:forget_requests")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    told = {"resident": asked.resident, "asked": asked, "form": form}
    return render(request, "consent/refuse.html", told)
