"""What is paid for somebody's meal by others than himself: one meal at a meal time, anywhere."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from fangcun.services.canteen.models import MealOrder, SubsidyClaim
from fangcun.services.canteen.queries.subsidies import Due, due_for, person_of_order
from fangcun.services.canteen.states import OrderState

ONE_A_MEAL = "one_subsidised_meal_for_a_person_and_meal_time"
CLAIMED = ("resident", "served_on", "period", "rule", "price_fen", "released_at")
PARTS = ("district_fen", "street_fen", "operator_fen", "resident_fen")


@transaction.atomic
def claim_subsidy(*, order: MealOrder, now: datetime) -> int:
    """The subsidy of this order in fen; asked again after it was changed, it is counted anew.

    Nothing, if he has another subsidised meal at this meal time: the index sees all canteens.
    """
    due = due_for(order)
    if due is None:
        _release(order, now)
        return 0
    return due.parts.subsidy_fen if _is_claimed(order, due) else 0


@transaction.atomic
def release_subsidy(*, order: MealOrder, now: datetime) -> None:
    """The meal was cancelled or not collected: another of this meal time may be subsidised."""
    _release(order, now)


@transaction.atomic
def claim_for_next(*, order: MealOrder, now: datetime) -> MealOrder | None:
    """Let the next meal that he has ordered for this meal time have the subsidy of this one.

    An order that somebody is working on just now is passed over rather than waited for: two who
    wait for each other's order would never come to an end.
    """
    if order.resident_id is None:
        return None
    waiting = MealOrder.objects.filter(
        resident__in=person_of_order(order),
        served_on=order.served_on,
        period=order.period,
        state=OrderState.ORDERED,
        subsidy_fen=0,
    ).exclude(pk=order.pk)
    held = waiting.select_for_update(of=("self",), skip_locked=True).order_by("ordered_at", "pk")
    for one in held.select_related("kitchen__facility__community", "resident__community"):
        one.subsidy_fen = claim_subsidy(order=one, now=now)
        if one.subsidy_fen:
            MealOrder.objects.filter(pk=one.pk).update(subsidy_fen=one.subsidy_fen)
            return one
    return None


def _release(order: MealOrder, now: datetime) -> None:
    SubsidyClaim.objects.filter(order=order, released_at=None).update(released_at=now)


def _is_claimed(order: MealOrder, due: Due) -> bool:
    """Of two canteens at once the index lets one write; the other hears no."""
    claim = SubsidyClaim(order=order, **_values(order, due))
    try:
        with transaction.atomic():
            SubsidyClaim.objects.bulk_create(
                [claim],
                update_conflicts=True,
                unique_fields=["order"],
                update_fields=[*CLAIMED, *PARTS],
            )
    except IntegrityError as error:
        if ONE_A_MEAL not in str(error):
            raise
        return False
    return True


def _values(order: MealOrder, due: Due) -> dict[str, Any]:
    return {
        "resident_id": due.person,
        "served_on": order.served_on,
        "period": order.period,
        "rule": due.rule,
        "price_fen": order.price_fen,
        "released_at": None,
        **due.parts._asdict(),
    }
