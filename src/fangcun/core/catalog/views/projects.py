"""Pages: projects with their stages, money and papers."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, signature, staff_page
from fangcun.base.papers import give_out
from fangcun.base.revised import RevisedForm
from fangcun.base.rights import Right
from fangcun.base.templatetags.look import yuan
from fangcun.core.catalog import actions, queries
from fangcun.core.catalog.access import project_or_404, projects_for
from fangcun.core.catalog.forms import (
    PaperForm,
    ProjectForm,
    SpendingForm,
    StageFilterForm,
    StageForm,
)
from fangcun.core.places import actions as places
from fangcun.core.places.access import paper_or_404, spending_or_404
from fangcun.core.places.forms import WhyForm
from fangcun.core.places.models import Project
from fangcun.core.places.queries import (
    Version,
    history_of,
    papers_of,
    spendings_of,
    spent_fen,
    stage_before,
)
from fangcun.core.places.states import Stage
from fangcun.core.places.views.saving import Words, fill_in, is_done, newer_versions


@staff_page(Right.READ_FACILITIES)
def projects(request: SignedInRequest) -> HttpResponse:
    """Page: projects by stage, planned and spent."""
    form = StageFilterForm(request.GET)
    counts = queries.stage_counts(projects_for(request.user))
    found = list(projects_for(request.user, form.wanted()))
    spent = spent_fen(found)
    return render(
        request,
        "catalog/projects.html",
        {
            "form": form,
            "projects": [(row, spent.get(row.pk, 0)) for row in found],
            "stages": [(stage.label, counts.get(stage, 0)) for stage in Stage],
        },
    )


@staff_page(Right.READ_FACILITIES)
def project(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: one project: its way so far, its money and papers, and where it goes next."""
    shown = project_or_404(request.user, Right.READ_FACILITIES, pk)
    initial = {"revision": shown.revision, "on": timezone.localdate()}
    return _project_page(request, shown, StageForm(project=shown, initial=initial))


@staff_page(Right.RUN_FACILITIES)
def move_project(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a project to its next stage."""
    shown = project_or_404(request.user, Right.RUN_FACILITIES, pk)
    form = StageForm(request.POST or None, project=shown)
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
            return _saved(request, shown)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return _project_page(request, project_or_404(request.user, Right.READ_FACILITIES, pk), form)


@staff_page(Right.RUN_FACILITIES)
def undo_step(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: the last step was written by mistake."""
    shown = project_or_404(request.user, Right.RUN_FACILITIES, pk)
    before = stage_before(shown)
    form = RevisedForm(request.POST or None, initial={"revision": shown.revision})
    newer: list[Version] | None = []
    if form.is_valid():
        newer = newer_versions(
            form,
            shown,
            lambda: actions.undo_step(
                project=shown,
                revision=form.cleaned_data["revision"],
                by=signature(request.user),
                now=timezone.now(),
            ),
        )
        if newer is None:
            return _saved(request, shown)
    words = Words(
        _("退回{name}的上一步").format(name=shown),
        _address(shown),
        _undo_in_words(shown, before),
        button=_("退回"),
        is_grave=True,
    )
    return fill_in(request, form, words, newer)


@staff_page(Right.RUN_FACILITIES)
def edit_project(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: correct a project's name, way of delivery and planned money."""
    shown = project_or_404(request.user, Right.RUN_FACILITIES, pk)
    form = ProjectForm(request.POST or None, initial=ProjectForm.values_of(shown))
    newer: list[Version] | None = []
    if form.is_valid():
        newer = newer_versions(
            form,
            shown,
            lambda: places.describe_project(
                project=shown,
                revision=form.cleaned_data["revision"],
                written=form.written(),
                by=signature(request.user),
                now=timezone.now(),
            ),
        )
        if newer is None:
            return _saved(request, shown)
    title = _("修改{name}").format(name=shown)
    return fill_in(request, form, Words(title, _address(shown)), newer or [])


@staff_page(Right.RUN_FACILITIES)
def new_spending(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: write down money spent."""
    shown = project_or_404(request.user, Right.RUN_FACILITIES, pk)
    initial = {"spent_on": timezone.localdate()}
    form = SpendingForm(request.POST or None, project=shown, initial=initial)
    by, now = signature(request.user), timezone.now()
    if form.is_valid() and is_done(
        form,
        lambda: places.record_spending(project=shown, written=form.written(), by=by, now=now),
    ):
        return _saved(request, shown)
    title = _("登记{name}的支出").format(name=shown)
    intro = _("凭证请先上传到项目资料，再在这里选择。")
    return fill_in(request, form, Words(title, _address(shown), intro))


@staff_page(Right.RUN_FACILITIES)
def strike_spending(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: a line of money was wrong."""
    line = spending_or_404(request.user, pk)
    form = WhyForm(request.POST or None)
    if form.is_valid():
        places.strike_spending(
            spending=line,
            why=form.cleaned_data["why"],
            by=signature(request.user),
            now=timezone.now(),
        )
        return _saved(request, line.project)
    intro = _("{day}，{amount}元，{what_for}。作废后仍会显示，但不再计入支出。").format(
        day=line.spent_on, amount=yuan(line.amount_fen), what_for=line.what_for
    )
    words = Words(_("作废支出"), _address(line.project), intro, button=_("作废"), is_grave=True)
    return fill_in(request, form, words)


@staff_page(Right.RUN_FACILITIES)
def new_paper(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: hand in a document or a photo."""
    shown = project_or_404(request.user, Right.RUN_FACILITIES, pk)
    form = PaperForm(request.POST or None, request.FILES or None)
    by, now = signature(request.user), timezone.now()
    if form.is_valid():
        places.hand_in_paper(project=shown, by=by, now=now, **form.cleaned_data)
        return _saved(request, shown)
    title = _("上传{name}的资料或照片").format(name=shown)
    return fill_in(request, form, Words(title, _address(shown), button=_("上传")))


@staff_page(Right.READ_FACILITIES)
def paper(request: SignedInRequest, pk: int) -> FileResponse:
    """A paper of a project, as a download."""
    shown = paper_or_404(request.user, Right.READ_FACILITIES, pk)
    return give_out(kept_as=shown.kept_as, title=shown.title, content_type=shown.content_type)


@staff_page(Right.RUN_FACILITIES)
def withdraw_paper(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: take a paper from view."""
    shown = paper_or_404(request.user, Right.RUN_FACILITIES, pk)
    form = WhyForm(request.POST or None)
    by, now = signature(request.user), timezone.now()
    if form.is_valid() and is_done(
        form,
        lambda: places.withdraw_paper(paper=shown, why=form.cleaned_data["why"], by=by, now=now),
    ):
        return _saved(request, shown.project)
    title = _("撤下「{title}」").format(title=shown)
    words = Words(title, _address(shown.project), button=_("撤下"), is_grave=True)
    return fill_in(request, form, words)


def _project_page(request: SignedInRequest, shown: Project, form: StageForm) -> HttpResponse:
    papers = list(papers_of(shown))
    return render(
        request,
        "catalog/project.html",
        {
            "project": shown,
            "form": form,
            "stages": queries.way_of(shown),
            "before": stage_before(shown),
            "spent_fen": spent_fen([shown]).get(shown.pk, 0),
            "spendings": spendings_of(shown),
            "photos": [paper for paper in papers if paper.is_photo],
            "documents": [paper for paper in papers if not paper.is_photo],
            "versions": history_of(shown),
        },
    )


def _saved(request: SignedInRequest, shown: Project) -> HttpResponse:
    messages.success(request, _("已保存。"))
    return redirect("catalog:project", pk=shown.pk)


def _undo_in_words(shown: Project, before: Stage | None) -> str:
    if before is None:
        return _("这个项目还没有可以退回的一步。")
    return _(
        "登记错了才用。「{now}」和它的日期会去掉，项目回到「{before}」；修改记录里两步都留着。"
    ).format(now=shown.get_stage_display(), before=before.label)


def _address(shown: Project) -> str:
    return reverse("catalog:project", args=[shown.pk])
