"""What a relative sees of somebody who let him in: only the groups that he was allowed."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from fangcun.core.accounts.models import User
from fangcun.core.consent.access import look_as_relative
from fangcun.core.consent.models import CircleMember
from fangcun.core.consent.states import FieldGroup
from fangcun.core.entitlements.queries import panel
from fangcun.doors.portal.queries.own import requests_of, services_of


def seen_by_relative(*, member: CircleMember, user: User, now: datetime) -> dict[str, Any]:
    """Each group that is shown is written down as a look; the others are not even asked for."""
    resident = member.resident
    for group in member.sees:
        look_as_relative(user=user, resident=resident, group=FieldGroup(group), now=now)
    seen: dict[str, Any] = {"identity": FieldGroup.IDENTITY in member.sees}
    seen["money"] = FieldGroup.MONEY in member.sees
    if FieldGroup.APPOINTMENTS in member.sees or seen["money"]:
        seen["services"] = services_of(resident)
    if FieldGroup.REQUESTS in member.sees:
        seen["asked"] = requests_of(resident)
    if FieldGroup.HEALTH in member.sees:
        today = timezone.localdate(now)
        seen["health"] = [
            one
            for one in panel(resident, on=today, sees_health=True).circumstances
            if one.row.is_sensitive
        ]
    return seen
