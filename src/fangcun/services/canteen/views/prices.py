"""Pages: who pays prices of his own, and where that is written."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.http import SignedInRequest, signature, staff_page
from fangcun.base.rights import Right
from fangcun.core.places.queries import Version, history_of
from fangcun.core.places.views.saving import is_done, newer_versions
from fangcun.services.canteen.access.menus import price_class_or_404
from fangcun.services.canteen.actions.prices import add_price_class, change_price_class
from fangcun.services.canteen.forms.prices import NewPriceClassForm, PriceClassForm
from fangcun.services.canteen.queries.priced import shown_classes


@staff_page(Right.READ_FACILITIES)
def prices(request: SignedInRequest) -> HttpResponse:
    """Page: every class of people who pay a price of their own, with its source."""
    return render(
        request,
        "canteen/prices.html",
        {"classes": shown_classes(), "may_edit": request.user.may(Right.EDIT_RULES)},
    )


@staff_page(Right.EDIT_RULES)
def new_price(request: SignedInRequest) -> HttpResponse:
    """Page: one class more."""
    form = NewPriceClassForm(request.POST or None)
    by, now = signature(request.user), timezone.now()
    if form.is_valid() and is_done(
        form,
        lambda: add_price_class(
            code=form.cleaned_data["code"], written=form.written(), by=by, now=now
        ),
    ):
        return _saved(request)
    return render(request, "canteen/edit_price.html", {"form": form})


@staff_page(Right.EDIT_RULES)
def edit_price(request: SignedInRequest, code: str) -> HttpResponse:
    """Page: correct who belongs to a class, or where that is written."""
    shown = price_class_or_404(code)
    form = PriceClassForm(request.POST or None, price_class=shown)
    newer: list[Version] | None = []
    if form.is_valid():
        newer = newer_versions(
            form,
            shown,
            lambda: change_price_class(
                price_class=shown,
                revision=form.cleaned_data["revision"],
                written=form.written(),
                by=signature(request.user),
                now=timezone.now(),
            ),
        )
        if newer is None:
            return _saved(request)
    return render(
        request,
        "canteen/edit_price.html",
        {"form": form, "shown": shown, "newer": newer, "versions": history_of(shown)},
    )


def _saved(request: SignedInRequest) -> HttpResponse:
    messages.success(request, _("已保存。"))
    return redirect("canteen:prices")
