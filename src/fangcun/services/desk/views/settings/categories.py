"""Pages: categories of needs with their words, questions and times."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.http import SignedInRequest, signature, staff_page
from fangcun.base.rights import Right
from fangcun.core.places.queries import Version, changes_since, history_of
from fangcun.services.desk import actions
from fangcun.services.desk.access import category_or_404
from fangcun.services.desk.forms.settings import CategoryForm, EditCategoryForm
from fangcun.services.desk.models import Category
from fangcun.services.desk.queries import all_categories


@staff_page(Right.EDIT_RULES)
def categories(request: SignedInRequest) -> HttpResponse:
    """Page: every category; only the district changes them."""
    return render(
        request,
        "desk/settings_categories.html",
        {"categories": all_categories(), "may_change": _may_change(request)},
    )


@staff_page(Right.EDIT_RULES)
def new_category(request: SignedInRequest) -> HttpResponse:
    """Page: a category of its own for needs of another kind."""
    if not _may_change(request):
        raise PermissionDenied
    form = CategoryForm(request.POST or None)
    if form.is_valid():
        try:
            actions.add_category(
                code=form.cleaned_data["code"],
                written=form.written(),
                by=signature(request.user),
                now=timezone.now(),
            )
            messages.success(request, _("已保存。"))
            return redirect("desk:settings_categories")
        except actions.CategoryCodeTaken as refusal:
            form.add_error("code", str(refusal))
    return render(request, "desk/settings_new_category.html", {"form": form})


@staff_page(Right.EDIT_RULES)
def edit_category(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: correct a category."""
    category = category_or_404(staff=request.user, pk=pk)
    form = EditCategoryForm(request.POST or None, category=category)
    newer: list[Version] = []
    if form.is_valid():
        revision = form.cleaned_data["revision"]
        try:
            actions.change_category(
                category=category,
                revision=revision,
                written=form.written(),
                by=signature(request.user),
                now=timezone.now(),
            )
            messages.success(request, _("已保存。"))
            return redirect("desk:settings_categories")
        except actions.ChangedMeanwhile as refusal:
            category = category_or_404(staff=request.user, pk=pk)
            newer = changes_since(category, revision=revision)
            form.add_error(None, str(refusal))
            form.read_again(revision=category.revision)
    return render(
        request,
        "desk/settings_category.html",
        {"category": category, "form": form, "newer": newer, "versions": history_of(category)},
    )


def _may_change(request: SignedInRequest) -> bool:
    return request.user.may(Right.EDIT_RULES, Category())
