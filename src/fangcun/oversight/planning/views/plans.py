"""Pages: a plan with its map and tables, its files, its adoption."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, planner_page, reader_page
from fangcun.base.rights import Right
from fangcun.core.places.queries import the_district
from fangcun.oversight.planning import access, actions
from fangcun.oversight.planning.queries import plans as queries
from fangcun.oversight.planning.queries import runs as run_queries
from fangcun.oversight.planning.queries import scenarios as scenario_queries
from fangcun.oversight.planning.rules.files import CONTENT_TYPES, file_content
from fangcun.oversight.planning.rules.map_words import plan_map_words
from fangcun.oversight.planning.rules.words import gap_in_words
from fangcun.oversight.planning.states import RunKind
from fangcun.oversight.planning.views.staff import me

SPACES_SHOWN = 20
WORST_SHOWN = 10  # the whole list has a page of its own


@reader_page
def plan(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: what to open, whom it serves, how good that is proven to be."""
    shown = access.plan_or_404(pk)
    scenario = shown.run.scenario
    facts = queries.facts_of(shown)
    last, following = queries.what_money_bought(shown, facts)
    order = request.GET.get("spaces", "value")
    functions = list(shown.functions.order_by("-is_priority", "position"))
    spaces = queries.space_rows(shown, order=order)
    page = {
        "plan": shown,
        "scenario": scenario,
        "adoption": getattr(shown, "adoption", None),
        "gap_words": gap_in_words(shown.gap),
        "is_as_near_as_asked": shown.gap is not None and shown.gap <= shown.run.options["gap"],
        "walks": facts.walks,
        "circles_m": facts.circles_m,
        "measures": queries.measure_rows(facts),
        "area": facts.area,
        "functions": functions,
        "names": {function.code: function.name for function in functions},
        "spaces": spaces if request.GET.get("all") else spaces[:SPACES_SHOWN],
        "more_spaces": 0 if request.GET.get("all") else max(0, len(spaces) - SPACES_SHOWN),
        "order": order,
        "complexes": sum(space.kind == "complex" for space in facts.spaces),
        "communities": shown.communities.order_by("share_after", "code")[:WORST_SHOWN],
        "last_money": last,
        "more_money": following,
        "space_names": queries.names_of_steps(facts),
        "locks": scenario_queries.lock_rows(scenario),
        "is_newest": run_queries.is_newest_plan(shown),
        "active": run_queries.active_run(scenario, RunKind.PLAN),
        "district": the_district(),
        "files": list(CONTENT_TYPES),
        "map_words": plan_map_words(),
        "may_change": request.user.may(Right.CHANGE_PLANS),
    }
    return render(request, "planning/plan.html", page)


@reader_page
def plan_map(request: SignedInRequest, pk: int) -> JsonResponse:
    """What the map of a plan draws."""
    return JsonResponse(queries.map_of(access.plan_with_buildings_or_404(pk)))


@reader_page
def plan_file(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """One file of a plan to take away."""
    shown = access.plan_or_404(pk)
    kept = access.plan_file_or_404(shown, name)
    answer = HttpResponse(file_content(kept.content), content_type=CONTENT_TYPES[name])
    stem, suffix = name.split(".")
    answer["Content-Disposition"] = f'attachment; filename="{stem}-{pk}.{suffix}"'
    return answer


@planner_page
def adopt(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: say once more what adopting does, then make the projects."""
    shown = access.plan_or_404(pk)
    if request.method == "POST":
        try:
            actions.adopt_plan(plan=shown, adopted_by=me(request), now=timezone.now())
            messages.success(request, _("方案已采纳，项目已建立。"))
            return redirect("catalog:projects")
        except actions.AlreadyAdopted as refusal:
            messages.info(request, str(refusal))
            return redirect("catalog:projects")
        except Refusal as refusal:
            messages.error(request, str(refusal))
    page = {
        "plan": shown,
        "adoption": getattr(shown, "adoption", None),
        "spaces": shown.spaces.order_by("community_code", "space"),
    }
    return render(request, "planning/adopt.html", page)
