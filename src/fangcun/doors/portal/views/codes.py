"""Pages: my code, and the codes to fetch things with."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.core.people.actions import code_for, renew_code
from fangcun.core.people.http import AtHomeRequest, resident_page
from fangcun.doors.portal.queries.agenda import codes_of
from fangcun.doors.portal.views.keeping import may_be_kept
from fangcun.ledger.queries.at_home import Code


@resident_page
@may_be_kept
def codes(request: AtHomeRequest) -> HttpResponse:
    """Page: what I show at a counter, in pictures that need no network."""
    now = timezone.localtime()
    token = code_for(resident=request.resident, now=now).token
    shown = {
        "resident": request.resident,
        "mine": Code(_("居民码"), "", reverse("workspace:scanned", args=[token])),
        "things": codes_of(request.resident, today=now.date()),
        "today": now.date(),
        "now": now,
    }
    return render(request, "portal/codes.html", shown)


@require_POST
@resident_page
def renew(request: AtHomeRequest) -> HttpResponse:
    """Somebody may have a picture of my code: a new one, and the old one opens nothing."""
    renew_code(resident=request.resident, now=timezone.now())
    messages.success(request, _("已换新码，旧的码从现在起不能用了。"))
    return redirect("portal:codes")
