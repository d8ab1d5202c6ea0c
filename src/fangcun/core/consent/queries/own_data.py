"""A copy of what is known of a person, for himself: PIPL §45."""

from typing import Any

from fangcun.core.consent.models import CircleMember, ForgetRequest
from fangcun.core.consent.queries.consents import consents_of
from fangcun.core.consent.queries.looks import looks_at_resident
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person


def own_data(resident: Resident) -> dict[str, Any]:
    """What the rooms of people and of consent hold of a resident, ready to be written as JSON.

    Rooms upstairs and the neighbouring one (`entitlements.queries.own_data`) add theirs.
    """
    return {
        "identity": _identity(resident),
        "consents": [
            {
                "purpose": one.purpose,
                "given_by": one.given_by,
                "guardian": one.guardian_name,
                "channel": one.channel,
                "evidence": one.evidence,
                "from_on": one.from_on.isoformat(),
                "until": one.until and one.until.isoformat(),
                "withdrawn_at": one.withdrawn_at and one.withdrawn_at.isoformat(),
            }
            for one in consents_of(resident)
        ],
        "circle": _circle(resident),
        "looks": [
            {
                "viewer": look.viewer,
                "what": look.what,
                "why": look.reason,
                "at": look.at.isoformat(),
            }
            for look in looks_at_resident(resident)
        ],
        "forget_requests": [
            {"asked_at": one.asked_at.isoformat(), "due_on": one.due_on.isoformat()}
            for one in ForgetRequest.objects.filter(resident__in=same_person(resident))
        ],
    }


def _identity(resident: Resident) -> dict[str, Any]:
    return {
        "name": resident.name,
        "sex": resident.sex,
        "born_on": resident.born_on and resident.born_on.isoformat(),
        "birth_year": resident.birth_year,
        "id_number": resident.id_number,
        "language": resident.language,
        "card_number": resident.card_number,
        "community": resident.community.name,
        "address": str(resident.address or ""),
        "residence": resident.residence,
        "phones": [phone.number for phone in resident.phones.order_by("pk")],
        "note": resident.note,
        "registered_at": resident.registered_at.isoformat(),
    }


def _circle(resident: Resident) -> list[dict[str, Any]]:
    rows = CircleMember.objects.filter(resident__in=same_person(resident)).order_by("pk")
    return [
        {
            "name": one.name,
            "kinship": one.kinship,
            "phone": one.phone,
            "sees": one.sees,
            "does": one.does,
            "from_on": one.from_on.isoformat(),
            "until": one.until.isoformat(),
            "revoked_at": one.revoked_at and one.revoked_at.isoformat(),
        }
        for one in rows
    ]
