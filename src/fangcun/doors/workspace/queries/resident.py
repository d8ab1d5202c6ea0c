"""What the page of one resident shows beside his card, part by part."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from fangcun.base.http import Staff
from fangcun.base.rights import Right
from fangcun.core.consent.queries import answers_of, circle_of, looks_at_resident
from fangcun.core.entitlements.queries import panel
from fangcun.core.notices.queries import notices_of
from fangcun.core.people.models import Resident
from fangcun.ledger.queries.persons import person_panel as what_was_given
from fangcun.services.canteen.queries.dinners import tables_booked_by
from fangcun.services.canteen.queries.festivals import packs_of
from fangcun.services.canteen.queries.orders import meals_of
from fangcun.services.canteen.queries.standing import standing_of
from fangcun.services.canteen.states import OrderState
from fangcun.services.desk.queries import person_panel

LOOKS_SHOWN = 5
NOTICES_SHOWN = 10
TRADES_SHOWN = 3
MEALS_AHEAD = timedelta(days=14)


def due_part(resident: Resident, viewer: Staff, *, now: datetime) -> dict[str, Any]:
    """Circumstances, and what is due to him and why.

    Health stays hidden: it is shown on a page of its own, where the look is written down.
    """
    shown = panel(resident, on=timezone.localdate(now), sees_health=False)
    return {
        "entitlements": shown._replace(may_write=_may_write(viewer, resident)),
        "may_see_health": viewer.may(Right.SEE_HEALTH, resident),
    }


def asked_part(resident: Resident, viewer: Staff, *, now: datetime) -> dict[str, Any]:
    """What he asked for and was promised; what he received."""
    return {"asked": person_panel(resident), "panel": what_was_given(resident)}


def meals_part(resident: Resident, viewer: Staff, *, now: datetime) -> dict[str, Any]:
    """What he has ordered and booked to eat, and when he is away; nothing of his health."""
    today = timezone.localdate(now)
    ahead = meals_of(resident=resident, since=today, until=today + MEALS_AHEAD)
    return {
        "meals": ahead.filter(state=OrderState.ORDERED),
        "standing": standing_of(resident),
        "packs": packs_of(resident)[:TRADES_SHOWN],
        "tables": tables_booked_by(resident)[:TRADES_SHOWN],
        "may_order": viewer.may(Right.ORDER_MEALS, resident),
        "today": today,
    }


def told_part(resident: Resident, viewer: Staff, *, now: datetime) -> dict[str, Any]:
    """What he was told, by whom and how, and what he is still to be told."""
    told = notices_of(resident).select_related("teller")
    return {"notices": told[:NOTICES_SHOWN]}


def care_part(resident: Resident, viewer: Staff, *, now: datetime) -> dict[str, Any]:
    """What he agreed to, whom he let in, and who looked."""
    today = timezone.localdate(now)
    return {
        "answers": answers_of(resident, on=today),
        "members": [(one, one.holds_on(today)) for one in circle_of(resident)],
        "looks": looks_at_resident(resident)[:LOOKS_SHOWN],
        "may_write": _may_write(viewer, resident),
    }


def _may_write(viewer: Staff, resident: Resident) -> bool:
    return resident.forgotten_at is None and viewer.may(Right.WRITE_PERSONS, resident)
