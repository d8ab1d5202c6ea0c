"""Pages: two plans side by side."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from fangcun.base.http import SignedInRequest, reader_page
from fangcun.core.places.queries import the_district
from fangcun.oversight.planning import access
from fangcun.oversight.planning.forms import CompareForm
from fangcun.oversight.planning.models import Plan
from fangcun.oversight.planning.queries import comparisons as queries
from fangcun.oversight.planning.rules.map_words import compare_map_words
from fangcun.oversight.planning.rules.words import gap_in_words


@reader_page
def compare(request: SignedInRequest) -> HttpResponse:
    """Page: choose two plans and see what the second does otherwise than the first."""
    plans = queries.comparable_plans()
    choices = [(plan.pk, _title(plan)) for plan in plans]
    form = CompareForm(request.GET or None, plans=choices, initial=_first_two(plans))
    page: dict[str, Any] = {"form": form, "plans": plans}
    if form.is_valid():
        one = access.plan_or_404(form.cleaned_data["plan"])
        other = access.plan_or_404(form.cleaned_data["other"])
        comparison = queries.compare(one, other)
        page |= {
            "one": one,
            "other": other,
            "one_gap": gap_in_words(one.gap),
            "other_gap": gap_in_words(other.gap),
            "comparison": comparison,
            "map_data": queries.map_of(comparison),
            "map_words": compare_map_words(),
            "district": the_district(),
        }
    return render(request, "planning/compare.html", page)


def _title(plan: Plan) -> str:
    return f"{plan.run.scenario} #{plan.pk}"


def _first_two(plans: list[Plan]) -> dict[str, int]:
    """The newest plan beside the one before it."""
    newest = [plan.pk for plan in plans[:2]]
    return {"plan": newest[-1], "other": newest[0]} if newest else {}
