"""Pages: the table of idle spaces, one space, correcting it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.http import SignedInRequest, planner_page, reader_page, signature
from fangcun.base.rights import Right
from fangcun.core.places import actions, queries
from fangcun.core.places.access import space_or_404
from fangcun.core.places.forms import SpaceFilterForm, SpaceForm
from fangcun.core.places.sheets import space_table
from fangcun.core.places.views.lists import Column, as_file, page_of, sortable


@reader_page
def spaces(request: SignedInRequest) -> HttpResponse:
    """Page: every idle space."""
    form = SpaceFilterForm(request.GET)
    wanted = form.wanted()
    page = page_of(request, queries.spaces_matching(wanted))
    columns = sortable(_columns(), order=wanted.order)
    return render(request, "places/spaces.html", {"form": form, "page": page, "columns": columns})


@reader_page
def spaces_file(request: SignedInRequest, ending: str) -> HttpResponse:
    """The same table as a file."""
    found = queries.spaces_matching(SpaceFilterForm(request.GET).wanted())
    return as_file(space_table(found), name="spaces", ending=ending)


@reader_page
def space(request: SignedInRequest, ref: str) -> HttpResponse:
    """Page: one idle space, and who changed what is said of it."""
    shown = space_or_404(ref)
    return render(
        request,
        "places/space.html",
        {
            "space": shown,
            "projects": queries.projects_in(shown),
            "versions": queries.history_of(shown),
            "may_change": request.user.may(Right.CHANGE_PLANS),
        },
    )


@planner_page
def edit_space(request: SignedInRequest, ref: str) -> HttpResponse:
    """Page: correct what is said of an idle space."""
    shown = space_or_404(ref)
    form = SpaceForm(request.POST or None, initial=SpaceForm.values_of(shown))
    newer: list[queries.Version] = []
    if form.is_valid():
        try:
            actions.change_space(
                space=shown,
                revision=form.cleaned_data["revision"],
                written=form.written(),
                by=signature(request.user),
                now=timezone.now(),
            )
            messages.success(request, _("已保存。"))
            return redirect("places:space", ref=ref)
        except actions.ChangedMeanwhile as refusal:
            shown = space_or_404(ref)
            newer = queries.changes_since(shown, revision=form.cleaned_data["revision"])
            form.add_error(None, str(refusal))
            form.read_again(revision=shown.revision)
    return render(request, "places/edit_space.html", {"space": shown, "form": form, "newer": newer})


def _columns() -> list[Column]:
    return [
        Column(_("名称"), "name"),
        Column(_("编号"), "ref"),
        Column(_("社区"), "community"),
        Column(_("面积（㎡）"), "area", is_number=True),
        Column(_("楼层"), "floor", is_number=True),
        Column(_("出入口")),
        Column(_("改造单价（元/㎡）"), "fit_out", is_number=True),
        Column(_("现用途")),
    ]
