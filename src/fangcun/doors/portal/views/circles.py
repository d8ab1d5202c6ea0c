"""Pages: the relatives whom I let in, and the people who let me in."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.base.errors import Refusal
from fangcun.base.http import signature
from fangcun.core.consent import actions
from fangcun.core.consent.access import own_member_or_404
from fangcun.core.consent.queries import circle_of, memberships
from fangcun.core.people.http import AtHomeRequest, caller_page, resident_page
from fangcun.core.people.models import Resident
from fangcun.doors.portal.forms.own import LetInForm
from fangcun.doors.portal.queries.relatives import seen_by_relative

A_YEAR = timedelta(days=365)


@caller_page
def circles(request: AtHomeRequest) -> HttpResponse:
    """Page: who may help me, and whom I may help."""
    today = timezone.localdate()
    own = Resident.objects.filter(account=request.user, merged_into=None, forgotten_at=None).first()
    shown = {
        "resident": own,
        "members": [(one, one.holds_on(today)) for one in circle_of(own)] if own else [],
        "circles": memberships(account_id=request.user.pk, on=today),
    }
    return render(request, "portal/circles.html", shown)


@resident_page
def let_in(request: AtHomeRequest) -> HttpResponse:
    """Page: let a relative see and do what I choose, until a day."""
    today = timezone.localdate()
    form = LetInForm(request.POST or None, initial={"until": today + A_YEAR})
    if form.is_valid():
        try:
            actions.let_in(
                resident=request.resident,
                written=form.written(today=today),
                by=signature(request.user),
                now=timezone.now(),
            )
            messages.success(request, _("已添加。家人用自己的手机号码登录就能看到。"))
            return redirect("portal:circles")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return render(request, "portal/let_in.html", {"form": form})


@require_POST
@resident_page
def revoke(request: AtHomeRequest, pk: int) -> HttpResponse:
    """Put a relative out: from this minute he sees and does nothing."""
    member = own_member_or_404(request.user, pk)
    try:
        actions.revoke_member(member=member, by=signature(request.user), now=timezone.now())
        messages.success(request, _("已取消，从现在起看不到了。"))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("portal:circles")


@caller_page
def circle(request: AtHomeRequest, pk: int) -> HttpResponse:
    """Page: somebody who let me in, as far as he does; he can read that I looked."""
    now = timezone.now()
    held = memberships(account_id=request.user.pk, on=timezone.localdate(now))
    member = get_object_or_404(held.select_related("resident__address"), pk=pk)
    seen = seen_by_relative(member=member, user=request.user, now=now)
    return render(request, "portal/circle.html", {"member": member, "seen": seen})
