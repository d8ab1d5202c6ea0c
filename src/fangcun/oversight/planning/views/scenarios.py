"""Pages: scenarios and what is decided in advance in them."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, planner_page, reader_page, signature
from fangcun.base.rights import Right
from fangcun.core.places.actions import ChangedMeanwhile
from fangcun.core.places.queries import changes_since, history_of, the_district
from fangcun.oversight.planning import access, actions
from fangcun.oversight.planning.actions import WrittenScenario
from fangcun.oversight.planning.forms import CopyForm, LockForm, ScenarioForm, scenario_initial
from fangcun.oversight.planning.models import Scenario
from fangcun.oversight.planning.queries import runs as run_queries
from fangcun.oversight.planning.queries import scenarios as queries
from fangcun.oversight.planning.states import LockKind, RunKind
from fangcun.oversight.planning.views.staff import me

FIRST_GAP_PERCENT = 1
FIRST_SEED = 1


@reader_page
def scenarios(request: SignedInRequest) -> HttpResponse:
    """Page: every scenario with its latest result."""
    page = {
        "rows": queries.scenario_rows(),
        "has_district": the_district() is not None,
        "may_change": request.user.may(Right.CHANGE_PLANS),
    }
    return render(request, "planning/scenarios.html", page)


@reader_page
def scenario(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: what a scenario asks, what is locked in it, and its calculations."""
    asked = access.scenario_or_404(pk)
    return _scenario_page(request, asked, _lock_form(None))


@planner_page
def new_scenario(request: SignedInRequest) -> HttpResponse:
    """Page: ask something new."""
    form = ScenarioForm(
        request.POST or None, functions=queries.functions_of(None), initial=_first_values()
    )
    if form.is_valid():
        try:
            made = actions.make_scenario(
                written=WrittenScenario(**form.words), made_by=me(request), now=timezone.now()
            )
            return redirect("planning:scenario", pk=made.pk)
        except Refusal as refusal:
            form.add_error("name", str(refusal))
    return render(request, "planning/scenario_form.html", {"form": form})


@planner_page
def edit_scenario(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: change a scenario; whoever comes second is shown what the first one changed."""
    asked = access.scenario_or_404(pk)
    form = ScenarioForm(
        request.POST or None,
        functions=queries.functions_of(asked),
        initial=scenario_initial(asked),
    )
    page: dict[str, Any] = {"form": form, "scenario": asked}
    if form.is_valid():
        seen = form.cleaned_data["revision"] or 0
        try:
            actions.change_scenario(
                scenario=asked,
                revision=seen,
                written=WrittenScenario(**form.words),
                by=signature(request.user),
                now=timezone.now(),
            )
            return redirect("planning:scenario", pk=pk)
        except ChangedMeanwhile as refusal:
            form.add_error(None, str(refusal))
            asked = access.scenario_or_404(pk)
            page |= {"changes": changes_since(asked, revision=seen), "newest": asked.revision}
        except Refusal as refusal:
            form.add_error("name", str(refusal))
    return render(request, "planning/scenario_form.html", page)


@planner_page
def copy_scenario(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: ask the same under another name, to change it a little."""
    asked = access.scenario_or_404(pk)
    form = CopyForm(request.POST or None, initial={"name": _("%(name)s 副本") % {"name": asked}})
    if form.is_valid():
        try:
            copy = actions.copy_scenario(
                scenario=asked,
                name=form.cleaned_data["name"],
                made_by=me(request),
                now=timezone.now(),
            )
            return redirect("planning:edit_scenario", pk=copy.pk)
        except Refusal as refusal:
            form.add_error("name", str(refusal))
    return render(request, "planning/copy.html", {"form": form, "scenario": asked})


@planner_page
def remove_scenario(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: take a scenario away, after being asked whether one means it."""
    asked = access.scenario_or_404(pk)
    why_not = ""
    if request.method == "POST":
        try:
            actions.remove_scenario(scenario=asked)
            messages.success(request, _("情景“%(name)s”已删除。") % {"name": asked.name})
            return redirect("planning:scenarios")
        except Refusal as refusal:
            why_not = str(refusal)
    page = {"scenario": asked, "calculations": asked.runs.count(), "why_not": why_not}
    return render(request, "planning/remove.html", page)


@planner_page
@require_POST
def lock(request: SignedInRequest, pk: int) -> HttpResponse:
    """Button: lock or forbid a space, or a function in it."""
    asked = access.scenario_or_404(pk)
    form = _lock_form(request)
    if not form.is_valid():
        return _scenario_page(request, asked, form)
    actions.lock_space(
        scenario=asked,
        space=form.cleaned_data["space"],
        kind=LockKind(form.cleaned_data["kind"]),
        function=form.cleaned_data["function"],
        made_by=me(request),
        now=timezone.now(),
    )
    messages.success(request, _("已记下决定，重新测算后生效。"))
    return redirect(_way_back(request, asked))


@planner_page
@require_POST
def lift(request: SignedInRequest, pk: int) -> HttpResponse:
    """Button: take a decision back and leave the space to the planner again."""
    asked = access.scenario_or_404(pk)
    actions.lift_lock(
        scenario=asked,
        space=request.POST.get("space", ""),
        function=request.POST.get("function", ""),
    )
    messages.success(request, _("已取消决定，重新测算后由程序自行选择。"))
    return redirect(_way_back(request, asked))


def _scenario_page(request: SignedInRequest, asked: Scenario, form: LockForm) -> HttpResponse:
    page = {
        "scenario": asked,
        "functions": queries.functions_of(asked),
        "locks": queries.lock_rows(asked),
        "runs": run_queries.runs_of(asked),
        "plan": run_queries.latest_plan_of(asked),
        "active": run_queries.active_run(asked, RunKind.PLAN),
        "versions": history_of(asked),
        "lock_form": form,
        "may_change": request.user.may(Right.CHANGE_PLANS),
    }
    return render(request, "planning/scenario.html", page)


def _lock_form(request: SignedInRequest | None) -> LockForm:
    return LockForm(
        request.POST if request else None,
        spaces=queries.space_names(),
        functions=queries.function_names(),
    )


def _first_values() -> dict[str, Any]:
    """What a new scenario starts with: the imported file's money, the rules' walking pace."""
    district = the_district()
    imported = district.options if district else {}
    return {
        "budget_yuan": imported.get("budget_fen", 0) // 100 or None,
        "open_at_most": imported.get("open_at_most"),
        "reach_factor": 1,
        "elder_pace_m_per_min": queries.elder_pace_by_rule(),
        "solve_seconds": int(settings.SOLVE_SECONDS) // 2,
        "gap_percent": FIRST_GAP_PERCENT,
        "seed": FIRST_SEED,
    }


def _way_back(request: SignedInRequest, asked: Scenario) -> str:
    """To the page whose button was pressed, if it is one of ours."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if is_ours else reverse("planning:scenario", args=[asked.pk])
