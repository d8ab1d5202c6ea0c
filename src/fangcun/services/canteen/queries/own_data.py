"""What this room keeps of a person, as he may take it away."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person
from fangcun.services.canteen.models import Diet, MealOrder, StandingMeal
from fangcun.services.canteen.queries.dinners import tables_booked_by
from fangcun.services.canteen.queries.festivals import pack_words, packs_of
from fangcun.services.canteen.queries.orders import with_lines
from fangcun.services.canteen.states import Allergen, Trait


class OwnDiet(NamedTuple):
    """What he must not eat and what he needs, in words."""

    avoids: list[str]
    needs: list[str]
    words: str
    recorded_at: datetime


class OwnBooking(NamedTuple):
    """Gift packs or a table."""

    kind: str
    content: str
    at: datetime
    state: str
    note: str


def meals_for_himself(resident: Resident) -> QuerySet[MealOrder]:
    """Every meal that he ordered, the newest first."""
    rows = MealOrder.objects.filter(resident__in=same_person(resident))
    return with_lines(rows).order_by("-served_on", "-pk")


def standing_for_himself(resident: Resident) -> QuerySet[StandingMeal]:
    """What he ordered for weeks ahead, also what is over, with every pause."""
    rows = StandingMeal.objects.filter(resident__in=same_person(resident))
    return rows.select_related("kitchen", "dish").prefetch_related("pauses").order_by("pk")


def diets_for_himself(resident: Resident) -> Iterator[OwnDiet]:
    for one in Diet.objects.filter(resident__in=same_person(resident)).order_by("pk"):
        yield OwnDiet(
            avoids=[str(Allergen(each).label) for each in one.avoids],
            needs=[str(Trait(each).label) for each in one.needs],
            words=one.words,
            recorded_at=one.recorded_at,
        )


def festive_for_himself(resident: Resident) -> Iterator[OwnBooking]:
    for order in packs_of(resident):
        yield OwnBooking(
            kind=order.sale.name,
            content=pack_words(order),
            at=order.slot.starts_at,
            state=order.get_state_display(),
            note="",
        )
    for booking in tables_booked_by(resident):
        yield OwnBooking(
            kind=booking.seating.name,
            content=_("{count}人").format(count=booking.party_size),
            at=booking.seating.starts_at,
            state=booking.get_state_display(),
            note=booking.note,
        )
