"""Which pages a telephone may keep for when there is no network, and the shell around them."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.staticfiles.finders import find
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

AT_A_DESK = "at_a_desk"
"""In the session of somebody who signed in with a pass: the device is not his."""

MAY_KEEP = "X-Keep-Offline"
SHELL = (
    *("base/tokens.css", "base/look.css", "base/shell.css", "base/parts.css", "base/print.css"),
    *("base/seal.svg", "base/page.js", "django_htmx/htmx-2.min.js"),
    *("base/steps.css", "base/steps.js", "base/aloud.js"),
    *("portal/portal.css", "portal/mine.css", "portal/offline.js"),
)
ICONS = ((192, "any"), (512, "any"), (512, "maskable"))
MILK, MILK_RAISED = "#fbf6ee", "#fffdf9"  # --paper and --paper-raised in the light

Page = Callable[..., HttpResponse]


def may_be_kept(page: Page) -> Page:
    """The telephone of whoever signed in may keep a copy; a tablet at a desk may not."""

    @wraps(page)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = page(request, *args, **kwargs)
        is_his_own = request.user.is_authenticated and not request.session.get(AT_A_DESK)
        if is_his_own and answer.status_code == 200:
            answer[MAY_KEEP] = "yes"
        return answer

    return kept


@never_cache
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps pages on the telephone; served at the root so that it may."""
    files = [static(name) for name in SHELL if find(name)]
    told = {
        "files": files,
        "offline": reverse("portal:offline"),
        "kept": [reverse("portal:home"), reverse("portal:codes")],
        "doors": [
            *map(reverse, ("portal:sign_in", "portal:code", "portal:who", "portal:card")),
            reverse("accounts:sign_out"),
        ],
        "within": reverse("portal:home"),
    }
    version = hashlib.sha256(" ".join(files).encode()).hexdigest()[:12]
    shown = {"told_json": json.dumps(told), "version": version}
    return render(request, "portal/sw.js", shown, content_type="text/javascript")


def manifest(request: HttpRequest) -> JsonResponse:
    """What a telephone asks before it puts the site among its apps."""
    told = {
        "id": reverse("portal:home"),
        "name": _("方寸 · 家门口的服务"),
        "short_name": _("方寸"),
        "lang": request.LANGUAGE_CODE,
        "start_url": reverse("portal:home"),
        "scope": "/",
        "display": "standalone",
        "background_color": MILK,
        "theme_color": MILK_RAISED,
        "icons": [_icon(size, purpose) for size, purpose in ICONS],
    }
    return JsonResponse(
        told, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False}
    )


def offline(request: HttpRequest) -> HttpResponse:
    """Page: there is no network; what can be read all the same."""
    return render(request, "portal/offline.html")


def _icon(size: int, purpose: str) -> dict[str, str]:
    name = f"portal/icons/{size}{'-maskable' if purpose == 'maskable' else ''}.png"
    told = {"src": static(name), "sizes": f"{size}x{size}", "type": "image/png"}
    return {**told, "purpose": purpose}
