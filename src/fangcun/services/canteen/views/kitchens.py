"""Pages: canteens and meal points, their meal times."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.http import SignedInRequest, signature, staff_page
from fangcun.base.rights import Right
from fangcun.core.places.queries import Version, history_of
from fangcun.core.places.views.saving import Words, fill_in, is_done, newer_versions
from fangcun.services.canteen.access.kitchens import (
    facilities_without_kitchen,
    kitchen_or_404,
    kitchens_of,
)
from fangcun.services.canteen.access.menus import meal_time_or_404
from fangcun.services.canteen.actions.kitchens import (
    change_kitchen,
    change_meal_time,
    open_kitchen,
)
from fangcun.services.canteen.forms.kitchens import KitchenForm, MealTimeForm, NewKitchenForm
from fangcun.services.canteen.models import Kitchen
from fangcun.services.canteen.queries.defaults import source_of
from fangcun.services.canteen.queries.menus import meal_times_of


@staff_page(Right.ORDER_MEALS)
def kitchens(request: SignedInRequest) -> HttpResponse:
    """Page: the canteens and meal points of this person's work."""
    return render(
        request,
        "canteen/kitchens.html",
        {
            "kitchens": kitchens_of(request.user),
            "may_open": facilities_without_kitchen(request.user).exists(),
        },
    )


@staff_page(Right.RUN_CANTEEN)
def new_kitchen(request: SignedInRequest) -> HttpResponse:
    """Page: open a canteen or a meal point at a facility."""
    form = NewKitchenForm(
        request.POST or None,
        facilities=facilities_without_kitchen(request.user),
        suppliers=_suppliers(request),
    )
    by, now = signature(request.user), timezone.now()
    if form.is_valid() and is_done(
        form,
        lambda: open_kitchen(
            facility=form.cleaned_data["facility"], written=form.written(), by=by, now=now
        ),
    ):
        messages.success(request, _("已开办。接着请核对供餐时间。"))
        return redirect("canteen:kitchen", pk=form.cleaned_data["facility"].kitchen.pk)
    return fill_in(request, form, Words(_("开办食堂或助餐点"), reverse("canteen:kitchens")))


@staff_page(Right.RUN_CANTEEN)
def kitchen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: one canteen: its meal times, its meal points, who changed what."""
    shown = kitchen_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    return render(
        request,
        "canteen/kitchen.html",
        {
            "kitchen": shown,
            "meal_times": meal_times_of(shown),
            "meal_points": shown.meal_points.order_by("name", "pk"),
            "told": source_of("meal_times.json"),
            "versions": _versions(request, shown),
        },
    )


@staff_page(Right.RUN_CANTEEN)
def edit_kitchen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: correct a canteen, or who supplies a meal point."""
    shown = kitchen_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    form = KitchenForm(
        request.POST or None, suppliers=_suppliers(request), initial=KitchenForm.values_of(shown)
    )
    newer: list[Version] | None = []
    if form.is_valid():
        newer = newer_versions(
            form,
            shown,
            lambda: change_kitchen(
                kitchen=shown,
                revision=form.cleaned_data["revision"],
                written=form.written(),
                by=signature(request.user),
                now=timezone.now(),
            ),
        )
        if newer is None:
            return _saved(request, shown.pk)
    words = Words(_("修改{name}").format(name=shown), reverse("canteen:kitchen", args=[pk]))
    return fill_in(request, form, words, newer)


@staff_page(Right.RUN_CANTEEN)
def edit_meal_time(request: SignedInRequest, pk: int, period: str) -> HttpResponse:
    """Page: when a meal is served, and until when it is ordered."""
    shown = meal_time_or_404(staff=request.user, kitchen=pk, period=period)
    form = MealTimeForm(request.POST or None, initial=MealTimeForm.values_of(shown))
    newer: list[Version] | None = []
    if form.is_valid():
        newer = newer_versions(
            form,
            shown,
            lambda: change_meal_time(
                meal_time=shown,
                revision=form.cleaned_data["revision"],
                written=form.written(),
                by=signature(request.user),
                now=timezone.now(),
            ),
        )
        if newer is None:
            return _saved(request, pk)
    title = _("{kitchen}的{meal}时间").format(
        kitchen=shown.kitchen, meal=shown.get_period_display()
    )
    intro = _("已经发布的菜单仍按原来的时间；之后发布的用新时间。")
    words = Words(title, reverse("canteen:kitchen", args=[pk]), intro)
    return fill_in(request, form, words, newer)


def _suppliers(request: SignedInRequest) -> QuerySet[Kitchen]:
    """Kitchens that cook, where this person works."""
    cooking = kitchens_of(request.user, Right.RUN_CANTEEN).filter(supplied_by=None)
    return cooking.filter(is_in_use=True)


def _saved(request: SignedInRequest, pk: int) -> HttpResponse:
    messages.success(request, _("已保存。"))
    return redirect("canteen:kitchen", pk=pk)


def _versions(request: SignedInRequest, row: object) -> list[Version]:
    """Who changed what, for those who read histories."""
    return history_of(row) if request.user.may(Right.READ_HISTORY) else []
