"""The lists of the pages."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Prefetch, Q, QuerySet

from fangcun.core.catalog.models import FacilityFunction, Function, FunctionModule, Rule
from fangcun.core.catalog.rules import SMALL_CELL, own_rules
from fangcun.core.places.models import Facility, Project
from fangcun.core.places.states import Stage


class Step(NamedTuple):
    """One stage of a project: since when, and whether it stands there."""

    stage: Stage
    on: date | None
    is_now: bool


@dataclass(frozen=True, slots=True)
class FacilityFilter:
    """Which facilities a page asks for."""

    text: str = ""
    kind: str = ""
    function: str = ""  # Function.code


def facilities_matching(wanted: FacilityFilter) -> QuerySet[Facility]:
    """Facilities with their functions, the complexes first."""
    found = facilities_with_functions()
    if wanted.text:
        found = found.filter(
            Q(name__icontains=wanted.text)
            | Q(community__name__icontains=wanted.text)
            | Q(operator_name__icontains=wanted.text)
        )
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.function:
        offering = FacilityFunction.objects.filter(function__code=wanted.function)
        found = found.filter(pk__in=offering.values("facility"))
    return found.order_by("kind", "-floor_area_m2", "pk")


def projects_at(stage: str) -> QuerySet[Project]:
    """Projects with their functions, of one stage or all, the newest first."""
    found = projects_with_functions()
    return (found.filter(stage=stage) if stage else found).order_by("stage", "-pk")


def way_of(project: Project) -> list[Step]:
    """The stages that a project has passed, in order, then those ahead of it.

    A project that was closed has nothing ahead.
    """
    steps = [
        Step(stage, getattr(project, f"{stage.value}_on"), stage == project.stage)
        for stage in Stage
    ]
    passed = [step for step in steps if step.on is not None or step.is_now]
    if project.stage == Stage.CLOSED:
        return passed
    reached = list(Stage).index(Stage(project.stage))
    return passed + [step for step in steps[reached + 1 :] if step.stage != Stage.CLOSED]


def stage_counts(projects: QuerySet[Project]) -> dict[str, int]:
    """How many of some projects stand at each stage."""
    counted = projects.order_by().values_list("stage").annotate(n=Count("pk"))
    return dict(counted.values_list("stage", "n"))


def all_functions() -> QuerySet[Function]:
    """Functions with their modules, in their order."""
    modules = FunctionModule.objects.order_by("position", "pk")
    return Function.objects.prefetch_related(Prefetch("modules", modules)).order_by(
        "position", "pk"
    )


def all_rules() -> QuerySet[Rule]:
    return Rule.objects.order_by("position", "pk")


def rule_value(code: str) -> float | None:
    """The number of one rule; None before anything was imported."""
    return Rule.objects.filter(code=code).values_list("value", flat=True).first()


def number(code: str) -> int:
    """A whole number that the site goes by; our own where the district has not written it yet."""
    (found,) = numbers(code)
    return found


def numbers(*codes: str) -> list[int]:
    """Several of them, in one question."""
    written = dict(Rule.objects.filter(code__in=codes).values_list("code", "value"))
    return [int(written.get(code, own_rules()[code].value)) for code in codes]


def own_rule(code: str) -> Rule | None:
    """A rule that the site goes by; None before it was loaded, its default counts then."""
    return Rule.objects.filter(code=code).first()


def smallest_shown() -> int:
    """Counts of people below this could point at a person; few may see them."""
    return number(SMALL_CELL)


def facilities_with_functions() -> QuerySet[Facility]:
    return Facility.objects.select_related("community").prefetch_related(
        Prefetch(
            "functions",
            FacilityFunction.objects.select_related("function").order_by("function__position"),
        )
    )


def projects_with_functions() -> QuerySet[Project]:
    return Project.objects.select_related("community", "space", "facility").prefetch_related(
        "functions__function"
    )
