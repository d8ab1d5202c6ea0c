"""The only way a page gets a row: what is not there is a 404.

Plans name no resident, so whoever may read plans may read all of them; the page's door has
asked for that right already.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404

from fangcun.oversight.planning.models import Plan, PlanCommunity, PlanFile, Run, Scenario


def scenario_or_404(pk: int) -> Scenario:
    return get_object_or_404(Scenario.objects.select_related("made_by", "copied_from"), pk=pk)


def run_or_404(pk: int) -> Run:
    runs = Run.objects.select_related("scenario", "asked_by", "plan")
    return get_object_or_404(runs.defer("plan__facts", "plan__buildings", "plan__proof"), pk=pk)


def plan_or_404(pk: int) -> Plan:
    """A plan with its scenario and facts, without the parts that only maps need."""
    plans = Plan.objects.select_related("run__scenario", "adoption__adopted_by")
    return get_object_or_404(plans.defer("buildings", "proof"), pk=pk)


def plan_with_buildings_or_404(pk: int) -> Plan:
    """A plan with all that maps and papers need."""
    plans = Plan.objects.select_related("run__scenario")
    return get_object_or_404(plans.defer("proof"), pk=pk)


def plan_community_or_404(plan: Plan, code: str) -> PlanCommunity:
    return get_object_or_404(plan.communities, code=code)


def plan_file_or_404(plan: Plan, name: str) -> PlanFile:
    found = plan.files.filter(name=name).first()
    if found is None:
        raise Http404
    return found
