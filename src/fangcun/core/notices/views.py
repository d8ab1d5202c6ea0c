"""Pages: whom the desk has to tell, by telephone or in person."""

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.core.accounts.models import User
from fangcun.core.notices import actions
from fangcun.core.notices.access import notice_or_404, to_tell_by_hand
from fangcun.core.notices.models import Notice
from fangcun.core.notices.queries import WITH_PHONES, by_person

MOST_SHOWN = 100


@staff_page(Right.TAKE_REQUESTS)
def to_tell(request: SignedInRequest) -> HttpResponse:
    """Page: the people to be told, the most urgent first: number, words, until when."""
    now = timezone.now()
    rows = to_tell_by_hand(request.user, now)
    shown = {
        "people": by_person(rows.prefetch_related(*WITH_PHONES)[:MOST_SHOWN]),
        "count": rows.count(),
        "most_shown": MOST_SHOWN,
        "now": now,
        "section": "today",
    }
    return render(request, "notices/to_tell.html", shown)


@require_POST
@staff_page(Right.TAKE_REQUESTS)
def told(request: SignedInRequest, pk: int, told_by: str) -> HttpResponse:
    """I told him, by telephone or in person."""
    by = cast(User, request.user)
    return _end(
        request,
        pk,
        lambda notice: actions.mark_told(notice=notice, told_by=told_by, by=by, now=timezone.now()),
    )


@require_POST
@staff_page(Right.TAKE_REQUESTS)
def drop(request: SignedInRequest, pk: int) -> HttpResponse:
    """He need not be told any more."""
    by = cast(User, request.user)
    return _end(request, pk, lambda notice: actions.drop(notice=notice, by=by, now=timezone.now()))


def _end(request: SignedInRequest, pk: int, end: Callable[[Notice], Notice]) -> HttpResponse:
    """Do it, then show how this notice stands now: its line, or the list where no script runs."""
    notice, refused = notice_or_404(request.user, pk), ""
    try:
        end(notice)
    except Refusal as refusal:
        refused = str(refusal)
    if "HX-Request" in request.headers:
        return render(request, "notices/_ended.html", {"notice": notice, "refused": refused})
    if refused:
        messages.error(request, refused)
    else:
        messages.success(request, _("已记下：{how}。").format(how=notice.how))
    return redirect("notices:to_tell")
