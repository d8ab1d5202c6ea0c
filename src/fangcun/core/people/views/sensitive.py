"""Pages: looking at what is shown masked."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.core.people import actions
from fangcun.core.people.access import resident_to_write_or_404
from fangcun.core.people.forms import LookForm


@staff_page(Right.SEE_SENSITIVE)
def id_number(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: say why, then see the whole ID number once; a reload asks again."""
    resident = resident_to_write_or_404(request.user, pk, Right.SEE_SENSITIVE)
    form = LookForm(request.POST or None)
    number = ""
    if form.is_valid():
        try:
            number = actions.look_at_id_number(
                resident=resident,
                viewer=request.user,
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            )
        except actions.NoReason as refusal:
            form.add_error("reason", str(refusal))
    is_part = request.headers.get("HX-Target", "").startswith("id-number")
    page = "people/_id_number.html" if is_part else "people/id_number.html"
    shown = {"resident": resident, "form": form, "number": number, "is_asked": True}
    response = render(request, page, shown)
    response["Cache-Control"] = "no-store"
    return response
