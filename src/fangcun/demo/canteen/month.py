"""Who works at the canteen in the demo, and what day it is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from fangcun.core.accounts.models import User
from fangcun.core.entitlements.models import Circumstance
from fangcun.core.entitlements.states import CircumstanceKind
from fangcun.core.people.models import Resident
from fangcun.core.places.models import Community
from fangcun.demo.accounts import demo_user
from fangcun.services.canteen.models import Dish, Kitchen

ELDER = 60


@dataclass(frozen=True, slots=True)
class Month:
    """Everything that the days of the demo's canteen have in common."""

    now: datetime
    today: date
    canteen: Kitchen
    points: Sequence[Kitchen]
    dishes: dict[str, Dish]
    cook: User
    steward: User
    rng: Random

    @property
    def kitchens(self) -> list[Kitchen]:
        return [self.canteen, *self.points]


def elders_of(community: Community, *, on: date) -> list[Resident]:
    """People of sixty and over, in the order of the book of residents."""
    rows = Resident.objects.filter(community=community).select_related("community", "household")
    return [one for one in rows.order_by("pk") if (one.age_on(on) or 0) >= ELDER]


def eaters_of(kitchen: Kitchen, *, on: date, most: int) -> list[Resident]:
    """Who eats there for weeks: first the oldest who lives alone, then whoever comes."""
    elders = elders_of(kitchen.facility.community, on=on)
    noted = Circumstance.objects.filter(kind=CircumstanceKind.LIVING_ALONE, resident__in=elders)
    alone = set(noted.values_list("resident", flat=True))
    oldest = max(elders, key=lambda one: (one.pk in alone, one.age_on(on) or 0))
    return [oldest, *(one for one in elders if one.pk != oldest.pk)][:most]


def steward_of(kitchen: Kitchen) -> User:
    """Who orders by telephone for the people there."""
    neighbour = demo_user("neighbour")
    works_there = neighbour.assignments.filter(community=kitchen.facility.community)
    return neighbour if works_there.exists() else demo_user("steward")
