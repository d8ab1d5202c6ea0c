"""Sessions: begun, guarded at every request, ended when nobody has clicked for a while."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from fangcun.core.accounts.models import User

BACKEND = "django.contrib.auth.backends.ModelBackend"
SEEN_AT, PROVED_TWICE, TYPED, WAS_IDLE = "seen_at", "proved_twice", "typed", "was_idle"
SEEN_EVERY_S = 60  # a session is written once a minute, not at every click
MOST_TYPED = 200_000  # characters of a form that are kept for somebody who was signed out

BY_ITSELF = "X-By-Itself"
"""Sent by parts of a page that ask again and again: nobody has clicked."""

ALWAYS_OPEN = frozenset(
    {
        *("accounts:sign_in", "accounts:sign_out", "accounts:password", "accounts:enrol"),
        *("accounts:second_factor", "accounts:recovery_codes"),
        *("base:choose_look", "set_language"),
    }
)
"""Pages that somebody reaches before he has changed his password or set up his telephone."""


class Typed(NamedTuple):
    """A form that came after its sender was signed out, kept for him alone."""

    user_id: int
    path: str
    fields: list[tuple[str, str]]


def begin_session(
    request: HttpRequest, user: User, *, now: datetime, proved_twice: bool = False
) -> None:
    """Sign somebody in on this browser. Whoever he is has been proved before."""
    login(request, user, backend=BACKEND)
    request.session[SEEN_AT] = now.timestamp()
    request.session[PROVED_TWICE] = proved_twice


def address_of(request: HttpRequest) -> str:
    """The visitor's address; proxies are believed only as far as the deployment has some."""
    seen: str = request.META.get("REMOTE_ADDR", "")
    said = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if settings.TRUSTED_PROXIES and len(said) >= settings.TRUSTED_PROXIES and said[0]:
        seen = said[-settings.TRUSTED_PROXIES]
    return seen[:45]


def typed_by(request: HttpRequest) -> Typed | None:
    """What this person had written when the session ended; nobody else's."""
    kept = request.session.get(TYPED)
    typed = Typed(kept[0], kept[1], [(name, value) for name, value in kept[2]]) if kept else None
    return typed if typed and typed.user_id == request.user.pk else None


def forget_typed(request: HttpRequest) -> None:
    request.session.pop(TYPED, None)


Answer = Callable[[HttpRequest], HttpResponse]


def guard_sessions(get_response: Answer) -> Answer:
    """Middleware: who is idle is signed out; who must do something first is led there."""

    def guarded(request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        if request.user.is_authenticated:
            _end_or_extend(request, now)
        detour = _detour(request, now)
        response = redirect(detour) if detour else get_response(request)
        return _for_scripts(request, response)

    return guarded


def _end_or_extend(request: HttpRequest, now: datetime) -> None:
    user: Any = request.user
    minutes = settings.RESIDENT_IDLE_MINUTES if user.is_resident else settings.STAFF_IDLE_MINUTES
    idle_s = now.timestamp() - request.session.get(SEEN_AT, now.timestamp())
    if idle_s > minutes * 60:
        typed = _typed(request)
        logout(request)
        request.session[WAS_IDLE] = minutes
        if typed is not None:
            request.session[TYPED] = typed
    elif SEEN_AT not in request.session or (idle_s > SEEN_EVERY_S and _is_clicked(request)):
        request.session[SEEN_AT] = now.timestamp()


def _typed(request: HttpRequest) -> Typed | None:
    """A form sent in vain; pages of this room are left out, they hold passwords."""
    if request.method != "POST" or _is_script(request) or request.FILES:
        return None
    if request.path.startswith(reverse("accounts:sign_in").rsplit("/", 2)[0]):
        return None
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
    if sum(len(name) + len(str(value)) for name, value in fields) > MOST_TYPED:
        return None
    return Typed(request.user.pk or 0, request.get_full_path(), fields)


def _detour(request: HttpRequest, now: datetime) -> str | None:
    """Where somebody who is signed in must go first."""
    user: Any = request.user
    if not user.is_authenticated:
        return None
    wanted = _first_page(request, user, now)
    if wanted is None or _is_always_open(request):
        return None
    return _with_way_on(wanted, request)


def _with_way_on(door: str, request: HttpRequest) -> str:
    """A door, and where the person was going: he is led on once he is through."""
    if request.method != "GET" or request.path == "/":
        return door
    return f"{door}?{urlencode({'next': request.get_full_path()})}"


def _first_page(request: HttpRequest, user: User, now: datetime) -> str | None:
    if user.must_change_password or _is_password_old(user, now):
        return reverse("accounts:password")
    if not settings.SECOND_FACTOR or request.session.get(PROVED_TWICE) or not user.signs_in_twice:
        return None
    is_enrolled = user.has_second_factor
    return reverse("accounts:second_factor" if is_enrolled else "accounts:enrol")


def _is_password_old(user: User, now: datetime) -> bool:
    if not settings.PASSWORD_DAYS or user.is_resident:
        return False
    set_at = user.password_set_at or user.date_joined
    return now - set_at > timedelta(days=settings.PASSWORD_DAYS)


def _is_always_open(request: HttpRequest) -> bool:
    try:
        return resolve(request.path_info).view_name in ALWAYS_OPEN
    except Resolver404:
        return True


def _for_scripts(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A script is told that its person is signed out; a redirect would lose what is typed."""
    where = response.headers.get("Location", "")
    if not (where and _is_script(request) and _leads_to_a_door(where)):
        return response
    back = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or "/"
    sign_in = f"{urlsplit(where).path}?{urlencode({'next': urlsplit(back).path})}"
    told = {
        "error": "signed_out",
        "message": _("您已退出登录，刚才的内容没有丢。请重新登录后再试。"),
        "sign_in": sign_in,
    }
    return JsonResponse(told, status=401, headers={"X-Sign-In": sign_in})


def _leads_to_a_door(where: str) -> bool:
    try:
        name = resolve(urlsplit(where).path).url_name or ""
    except Resolver404:
        return False
    return name in {"sign_in", "second_factor", "enrol", "password"}


def _is_clicked(request: HttpRequest) -> bool:
    return BY_ITSELF not in request.headers


def _is_script(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers or request.headers.get("X-Requested-With") == "fetch"
