"""Who lives near enough, and who of them came."""

from calendar import isleap
from datetime import date
from math import cos, pi, radians
from typing import Any, NamedTuple

from django.db.models import Count, Exists, ExpressionWrapper, F, FloatField, OuterRef, Q, QuerySet
from django.db.models.functions import Cos, Radians

from fangcun.core.people.models import Resident
from fangcun.core.people.queries import present
from fangcun.core.places.models import Building, Facility
from fangcun.ledger.models import ServiceRecord
from fangcun.ledger.queries.figures.counts import with_person

EARTH_M = 6_371_008.8  # mean radius of the earth
M_PER_DEGREE = EARTH_M * pi / 180


class Reach(NamedTuple):
    """People within reach, and those of them who came at least once; elders among both."""

    near: int
    came: int
    elders_near: int
    elders_came: int


def reach(
    *,
    facilities: QuerySet[Facility],
    records: QuerySet[ServiceRecord],
    residents: QuerySet[Resident],
    reach_m: int,
    elder_age: int,
    on: date,
) -> Reach:
    """Residents whose building stands within `reach_m` of one of the facilities.

    `records` say who came to them. Whoever died or moved away before `on`, and whoever has no
    address on the map, is not counted.
    """
    still_here = (Q(died_on=None) | Q(died_on__gt=on)) & (Q(left_on=None) | Q(left_on__gt=on))
    near = present(residents).filter(still_here, address__on_map__in=_near(facilities, reach_m))
    named = records.filter(resident__isnull=False, facility__in=facilities.values("pk"))
    who_came = with_person(named.order_by()).values("person")
    is_elder = _is_elder(elder_age, on)
    # two questions: the second begins with the few who came, not with all who live near
    all_near = near.aggregate(near=Count("pk"), elders=Count("pk", filter=is_elder))
    who_came_near = near.filter(pk__in=who_came)
    came = who_came_near.aggregate(came=Count("pk"), elders=Count("pk", filter=is_elder))
    return Reach(all_near["near"], came["came"], all_near["elders"], came["elders"])


def metres_between(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Straight over the ground; a flat earth is true to centimetres at such distances."""
    east = (other_lon - lon) * cos(radians(lat)) * M_PER_DEGREE
    north = (other_lat - lat) * M_PER_DEGREE
    return float((east**2 + north**2) ** 0.5)


def _near(facilities: QuerySet[Facility], reach_m: int) -> QuerySet[Any]:
    """Buildings within reach of one of them; the same sum as `metres_between`, in SQL."""
    lon = ExpressionWrapper(OuterRef("lon"), FloatField())
    lat = ExpressionWrapper(OuterRef("lat"), FloatField())
    east = (F("lon") - lon) * Cos(Radians(F("lat"))) * M_PER_DEGREE
    north = (F("lat") - lat) * M_PER_DEGREE
    close = facilities.annotate(square=east * east + north * north).filter(
        square__lte=float(reach_m) ** 2
    )
    return Building.objects.filter(Exists(close)).values("pk")


def _is_elder(age: int, on: date) -> Q:
    """As `Resident.age_on` counts: by the birthday, or by the year where only that is known."""
    year = on.year - age
    has_no_such_day = (on.month, on.day) == (2, 29) and not isleap(year)
    born_by = date(year, 2, 28) if has_no_such_day else on.replace(year=year)
    return Q(born_on__lte=born_by) | Q(born_on=None, birth_year__lte=year)
