"""A copy of what this room knows of a person, for himself: PIPL §45."""

from typing import Any

from fangcun.core.entitlements.models import Circumstance, Enrolment
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person


def own_data(resident: Resident) -> dict[str, Any]:
    """Circumstances and enrolments of a resident, ready to be written as JSON."""
    circumstances = Circumstance.objects.filter(resident__in=same_person(resident)).order_by("pk")
    enrolments = Enrolment.objects.filter(resident__in=same_person(resident)).order_by("pk")
    return {
        "circumstances": [_circumstance(one) for one in circumstances],
        "enrolments": [_enrolment(one) for one in enrolments.select_related("rule__pack")],
    }


def _circumstance(one: Circumstance) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "level": one.level,
        "evidence": one.evidence,
        "number": one.number,
        "from_on": one.from_on.isoformat(),
        "until": one.until and one.until.isoformat(),
        "verified_at": one.verified_at and one.verified_at.isoformat(),
        "ended_at": one.ended_at and one.ended_at.isoformat(),
    }


def _enrolment(one: Enrolment) -> dict[str, Any]:
    return {
        "benefit": one.rule.name_zh,
        "pack": one.rule.pack.name_zh,
        "version": one.rule.pack.version,
        "from_on": one.from_on.isoformat(),
        "until": one.until and one.until.isoformat(),
        "ended_at": one.ended_at and one.ended_at.isoformat(),
    }
