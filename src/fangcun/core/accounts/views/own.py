"""Pages: one's own account, and a new password."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from fangcun.base.errors import Refusal
from fangcun.core.accounts import actions, queries
from fangcun.core.accounts.forms import PasswordForm
from fangcun.core.accounts.views.doors import staff_only
from fangcun.core.audit.queries import events_of

EVENTS_SHOWN = 10


@staff_only
def mine(request: HttpRequest) -> HttpResponseBase:
    """Page: my roles, my ways of signing in, and where my account was used lately."""
    user: Any = request.user
    return render(
        request,
        "accounts/mine.html",
        {
            "roles": queries.roles_of(user, now=timezone.now()),
            "events": events_of(user.pk)[:EVENTS_SHOWN],
            "asks_second_factor": settings.SECOND_FACTOR,
            "codes_left": queries.recovery_codes_left(user),
        },
    )


@never_cache
@sensitive_post_parameters()
@staff_only
def password(request: HttpRequest) -> HttpResponseBase:
    """Page: choose a new password."""
    user: Any = request.user
    form = PasswordForm(request.POST or None, user=user)
    if form.is_valid():
        filled = form.cleaned_data
        try:
            actions.change_password(
                user=user, old=filled["old"], new=filled["new"], now=timezone.now()
            )
            update_session_auth_hash(request, user)
            messages.success(request, _("密码已修改。其他设备上的登录已全部退出。"))
            return redirect("accounts:mine")
        except Refusal as refusal:
            form.add_error("old", str(refusal))
    return render(
        request,
        "accounts/password.html",
        {"form": form, "is_asked_for": user.must_change_password},
    )
