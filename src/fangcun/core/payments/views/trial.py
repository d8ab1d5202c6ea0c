"""The page of the test provider, at which the payer says what shall happen."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.core.payments.models import TrialOrder
from fangcun.core.payments.providers import provider_of_site
from fangcun.core.payments.providers.trial import TrialProvider
from fangcun.core.payments.providers.trial.actions import choose
from fangcun.core.payments.states import TrialChoice


def order(request: HttpRequest, token: Any) -> HttpResponse:
    """Page: pay, refuse, pay late, be told of twice, fail; nobody's money moves."""
    if not isinstance(provider_of_site(), TrialProvider):
        raise Http404
    shown = get_object_or_404(TrialOrder, token=token)
    choice = request.POST.get("choice", "")
    if request.method == "POST" and choice in TrialChoice.values:
        if not choose(order=shown, choice=TrialChoice(choice), now=timezone.now()):
            messages.info(request, _("这笔订单已经有结果了。"))
        return redirect(shown.way_back)
    return render(request, "payments/trial.html", {"order": shown, "choices": TrialChoice})
