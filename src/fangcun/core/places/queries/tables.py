"""The lists of the pages."""

from dataclasses import dataclass

from django.db.models import (
    Case,
    Count,
    ExpressionWrapper,
    F,
    FloatField,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from fangcun.core.places.models import Community, District, Facility, IdleSpace, Project
from fangcun.core.places.states import Stage
from fangcun_planner.district import ELDER_BANDS

BANDS_65_UP = (6, 7)

COMMUNITY_ORDERS = {
    "code": "code",
    "name": "name",
    "subdistrict": "subdistrict",
    "households": "households",
    "residents": "residents_now",
    "elder_share": "elder_share",
    "area": "area_per_100_households",
    "spaces": "space_count",
}
SPACE_ORDERS = {
    "ref": "ref",
    "name": "name",
    "community": "community__name",
    "area": "floor_area_m2",
    "floor": "floor",
    "fit_out": "fit_out_fen_per_m2",
}


@dataclass(frozen=True, slots=True)
class CommunityFilter:
    """Which communities a page asks for; `order` may begin with a minus."""

    text: str = ""
    subdistrict: str = ""
    order: str = "code"


@dataclass(frozen=True, slots=True)
class SpaceFilter:
    """Which idle spaces a page asks for; `order` may begin with a minus."""

    text: str = ""
    subdistrict: str = ""
    community: str = ""  # Community.code
    min_area_m2: float | None = None
    max_area_m2: float | None = None
    floor: int | None = None
    is_step_free: bool | None = None
    order: str = "ref"


def the_district() -> District | None:
    """The one row; None before anything was imported."""
    return District.objects.first()


def subdistricts() -> list[str]:
    return list(
        Community.objects.order_by("subdistrict").values_list("subdistrict", flat=True).distinct()
    )


def communities_matching(wanted: CommunityFilter) -> QuerySet[Community]:
    """Communities with their counts: residents, elders' share, spaces, facilities, area."""
    found = counted_communities()
    if wanted.text:
        found = found.filter(Q(name__icontains=wanted.text) | Q(code__startswith=wanted.text))
    if wanted.subdistrict:
        found = found.filter(subdistrict=wanted.subdistrict)
    return found.order_by(_order(wanted.order, COMMUNITY_ORDERS, "code"), "pk")


def counted_communities() -> QuerySet[Community]:
    """Every community with the figures that the map and the table show.

    `residents_now`, `elder_share` (60 and over), `share_65_up`, `space_count`, `facility_count`,
    `service_area_m2`, `area_per_100_households`; shares are 0 to 1, None without residents.
    """
    area = _of_community(Facility.objects.all(), total=Sum("floor_area_m2"))
    return Community.objects.annotate(
        residents_now=_sum_of("residents_by_age"),
        space_count=Coalesce(_of_community(IdleSpace.objects.all(), total=Count("pk")), 0),
        facility_count=Coalesce(_of_community(Facility.objects.all(), total=Count("pk")), 0),
        service_area_m2=Coalesce(area, 0.0, output_field=FloatField()),
    ).annotate(
        elder_share=_share_of(ELDER_BANDS),
        share_65_up=_share_of(BANDS_65_UP),
        area_per_100_households=Case(
            When(households__gt=0, then=F("service_area_m2") * 100.0 / F("households")),
            output_field=FloatField(),
        ),
    )


def areas_per_100_households() -> list[float | None]:
    """Every community's service area per 100 households; None where nobody lives."""
    return [vars(community)["area_per_100_households"] for community in counted_communities()]


def community_named(code: str) -> Community | None:
    return counted_communities().filter(code=code).first()


def spaces_matching(wanted: SpaceFilter) -> QuerySet[IdleSpace]:
    found = IdleSpace.objects.select_related("community")
    if wanted.text:
        found = found.filter(
            Q(name__icontains=wanted.text)
            | Q(ref__icontains=wanted.text)
            | Q(present_use__icontains=wanted.text)
        )
    exact = {
        "community__subdistrict": wanted.subdistrict or None,
        "community__code": wanted.community or None,
        "floor_area_m2__gte": wanted.min_area_m2,
        "floor_area_m2__lte": wanted.max_area_m2,
        "floor": wanted.floor,
        "is_step_free": wanted.is_step_free,
    }
    found = found.filter(**{name: value for name, value in exact.items() if value is not None})
    return found.order_by(_order(wanted.order, SPACE_ORDERS, "ref"), "pk")


def spaces_of(community: Community) -> QuerySet[IdleSpace]:
    return community.spaces.order_by("-floor_area_m2", "pk")


def facilities_of(community: Community) -> QuerySet[Facility]:
    return community.facilities.order_by("kind", "name", "pk")


def projects_in(space: IdleSpace) -> QuerySet[Project]:
    return space.projects.order_by("-pk")


def projects_of(community: Community) -> QuerySet[Project]:
    return community.projects.order_by("-pk")


def unfinished_projects() -> QuerySet[Project]:
    """Projects in a space, on their way to opening."""
    done = (Stage.OPEN, Stage.CLOSED)
    found = Project.objects.select_related("community", "space").filter(space__isnull=False)
    return found.exclude(stage__in=done).order_by("pk")


def _order(wanted: str, orders: dict[str, str], default: str) -> str:
    minus, name = ("-", wanted[1:]) if wanted.startswith("-") else ("", wanted)
    return minus + orders.get(name, orders[default])


def _of_community(
    rows: QuerySet[Facility] | QuerySet[IdleSpace], *, total: Sum | Count
) -> Subquery:
    """One figure over the rows of each community, without multiplying rows by joins."""
    of_one = rows.filter(community=OuterRef("pk")).order_by().values("community")
    return Subquery(of_one.annotate(total=total).values("total"))


def _sum_of(array: str) -> Func:
    """The sum of an integer array's members."""
    return Func(
        F(array),
        template="(SELECT COALESCE(SUM(n), 0) FROM UNNEST(%(expressions)s) AS n)",
        output_field=IntegerField(),
    )


def _share_of(bands: tuple[int, ...]) -> Case:
    people = sum((F(f"residents_by_age__{band}") for band in bands), start=Value(0))
    return Case(
        When(
            residents_now__gt=0,
            then=ExpressionWrapper(people * 1.0 / F("residents_now"), output_field=FloatField()),
        ),
        output_field=FloatField(),
    )
