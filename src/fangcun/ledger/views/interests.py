"""Pages: what people would like, before there is any."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.core.places.views.saving import Words, fill_in, is_done
from fangcun.ledger import access, actions
from fangcun.ledger.forms import EndInterestForm, InterestForm
from fangcun.ledger.queries.offers import interests_awake, services_wished


@staff_page(Right.READ_PERSONS)
def interests(request: SignedInRequest) -> HttpResponse:
    """Page: who would like what, the most wished first."""
    mine = access.interests_of(request.user)
    shown = {
        "services": services_wished(mine),
        "rows": interests_awake(mine),
        "may_note": request.user.may(Right.TAKE_REQUESTS),
    }
    return render(request, "ledger/interests.html", shown)


@staff_page(Right.TAKE_REQUESTS)
def note(request: SignedInRequest) -> HttpResponse:
    """Page: somebody would like something; he is told when there is an offer of it."""
    asked = request.POST.get("resident") or request.GET.get("resident", "")
    resident = access.resident_asked(request.user, asked)
    form = InterestForm(request.POST or None)
    if resident is not None and form.is_valid():
        actions.note_interest(
            resident=resident, **form.cleaned_data, by=_me(request), now=timezone.now()
        )
        messages.success(request, _("已登记。有这项服务时会告诉他。"))
        return redirect("ledger:interests")
    words = request.GET.get("find", "").strip()
    found = access.residents_found(request.user, words) if words and not resident else []
    shown = {"form": form, "resident": resident, "words": words, "found": found}
    return render(request, "ledger/note_interest.html", shown)


@staff_page(Right.TAKE_REQUESTS)
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: he does not want it any more."""
    row = access.interest_or_404(request.user, pk)
    form = EndInterestForm(request.POST if request.method == "POST" else None)
    by, now = _me(request), timezone.now()
    if form.is_valid() and is_done(
        form, lambda: actions.end_interest(interest=row, **form.cleaned_data, by=by, now=now)
    ):
        messages.success(request, _("已结束这条意向。"))
        return redirect("ledger:interests")
    title = _("结束意向：{who}想要{what}").format(who=row.resident, what=row.service)
    return fill_in(request, form, Words(title, reverse("ledger:interests"), button=_("结束意向")))


def _me(request: SignedInRequest) -> Any:
    return request.user
