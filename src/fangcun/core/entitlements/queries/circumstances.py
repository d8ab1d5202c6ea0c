"""Circumstances on a day: which run, which are running out."""

from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Q, QuerySet

from fangcun.core.entitlements.models import Circumstance
from fangcun.core.entitlements.states import SENSITIVE_KINDS
from fangcun.core.people.models import Resident


class Standing(StrEnum):
    """How a circumstance stands on a day."""

    RUNNING = "running"
    NOT_VERIFIED = "not_verified"
    NOT_BEGUN = "not_begun"
    RUN_OUT = "run_out"
    ENDED = "ended"


def running(on: date) -> Q:
    """Circumstances that run on a day, both days included, and that somebody has verified."""
    has_not_run_out = Q(until__isnull=True) | Q(until__gte=on)
    return Q(ended_at=None, from_on__lte=on, verified_at__isnull=False) & has_not_run_out


def standing_of(circumstance: Circumstance, *, on: date) -> Standing:
    """How a circumstance stands on a day."""
    if circumstance.ended_at is not None:
        return Standing.ENDED
    if circumstance.has_run_out_on(on):
        return Standing.RUN_OUT
    if circumstance.from_on > on:
        return Standing.NOT_BEGUN
    return Standing.RUNNING if circumstance.is_verified else Standing.NOT_VERIFIED


def expiring(
    *, among: QuerySet[Resident], on: date, days: int, with_health: QuerySet[Resident]
) -> QuerySet[Circumstance]:
    """Papers of these residents that run out within so many days, the soonest first.

    Those that ran out in as many days before are among them: they wait for a new paper. Health is
    shown of the residents `with_health` only.
    """
    within = (on - timedelta(days=days), on + timedelta(days=days))
    rows = Circumstance.objects.filter(ended_at=None, until__range=within, resident__in=among)
    rows = rows.exclude(Q(kind__in=SENSITIVE_KINDS) & ~Q(resident__in=with_health))
    return rows.select_related("resident__community").order_by("until", "pk")
