"""Pages: let somebody without a telephone see his own pages; whose code was scanned."""

from typing import Any, cast

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.qr import qr_svg
from fangcun.base.rights import Right
from fangcun.core.accounts.models import User
from fangcun.core.accounts.queries import PASS_LASTS, open_pass_of
from fangcun.core.people.access import resident_to_write_or_404, residents_of
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import person_with_code
from fangcun.doors.workspace.actions import let_in_at_desk
from fangcun.services.canteen.access.kitchens import kitchens_of

SHOWN = "desk_pass"
"""In the session of whoever gave a pass: for whom, and the digits, until they are used."""


@never_cache
@staff_page(Right.TAKE_REQUESTS)
def desk_pass(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: a pass for the tablet in the hall: eight digits and a QR code, once, ten minutes."""
    resident = resident_to_write_or_404(request.user, pk, Right.TAKE_REQUESTS)
    if not resident.is_present:
        raise Http404(_("没有这条记录"))
    no = ""
    if request.method == "POST":
        by, now = cast(User, request.user), timezone.now()
        try:
            code = let_in_at_desk(resident=resident, by=by, now=now)
            request.session[SHOWN] = [resident.pk, code]
            return redirect("workspace:desk_pass", pk)
        except Refusal as refusal:
            no = str(refusal)
    shown = {"resident": resident, "no": no, **_shown(request, resident)}
    return render(request, "workspace/desk_pass.html", shown)


@staff_page(Right.READ_FACILITIES)
def scanned(request: SignedInRequest, token: str) -> HttpResponse:
    """A resident's code, scanned with a telephone: his page, or him at the till of the canteen."""
    person = person_with_code(token)
    if person is None:
        raise Http404(_("这个码已经换过或不存在，请居民打开“我的码”再扫。"))
    if residents_of(request.user).filter(pk=person.pk).exists():
        return redirect("workspace:resident", person.pk)
    kitchen = kitchens_of(request.user, Right.RUN_CANTEEN).first()
    if kitchen is None:
        raise Http404(_("没有这条记录"))
    return redirect(f"{reverse('canteen:till', args=[kitchen.pk])}?{urlencode({'card': token})}")


def _shown(request: SignedInRequest, resident: Resident) -> dict[str, Any]:
    """The digits while they open something; a page read again after that shows none."""
    whose, code = request.session.get(SHOWN) or (0, "")
    given = open_pass_of(resident.account_id, now=timezone.now())
    if given is None or whose != resident.pk:
        return {"given": given}
    address = request.build_absolute_uri(reverse("portal:card"))
    return {
        "given": given,
        "code": code,
        "until": given.given_at + PASS_LASTS,
        "address": address,
        "picture": qr_svg(f"{address}?{urlencode({'code': code})}", title=_("登录码")),
    }
