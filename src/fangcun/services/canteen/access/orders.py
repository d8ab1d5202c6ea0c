"""The only way a page gets an order or a standing meal, and the people it is for.

An order is seen by those who run or order at its kitchen, and by those who order for its person,
wherever he eats. Residents see their own, and those of people who let them order.
"""

from datetime import date
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from fangcun.base.http import Staff, row_or_404
from fangcun.base.rights import Right
from fangcun.core.accounts.models import User
from fangcun.core.consent.access import people_to_act_for
from fangcun.core.consent.states import CircleAction
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import Found, find, present, who_shows
from fangcun.services.canteen.models import Kitchen, MealOrder, StandingMeal, StandingPause
from fangcun.services.canteen.queries.orders import with_lines

Row = TypeVar("Row", MealOrder, StandingMeal)
Found_ = TypeVar("Found_", MealOrder, StandingMeal, Resident)

MOST_FOUND = 8


def orders_seen(staff: Staff) -> QuerySet[MealOrder]:
    """Orders at this person's kitchens, and of the people this person orders for."""
    return _seen(staff, MealOrder.objects.all())


def meal_order_or_404(staff: Staff, pk: int) -> MealOrder:
    return _found(with_lines(orders_seen(staff)).filter(pk=pk).first())


def order_to_serve_or_404(staff: Staff, pk: int) -> MealOrder:
    """An order at a kitchen that this person runs."""
    rows = with_lines(MealOrder.objects.all())
    return row_or_404(staff=staff, right=Right.RUN_CANTEEN, rows=rows, pk=pk)


def standing_or_404(staff: Staff, pk: int) -> StandingMeal:
    rows = _seen(staff, StandingMeal.objects.all())
    return _found(rows.select_related("kitchen", "resident__community").filter(pk=pk).first())


def pause_or_404(staff: Staff, pk: int) -> StandingPause:
    mine = _seen(staff, StandingMeal.objects.all())
    rows = StandingPause.objects.filter(standing__in=mine.values("pk"))
    return get_object_or_404(rows.select_related("standing__kitchen", "standing__resident"), pk=pk)


def person_to_order_for_or_404(staff: Staff, pk: int) -> Resident:
    """A resident for whom this person takes orders by telephone."""
    rows = present(Resident.objects.select_related("community", "address__on_map"))
    return row_or_404(staff=staff, right=Right.ORDER_MEALS, rows=rows, pk=pk)


def people_at_counter(kitchen: Kitchen, words: str) -> list[Found]:
    """Whoever may stand at this counter: its neighbours, its guests, a card that is shown."""
    return find(words=words, among=_guests(kitchen, card=words.strip()), limit=MOST_FOUND)


def person_at_counter(kitchen: Kitchen, *, pk: str = "", card: str = "") -> Resident | None:
    """The guest that a page is about: by his number if he was found here, by his card or code."""
    if not (pk or card):
        return None
    which = who_shows(card) if card else Q(pk=pk[:18] if pk.isdecimal() else 0)
    rows = _guests(kitchen, card=card).select_related("community", "address", "household")
    return _found(present(rows).filter(which).first())


def may_order_for(caller: User, *, on: date) -> QuerySet[Resident]:
    """The resident whose account this is, and those who let his number order their meals."""
    return _with_home(people_to_act_for(caller, CircleAction.ORDER, on=on))


def whom_to_order_for(caller: User, asked: str, *, on: date) -> Resident:
    """The one of them that a page is about; nobody named: himself, or whoever comes first."""
    if not asked and (own := _with_home(Resident.objects.filter(account=caller)).first()):
        return own
    people = may_order_for(caller, on=on)
    return _found(next((one for one in people if asked in ("", str(one.pk))), None))


def own_order_or_404(caller: User, pk: int, *, on: date) -> MealOrder:
    return _found(with_lines(_own(caller, MealOrder.objects.all(), on)).filter(pk=pk).first())


def own_standing_or_404(caller: User, pk: int, *, on: date) -> StandingMeal:
    rows = _own(caller, StandingMeal.objects.all(), on).select_related("kitchen", "resident")
    return _found(rows.filter(pk=pk).first())


def own_pause_or_404(caller: User, pk: int, *, on: date) -> StandingPause:
    mine = _own(caller, StandingMeal.objects.all(), on)
    rows = StandingPause.objects.filter(standing__in=mine.values("pk"))
    return get_object_or_404(rows.select_related("standing__kitchen", "standing__resident"), pk=pk)


def _seen(staff: Staff, rows: QuerySet[Row]) -> QuerySet[Row]:
    at_my_kitchen = staff.rows(Right.ORDER_MEALS, rows).values("pk")
    my_people = staff.rows(Right.ORDER_MEALS, Resident.objects.all()).values("pk")
    return rows.filter(Q(pk__in=at_my_kitchen) | Q(resident__in=my_people))


def _with_home(rows: QuerySet[Resident]) -> QuerySet[Resident]:
    rows = present(rows).select_related("community", "address__on_map")
    return rows.order_by("-account", "pk")


def _own(caller: User, rows: QuerySet[Row], on: date) -> QuerySet[Row]:
    mine = may_order_for(caller, on=on).order_by().values("pk")
    return rows.filter(Q(resident__in=mine) | Q(resident__merged_into__in=mine))


def _guests(kitchen: Kitchen, *, card: str) -> QuerySet[Resident]:
    """People of the community and people who ate here; of all others only who shows his card."""
    came = MealOrder.objects.filter(kitchen=kitchen, resident__isnull=False).values("resident")
    near = Q(community=kitchen.facility.community_id) | Q(pk__in=came)
    return Resident.objects.filter(near | who_shows(card) if card else near)


def _found(row: Found_ | None) -> Found_:
    if row is None:
        raise Http404(_("没有这条记录"))
    return row
