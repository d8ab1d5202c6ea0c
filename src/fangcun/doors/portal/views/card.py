"""Page: sign in with the pass that the desk has given, on a device that is not one's own."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from fangcun.base.errors import Refusal
from fangcun.core.accounts.actions import note_signed_in
from fangcun.core.accounts.actions.passes import use_pass
from fangcun.core.accounts.http import address_of, begin_session
from fangcun.core.accounts.models import User
from fangcun.doors.portal.forms.own import PassForm
from fangcun.doors.portal.views.keeping import AT_A_DESK

IDLE_AT_A_DESK = timedelta(minutes=5)  # the next in the queue must not read on


@never_cache
@sensitive_post_parameters()
def card(request: HttpRequest) -> HttpResponse:
    """Page: eight digits, or a QR code that fills them in; a button, so that nobody signs in
    by mistake."""
    form = PassForm(request.POST or None, initial={"code": request.GET.get("code", "")})
    if form.is_valid():
        now, address = timezone.now(), address_of(request)
        try:
            user = use_pass(code=form.cleaned_data["code"], address=address, now=now)
        except Refusal as refusal:
            form.add_error("code", str(refusal))
        else:
            return _let_in(request, user, address)
    return render(request, "portal/card.html", {"form": form})


def _let_in(request: HttpRequest, user: User, address: str) -> HttpResponse:
    now = timezone.now()
    begin_session(request, user, now=now)
    request.session[AT_A_DESK] = True
    request.session.set_expiry(int(IDLE_AT_A_DESK.total_seconds()))
    note_signed_in(user=user, address=address, now=now)
    return redirect("portal:home")
