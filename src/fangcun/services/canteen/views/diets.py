"""Page: what somebody must not eat, or needs."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, signature, staff_page
from fangcun.base.rights import Right
from fangcun.core.places.actions import ChangedMeanwhile
from fangcun.services.canteen.access.menus import look_at_diet, resident_to_serve_or_404
from fangcun.services.canteen.actions.diets import write_diet
from fangcun.services.canteen.forms.diets import DietForm
from fangcun.services.canteen.queries.diets import diet_of, may_be_kept


@staff_page(Right.ORDER_MEALS)
def diet(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: write down a diet; without his separate consent there is nothing to see or write."""
    resident, now = resident_to_serve_or_404(staff=request.user, pk=pk), timezone.now()
    today = timezone.localdate(now)
    if request.method == "POST":
        shown = diet_of(resident, on=today)
    else:
        shown = look_at_diet(staff=request.user, resident=resident, now=now)
    form = DietForm(request.POST or None, initial=DietForm.values_of(shown))
    if form.is_valid():
        try:
            write_diet(
                resident=resident,
                revision=form.cleaned_data["revision"],
                written=form.written(),
                by=signature(request.user),
                now=now,
            )
            messages.success(request, _("已保存。订餐时会提示不合适的菜。"))
            return redirect("canteen:diet", pk=pk)
        except ChangedMeanwhile as refusal:
            form.add_error(None, str(refusal))
            shown = diet_of(resident, on=today)
            form.read_again(revision=shown.revision if shown else 0)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return render(
        request,
        "canteen/diet.html",
        {
            "resident": resident,
            "may_keep": may_be_kept(resident, on=today),
            "diet": shown,
            "form": form,
        },
    )
