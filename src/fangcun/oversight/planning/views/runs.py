"""Pages: a calculation while it runs, and the money curve of a scenario."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, planner_page, reader_page
from fangcun.base.rights import Right
from fangcun.oversight.planning import access, actions
from fangcun.oversight.planning.models import Run
from fangcun.oversight.planning.queries import runs as queries
from fangcun.oversight.planning.rules.drawing import trail_lines
from fangcun.oversight.planning.rules.map_words import frontier_words
from fangcun.oversight.planning.states import RunKind
from fangcun.oversight.planning.views.staff import me


@planner_page
@require_POST
def start_run(request: SignedInRequest, pk: int) -> HttpResponse:
    """Button: solve a scenario, from where an earlier run ended if one is named."""
    asked = access.scenario_or_404(pk)
    start_from = queries.run_of(asked, request.POST.get("start_from", ""))
    try:
        run = actions.ask_for_run(
            scenario=asked, asked_by=me(request), now=timezone.now(), start_from=start_from
        )
    except actions.RunUnderWay as refusal:
        messages.warning(request, str(refusal))
        under_way = queries.active_run(asked, RunKind.PLAN)
        return redirect("planning:run", pk=under_way.pk) if under_way else _to(asked.pk)
    return redirect("planning:run", pk=run.pk)


@reader_page
def run(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: how far a calculation is; it looks again by itself where there is script."""
    return render(request, "planning/run.html", _run_page(request, access.run_or_404(pk)))


@reader_page
def run_progress(request: SignedInRequest, pk: int) -> HttpResponse:
    """Part of a page: the same numbers a second later."""
    return render(request, "planning/_progress.html", _run_page(request, access.run_or_404(pk)))


@planner_page
@require_POST
def stop_run(request: SignedInRequest, pk: int) -> HttpResponse:
    """Button: stop, and keep the best so far."""
    under_way = access.run_or_404(pk)
    try:
        actions.stop_run(run=under_way, now=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect(_page_of(under_way))


@planner_page
@require_POST
def restart_run(request: SignedInRequest, pk: int) -> HttpResponse:
    """Button: start a run again whose worker was killed or which failed."""
    ended = access.run_or_404(pk)
    try:
        again = actions.restart_run(run=ended, asked_by=me(request), now=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect(_page_of(ended))
    return redirect(_page_of(again))


@reader_page
def frontier(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: what does each further yuan buy; every point is solved, none is interpolated."""
    asked = access.scenario_or_404(pk)
    latest = queries.latest_frontier(asked)
    rows = queries.frontier_rows(latest) if latest else []
    page = {
        "scenario": asked,
        "run": latest,
        "is_lost": latest is not None and queries.is_lost(latest),
        "rows": rows,
        "points": [
            {
                "budget_fen": step.budget_fen,
                "cost_fen": step.cost_fen,
                "persons": step.persons_served,
                "objective": step.objective,
                "bound": step.bound,
            }
            for step, _gain in rows
        ],
        "words": frontier_words(),
        "ahead": queries.runs_ahead_of(latest) if latest else 0,
        "budgets": len(latest.options["budgets_fen"]) if latest else 0,
        "may_change": request.user.may(Right.CHANGE_PLANS),
    }
    return render(request, "planning/frontier.html", page)


@planner_page
@require_POST
def start_frontier(request: SignedInRequest, pk: int) -> HttpResponse:
    """Button: solve the money curve."""
    asked = access.scenario_or_404(pk)
    try:
        actions.ask_for_frontier(scenario=asked, asked_by=me(request), now=timezone.now())
    except actions.RunUnderWay as refusal:
        messages.warning(request, str(refusal))
    return redirect("planning:frontier", pk=pk)


def _run_page(request: SignedInRequest, shown: Run) -> dict[str, object]:
    return {
        "run": shown,
        "plan": getattr(shown, "plan", None),
        "is_lost": queries.is_lost(shown),
        "ahead": queries.runs_ahead_of(shown),
        "lines": trail_lines(shown.trail),
        "may_change": request.user.may(Right.CHANGE_PLANS),
    }


def _page_of(shown: Run) -> str:
    if shown.kind == RunKind.FRONTIER:
        return reverse("planning:frontier", args=[shown.scenario_id])
    return reverse("planning:run", args=[shown.pk])


def _to(scenario: int) -> HttpResponse:
    return redirect("planning:scenario", pk=scenario)
