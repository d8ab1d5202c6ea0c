"""Pages: facilities and projects with their functions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, planner_page, reader_page
from fangcun.base.rights import Right
from fangcun.core.catalog import actions, queries
from fangcun.core.catalog.access import facility_or_404, project_or_404
from fangcun.core.catalog.forms import FacilityFilterForm, StageFilterForm, StageForm
from fangcun.core.places.access import signature
from fangcun.core.places.queries import history_of
from fangcun.core.places.states import Stage


@reader_page
def facilities(request: SignedInRequest) -> HttpResponse:
    """Page: open facilities by kind, with what they offer."""
    form = FacilityFilterForm(request.GET)
    found = queries.facilities_matching(form.wanted())
    return render(request, "catalog/facilities.html", {"form": form, "facilities": found})


@reader_page
def facility(request: SignedInRequest, ref: str) -> HttpResponse:
    """Page: one facility, what it offers, and why it is of its kind."""
    shown = facility_or_404(ref)
    verdicts = {row.facility.pk: row.verdict for row in queries.derived_kinds()}
    return render(
        request,
        "catalog/facility.html",
        {"facility": shown, "verdict": verdicts.get(shown.pk)},
    )


@reader_page
def projects(request: SignedInRequest) -> HttpResponse:
    """Page: projects by stage."""
    form = StageFilterForm(request.GET)
    counts = queries.stage_counts()
    stages = [(stage.label, counts.get(stage, 0)) for stage in Stage]
    found = queries.projects_at(form.wanted())
    return render(
        request, "catalog/projects.html", {"form": form, "projects": found, "stages": stages}
    )


@reader_page
def project(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: one project, what it brings, and where it goes next."""
    shown = project_or_404(pk)
    initial = {"revision": shown.revision, "on": timezone.localdate()}
    return _project_page(request, shown.pk, StageForm(project=shown, initial=initial))


@planner_page
def move_project(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a project to its next stage."""
    shown = project_or_404(pk)
    form = StageForm(request.POST, project=shown)
    if form.is_valid():
        try:
            actions.advance_project(
                project=shown,
                revision=form.cleaned_data["revision"],
                stage=form.cleaned_data["stage"],
                on=form.cleaned_data["on"],
                by=signature(request.user),
                now=timezone.now(),
            )
            messages.success(request, _("已保存。"))
            return redirect("catalog:project", pk=pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return _project_page(request, pk, form)


def _project_page(request: SignedInRequest, pk: int, form: StageForm) -> HttpResponse:
    shown = project_or_404(pk)
    dates = [(stage.label, getattr(shown, f"{stage.value}_on")) for stage in Stage]
    return render(
        request,
        "catalog/project.html",
        {
            "project": shown,
            "form": form,
            "dates": dates,
            "versions": history_of(shown),
            "may_change": request.user.may(Right.CHANGE_PLANS),
        },
    )
