"""Pages: the table of communities, one community, correcting it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.http import SignedInRequest, planner_page, reader_page, signature
from fangcun.base.rights import Right
from fangcun.core.places import actions, queries
from fangcun.core.places.access import community_or_404
from fangcun.core.places.forms import CommunityFilterForm, CommunityForm
from fangcun.core.places.sheets import community_table
from fangcun.core.places.views.lists import Column, as_file, page_of, sortable
from fangcun_planner.district import AGE_BANDS


@reader_page
def communities(request: SignedInRequest) -> HttpResponse:
    """Page: every community with its figures."""
    form = CommunityFilterForm(request.GET)
    wanted = form.wanted()
    page = page_of(request, queries.communities_matching(wanted))
    columns = sortable(_columns(), order=wanted.order)
    return render(
        request, "places/communities.html", {"form": form, "page": page, "columns": columns}
    )


@reader_page
def communities_file(request: SignedInRequest, ending: str) -> HttpResponse:
    """The same table as a file."""
    found = queries.communities_matching(CommunityFilterForm(request.GET).wanted())
    return as_file(community_table(found), name="communities", ending=ending)


@reader_page
def community(request: SignedInRequest, code: str) -> HttpResponse:
    """Page: one community, what lies in it, and who changed its figures."""
    shown = community_or_404(code)
    return render(
        request,
        "places/community.html",
        {
            "community": shown,
            "bands": zip(AGE_BANDS, shown.residents_by_age, strict=True),
            "spaces": queries.spaces_of(shown),
            "facilities": queries.facilities_of(shown),
            "projects": queries.projects_of(shown),
            "versions": queries.history_of(shown),
            "may_change": request.user.may(Right.CHANGE_PLANS),
        },
    )


@planner_page
def edit_community(request: SignedInRequest, code: str) -> HttpResponse:
    """Page: correct a community's figures."""
    shown = community_or_404(code)
    form = CommunityForm(request.POST or None, initial=CommunityForm.values_of(shown))
    newer: list[queries.Version] = []
    if form.is_valid():
        try:
            actions.change_community(
                community=shown,
                revision=form.cleaned_data["revision"],
                written=form.written(),
                by=signature(request.user),
                now=timezone.now(),
            )
            messages.success(request, _("已保存。"))
            return redirect("places:community", code=code)
        except actions.ChangedMeanwhile as refusal:
            shown = community_or_404(code)
            newer = queries.changes_since(shown, revision=form.cleaned_data["revision"])
            form.add_error(None, str(refusal))
            form.read_again(revision=shown.revision)
    return render(
        request,
        "places/edit_community.html",
        {"community": shown, "form": form, "newer": newer},
    )


def _columns() -> list[Column]:
    return [
        Column(_("名称"), "name"),
        Column(_("代码"), "code"),
        Column(_("街道"), "subdistrict"),
        Column(_("户数"), "households", is_number=True),
        Column(_("人数"), "residents", is_number=True),
        Column(_("60岁及以上"), "elder_share", is_number=True),
        Column(_("每百户面积（㎡）"), "area", is_number=True),
        Column(_("存量空间"), "spaces", is_number=True),
        Column(_("设施"), is_number=True),
    ]
