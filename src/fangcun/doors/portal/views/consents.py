"""Pages: what I agree to, and what becomes of me if I want to be forgotten."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.base.errors import Refusal
from fangcun.base.http import signature
from fangcun.core.consent import actions
from fangcun.core.consent.access import own_consent_or_404
from fangcun.core.consent.actions import WrittenConsent
from fangcun.core.consent.queries import answers_of, open_request_of
from fangcun.core.consent.states import Channel, GivenBy, Purpose
from fangcun.core.people.http import AtHomeRequest, resident_page
from fangcun.doors.portal.forms.own import ForgetMeForm


@resident_page
def consents(request: AtHomeRequest) -> HttpResponse:
    """Page: for what my data may be used, purpose by purpose, and how to take it back."""
    answers = answers_of(request.resident, on=timezone.localdate())
    return render(request, "portal/consents.html", {"answers": answers})


@require_POST
@resident_page
def give_consent(request: AtHomeRequest, purpose: str) -> HttpResponse:
    """I agree to one purpose."""
    if purpose not in Purpose.values:
        raise Http404
    now = timezone.now()
    today = timezone.localdate(now)
    written = WrittenConsent(
        purpose=Purpose(purpose),
        given_by=GivenBy.SELF,
        channel=Channel.ONLINE,
        evidence=_("本人登录后确认"),
        from_on=today,
    )
    try:
        actions.give_consent(
            resident=request.resident,
            written=written,
            by=signature(request.user),
            today=today,
            now=now,
        )
        messages.success(request, _("已记下您的同意，随时可以撤回。"))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("portal:consents")


@require_POST
@resident_page
def withdraw_consent(request: AtHomeRequest, pk: int) -> HttpResponse:
    """I take my word back."""
    consent = own_consent_or_404(request.user, pk)
    try:
        actions.withdraw_consent(consent=consent, by=signature(request.user), now=timezone.now())
        messages.success(request, _("已撤回，从现在起不再使用。"))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("portal:consents")


@resident_page
def forget(request: AtHomeRequest) -> HttpResponse:
    """Page: ask that my data be deleted; a person answers within the time of the law."""
    form = ForgetMeForm(request.POST or None)
    waiting = open_request_of(request.resident)
    if waiting is None and form.is_valid():
        now = timezone.now()
        try:
            waiting = actions.ask_to_be_forgotten(
                resident=request.resident,
                asked_by=GivenBy.SELF,
                channel=Channel.ONLINE,
                words=form.cleaned_data["words"],
                by=signature(request.user),
                today=timezone.localdate(now),
                now=now,
            )
            messages.success(request, _("请求已送到社区。"))
            return redirect("portal:forget")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return render(request, "portal/forget.html", {"form": form, "waiting": waiting})
