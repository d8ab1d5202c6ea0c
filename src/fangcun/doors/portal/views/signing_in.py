"""Signing in by telephone: a number, a code, and who of those who share the number."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.base.errors import Refusal
from fangcun.core.accounts.actions import check_code, note_signed_in, send_code
from fangcun.core.accounts.actions.codes import BETWEEN_TWO
from fangcun.core.accounts.http import address_of, begin_session
from fangcun.doors.portal.actions import come_in
from fangcun.doors.portal.forms.own import CodeForm, PhoneForm, WhoForm
from fangcun.doors.portal.queries.callers import Caller, callers_of

ASKED, PROVED, NEXT = "portal_phone", "portal_proved", "portal_next"
SENT_AT = "portal_sent_at"
PROVED_FOR = timedelta(minutes=10)


def sign_in(request: HttpRequest) -> HttpResponse:
    """Page: the telephone number; a code goes out if it is on record, and the page never says."""
    form = PhoneForm(request.POST or None)
    if next_page := request.GET.get("next"):
        request.session[NEXT] = next_page
    if form.is_valid():
        phone = form.cleaned_data["phone"]
        try:
            _send(request, phone)
        except Refusal as refusal:
            form.add_error("phone", str(refusal))
        else:
            request.session[ASKED] = phone
            return redirect("portal:code")
    return render(request, "portal/sign_in.html", {"form": form})


def code(request: HttpRequest) -> HttpResponse:
    """Page: the six digits of the message."""
    phone = request.session.get(ASKED)
    if not phone:
        return redirect("portal:sign_in")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        now = timezone.now()
        try:
            check_code(phone=phone, code=form.cleaned_data["code"], now=now)
        except Refusal as refusal:
            form.add_error("code", str(refusal))
        else:
            request.session[PROVED] = {"phone": phone, "at": now.timestamp()}
            return redirect("portal:who")
    shown = {"form": form, "phone": phone, "wait_s": _wait_s(request)}
    return render(request, "portal/code.html", shown)


@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """The message has not come: once more, a minute later at the earliest."""
    phone = request.session.get(ASKED)
    if not phone:
        return redirect("portal:sign_in")
    try:
        _send(request, phone)
        messages.success(request, _("又发了一次，请看最新的那条短信。"))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("portal:code")


def who(request: HttpRequest) -> HttpResponse:
    """Page: which of the people who share this number; nobody is asked where there is one."""
    phone = _proved_phone(request)
    if phone is None:
        return redirect("portal:sign_in")
    callers = {one.key: one for one in callers_of(phone, on=timezone.localdate())}
    choices = [(key, " · ".join(filter(None, one[:2]))) for key, one in callers.items()]
    form = WhoForm(request.POST or None, choices=choices)
    chosen = next(iter(callers)) if len(callers) == 1 else None
    if form.is_valid():
        chosen = form.cleaned_data["who"]
    if chosen is not None:
        try:
            return _let_in(request, caller=callers[chosen], phone=phone)
        except Refusal as refusal:
            form = WhoForm({"who": chosen}, choices=choices)
            form.add_error("who", str(refusal))
    return render(request, "portal/who.html", {"form": form})


def _send(request: HttpRequest, phone: str) -> None:
    now = timezone.now()
    known = bool(callers_of(phone, on=timezone.localdate(now)))
    send_code(phone=phone, is_on_record=known, address=address_of(request), now=now)
    request.session[SENT_AT] = now.timestamp()


def _wait_s(request: HttpRequest) -> int:
    """How long until another message may be asked for."""
    sent_at: float = request.session.get(SENT_AT, 0)
    return max(0, int(sent_at + BETWEEN_TWO.total_seconds() - timezone.now().timestamp()) + 1)


def _let_in(request: HttpRequest, *, caller: Caller, phone: str) -> HttpResponse:
    user = come_in(caller=caller, phone=phone)
    wanted = request.session.get(NEXT, "")
    now = timezone.now()
    request.session.pop(PROVED, None)
    begin_session(request, user, now=now)
    note_signed_in(user=user, address=address_of(request), now=now)
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return redirect(wanted if is_ours else "portal:home")


def _proved_phone(request: HttpRequest) -> str | None:
    proved: Any = request.session.get(PROVED)
    if not proved or timezone.now().timestamp() - proved["at"] > PROVED_FOR.total_seconds():
        return None
    phone: str = proved["phone"]
    return phone
