"""Pages: signing in and out, the second factor, and what was typed before a session ended."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from fangcun.base.errors import Refusal
from fangcun.base.qr import qr_svg
from fangcun.core.accounts import actions, queries
from fangcun.core.accounts.forms import CodeForm, SignInForm
from fangcun.core.accounts.http import (
    PROVED_TWICE,
    TYPED,
    WAS_IDLE,
    address_of,
    begin_session,
    forget_typed,
    typed_by,
)
from fangcun.core.accounts.models import User
from fangcun.core.accounts.rules import address_for_app
from fangcun.core.accounts.views.doors import staff_only

PENDING, NEW_CODES = "pending_sign_in", "new_recovery_codes"
PENDING_S = 600  # time to find the telephone
KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{0,9}")
"""What forms carry and nobody typed; it is sent again, and not shown."""


@never_cache
@sensitive_post_parameters()
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Page: user name and password; in the demo the accounts are shown beside it."""
    if request.user.is_authenticated:
        return redirect(_wanted(request))
    form = SignInForm(request.POST or None)
    if form.is_valid():
        now = timezone.now()
        try:
            user = actions.prove_password(**form.cleaned_data, address=address_of(request), now=now)
            return _first_factor_passed(request, user, now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return render(
        request,
        "accounts/sign_in.html",
        {
            "form": form,
            "next": _wanted(request),
            "demo_roles": queries.demo_roles(now=timezone.now()) if settings.DEMO else [],
            "idle_minutes": request.session.get(WAS_IDLE),
            "has_typed": TYPED in request.session,
        },
    )


@never_cache
def second_factor(request: HttpRequest) -> HttpResponseBase:
    """Page: the code of the telephone, or a recovery code."""
    user = _half_signed_in(request)
    if user is None:
        return redirect("accounts:sign_in")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        now, address = timezone.now(), address_of(request)
        try:
            actions.prove_second_factor(
                user=user, code=form.cleaned_data["code"], address=address, now=now
            )
            return _signed_in(request, user, now, proved_twice=True)
        except Refusal as refusal:
            form.add_error("code", str(refusal))
    return render(request, "accounts/second_factor.html", {"form": form, "person": user})


@never_cache
@staff_only
def enrol(request: HttpRequest) -> HttpResponseBase:
    """Page: set up the telephone; for many it comes before every other page."""
    user: Any = request.user
    if user.has_second_factor:
        return redirect("accounts:mine")
    secret = actions.begin_second_factor(user=user)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            request.session[NEW_CODES] = actions.confirm_second_factor(
                user=user, code=form.cleaned_data["code"], now=timezone.now()
            )
            request.session[PROVED_TWICE] = True
            way_on = urlencode({"next": request.GET["next"]}) if "next" in request.GET else ""
            return redirect(f"{reverse('accounts:recovery_codes')}?{way_on}".rstrip("?"))
        except Refusal as refusal:
            form.add_error("code", str(refusal))
    return render(
        request,
        "accounts/enrol.html",
        {
            "form": form,
            "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
            "picture": qr_svg(
                address_for_app(secret=secret, account=user.username, issuer="方寸"),
                title=_("用验证器应用扫描的二维码"),
            ),
            "is_compulsory": settings.SECOND_FACTOR and user.signs_in_twice,
        },
    )


@never_cache
@staff_only
def recovery_codes(request: HttpRequest) -> HttpResponseBase:
    """Page: the recovery codes, until they are copied; new ones on request."""
    user: Any = request.user
    if request.method == "POST" and "done" in request.POST:
        request.session.pop(NEW_CODES, None)
        return redirect(_after_sign_in(request, _wanted(request)))
    if request.method == "POST" and user.has_second_factor and _has_proved(request):
        codes = actions.renew_recovery_codes(user=user, now=timezone.now())
        request.session[NEW_CODES] = codes
        return redirect("accounts:recovery_codes")
    if NEW_CODES not in request.session:
        return redirect("accounts:mine")
    return render(request, "accounts/recovery_codes.html", {"codes": request.session[NEW_CODES]})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Sign out, and keep that it happened."""
    user = request.user
    if isinstance(user, User):
        actions.note_signed_out(user=user, address=address_of(request), now=timezone.now())
    logout(request)
    return redirect("portal:front")


@never_cache
@login_required
def resume(request: HttpRequest) -> HttpResponseBase:
    """Page: what was typed when the session ended, to be sent again or given up."""
    typed = typed_by(request)
    if request.method == "POST" or typed is None:
        forget_typed(request)
        return redirect("workspace:home")
    shown = [value for _name, value in typed.fields if not KEY.fullmatch(value.strip())]
    return render(request, "accounts/resume.html", {"typed": typed, "shown": shown})


def _first_factor_passed(request: HttpRequest, user: User, now: datetime) -> HttpResponse:
    if not (settings.SECOND_FACTOR and user.has_second_factor):
        return _signed_in(request, user, now)
    request.session[PENDING] = {
        "user": user.pk,
        "until": now.timestamp() + PENDING_S,
        "next": _wanted(request),
    }
    return redirect("accounts:second_factor")


def _half_signed_in(request: HttpRequest) -> User | None:
    """Whoever has given the password, here or before a role asked for more."""
    if isinstance(request.user, User):
        return request.user if request.user.has_second_factor else None
    pending = request.session.get(PENDING)
    if pending is None or timezone.now().timestamp() > pending["until"]:
        return None
    return User.objects.filter(pk=pending["user"], is_active=True).first()


def _signed_in(
    request: HttpRequest, user: User, now: datetime, *, proved_twice: bool = False
) -> HttpResponse:
    pending = request.session.pop(PENDING, None)
    wanted = pending["next"] if pending else _wanted(request)
    request.session.pop(WAS_IDLE, None)
    begin_session(request, user, now=now, proved_twice=proved_twice)
    actions.note_signed_in(user=user, address=address_of(request), now=now)
    return redirect(_after_sign_in(request, wanted))


def _after_sign_in(request: HttpRequest, wanted: str) -> str:
    return reverse("accounts:resume") if typed_by(request) else wanted


def _wanted(request: HttpRequest) -> str:
    """Where the visitor was going; never another site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else reverse("workspace:home")


def _has_proved(request: HttpRequest) -> bool:
    return not settings.SECOND_FACTOR or bool(request.session.get(PROVED_TWICE))
