"""Page: what was read from a line, put right."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.core.people.access import residents_of
from fangcun.core.people.models import Resident
from fangcun.core.places.queries import changes_since
from fangcun.services.desk import actions, queries
from fangcun.services.desk.access import request_or_404
from fangcun.services.desk.forms.corrected import CorrectForm
from fangcun.services.desk.forms.entry import questions_of
from fangcun.services.desk.models import ServiceRequest
from fangcun.services.desk.views.staff import me


@staff_page(Right.TAKE_REQUESTS)
def correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: put right what was read from the line."""
    asked = request_or_404(staff=request.user, pk=pk, right=Right.TAKE_REQUESTS)
    categories = list(queries.categories_in_use())
    form = CorrectForm(
        request.POST or None,
        asked=asked,
        categories=categories,
        residents=_likely_residents(request, asked),
    )
    newer: list[Any] = []
    if form.is_valid():
        try:
            actions.correct_request(
                request=asked,
                revision=form.cleaned_data["revision"],
                values=form.written(),
                by=me(request),
                now=timezone.now(),
            )
            messages.success(request, _("已保存。"))
            return redirect("desk:request", pk=pk)
        except actions.ChangedMeanwhile as refusal:
            asked = request_or_404(staff=request.user, pk=pk, right=Right.TAKE_REQUESTS)
            newer = changes_since(asked, revision=form.cleaned_data["revision"])
            form.add_error(None, str(refusal))
            form.read_again(revision=asked.revision)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    page = {
        "asked": asked,
        "form": form,
        "newer": newer,
        "questions": questions_of(asked.category, asked.answers),
    }
    return render(request, "desk/correct.html", page)


def _likely_residents(request: SignedInRequest, asked: ServiceRequest) -> Any:
    """Who may have called: people of this number, and who is linked already."""
    mine = residents_of(request.user)
    numbers = [asked.caller_phone, request.POST.get("caller_phone", "")]
    known = mine.filter(phones__number__in=[number for number in numbers if number])
    linked = mine.filter(pk=asked.resident_id or 0)
    either = Resident.objects.filter(pk__in=[*known.values_list("pk", flat=True)[:20]])
    return (either | Resident.objects.filter(pk__in=linked.values("pk"))).order_by("name", "pk")
