"""Pages: what a resident agreed to, giving and withdrawing it, who looked at him."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, signature, staff_page
from fangcun.base.rights import Right
from fangcun.core.consent import access, actions, prints, queries
from fangcun.core.consent.forms import ConsentForm
from fangcun.core.consent.states import Limit, Purpose
from fangcun.core.people.access import resident_or_404, resident_to_write_or_404


@staff_page(Right.READ_PERSONS)
def resident(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: a resident's consents, care circle and request to be forgotten."""
    shown = resident_or_404(request.user, pk)
    today = timezone.localdate()
    told = {
        "resident": shown,
        "answers": queries.answers_of(shown, on=today),
        "circle": queries.circle_of(shown),
        "today": today,
        "forget_request": queries.open_request_of(shown),
        "may_write": request.user.may(Right.WRITE_PERSONS, shown),
    }
    return render(request, "consent/resident.html", told)


@staff_page(Right.WRITE_PERSONS)
def give(request: SignedInRequest, pk: int, purpose: str) -> HttpResponse:
    """Page: tell a resident why and what it means, and write down that he agrees."""
    if purpose not in Purpose.values:
        raise Http404(_("没有这项目的"))
    asked = Purpose(purpose)
    shown = resident_to_write_or_404(request.user, pk)
    now = timezone.now()
    today = timezone.localdate(now)
    is_known = shown.age_on(today) is not None
    form = ConsentForm(request.POST or None, initial={"from_on": today}, is_birth_known=is_known)
    if form.is_valid():
        try:
            actions.give_consent(
                resident=shown,
                written=form.written(asked),
                by=signature(request.user),
                today=today,
                now=now,
            )
            messages.success(request, _("已登记同意。"))
            return redirect("consent:resident", pk=pk)
        except (actions.GuardianNeeded, actions.AgeUnknown) as refusal:
            form.add_error("given_by", str(refusal))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    notice = queries.newest_notice(asked)
    told = {"resident": shown, "form": form, "purpose": asked, "notice": notice}
    return render(request, "consent/give.html", told)


@require_POST
@staff_page(Right.WRITE_PERSONS)
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """The resident takes one consent back."""
    consent = access.consent_or_404(request.user, pk)
    try:
        actions.withdraw_consent(consent=consent, by=signature(request.user), now=timezone.now())
        messages.success(request, _("已撤回，从现在起不再使用。"))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("consent:resident", pk=consent.resident_id)


@staff_page(Right.WRITE_PERSONS)
def sheet(request: SignedInRequest, pk: int) -> HttpResponse:
    """The sheet of consent to be signed, as PDF."""
    shown = resident_to_write_or_404(request.user, pk)
    today = timezone.localdate()
    made = prints.consent_sheet(
        resident=shown,
        answers=queries.answers_of(shown, on=today),
        under_age=queries.limit_value(Limit.GUARDIAN_UNDER_AGE),
        on=today,
    )
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="consent-{pk}.pdf"'},
    )


@staff_page(Right.WRITE_PERSONS)
def looks(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: who looked at a resident, for him to read at the desk."""
    shown = resident_to_write_or_404(request.user, pk)
    told = {"resident": shown, "looks": queries.looks_at_resident(shown)}
    return render(request, "consent/looks.html", told)
