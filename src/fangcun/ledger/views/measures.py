"""Pages: the measures behind the figures, and what contracts promised."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.http import SignedInRequest, signature, staff_page
from fangcun.base.rights import Right
from fangcun.core.catalog.queries import own_rule
from fangcun.core.catalog.rules import SMALL_CELL
from fangcun.core.places.actions import ChangedMeanwhile
from fangcun.core.places.queries import Version, changes_since, history_of
from fangcun.ledger import access, actions, queries
from fangcun.ledger.forms import MeasureForm
from fangcun.ledger.queries.figures import definitions
from fangcun.ledger.queries.measures import all_measures
from fangcun.ledger.queries.measures import measures as measures_of_today


@staff_page(Right.READ_COUNTS)
def measures(request: SignedInRequest) -> HttpResponse:
    """Page: what every figure means, and the numbers it depends on."""
    return render(
        request,
        "ledger/measures.html",
        {
            "measures": all_measures(),
            "small_cell": own_rule(SMALL_CELL),
            "small_cell_is_fixed": not request.user.may(Right.CHANGE_PLANS),
            "definitions": definitions(measures_of_today()),
            "may_edit": request.user.may(Right.EDIT_RULES),
        },
    )


@staff_page(Right.EDIT_RULES)
def edit_measure(request: SignedInRequest, code: str) -> HttpResponse:
    """Page: change a number that figures depend on."""
    measure = access.measure_or_404(code)
    form = MeasureForm(request.POST or None, measure=measure)
    newer: list[Version] = []
    if form.is_valid():
        try:
            actions.change_measure(
                measure=measure,
                revision=form.cleaned_data["revision"],
                written=form.written(),
                by=signature(request.user),
                now=timezone.now(),
            )
            messages.success(request, _("已保存。"))
            return redirect("ledger:measures")
        except ChangedMeanwhile as refusal:
            measure = access.measure_or_404(code)
            newer = changes_since(measure, revision=form.cleaned_data["revision"])
            form.add_error(None, str(refusal))
            form.read_again(revision=measure.revision)
    return render(
        request,
        "ledger/edit_measure.html",
        {"measure": measure, "form": form, "newer": newer, "versions": history_of(measure)},
    )


@staff_page(Right.READ_OPERATORS)
def promised(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: what a contract promised, counted from the ledger."""
    contract = access.contract_or_404(request.user, pk)
    today = timezone.localdate()
    counted = queries.promises_of(contract, today)
    return render(
        request, "ledger/promised.html", {"contract": contract, "promises": counted, "on": today}
    )
