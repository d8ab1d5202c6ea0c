"""One action, and what the person reads of it: the same at the desk and at home."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest
from fangcun.core.payments.models import Payment
from fangcun.core.payments.states import Method
from fangcun.ledger.actions import Refused
from fangcun.services.canteen.actions.charging import charge
from fangcun.services.canteen.forms.till import methods
from fangcun.services.canteen.queries.bills import Bill
from fangcun.services.canteen.views.asking import me

Answer = TypeVar("Answer")


def acted(request: HttpRequest, act: Callable[[], object], *, done: str = "") -> None:
    """Do it and say so; what was refused is said on the page that follows."""
    try:
        answer = act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return
    if isinstance(answer, Refused):
        messages.error(request, answer.words)
    else:
        messages.success(request, done or _("已办理。"))


def answered(form: Form, act: Callable[[], Answer]) -> Answer | None:
    """What came of a form; None: it was refused, and the form says why."""
    try:
        return act()
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None


def pay_online(request: HttpRequest, bill: Bill, *, back: HttpResponse) -> HttpResponse:
    """A resident pays at home what he owes."""
    act = partial(charge, bill=bill, method=Method.ONLINE, by=me(request), now=timezone.now())
    return to_payment(request, act, back=back)


def to_payment(
    request: HttpRequest, pay: Callable[[], Payment], *, back: HttpResponse
) -> HttpResponse:
    """To the page where it is paid; back, with the reason, where it cannot be."""
    try:
        payment = pay()
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return back
    return redirect("payments:payment", payment.pk)


def take_at_desk(request: SignedInRequest, bill: Bill) -> None:
    """What is owed, in the way that was chosen at the desk."""
    method = method_chosen(request)
    if method is not None:
        act = partial(charge, bill=bill, method=method, by=me(request), now=timezone.now())
        acted(request, act, done=_("已收款。"))


def method_chosen(request: SignedInRequest) -> Method | None:
    """How it is paid at the desk; None: no way that there is."""
    asked: Any = request.POST.get("method", "")
    return Method(asked) if asked in dict(methods()) else None
