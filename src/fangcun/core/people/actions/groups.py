"""Groups: people join and leave."""

from datetime import date

from django.db import IntegrityError, transaction

from fangcun.core.people.models import Group, GroupMember, Resident
from fangcun.core.people.queries import same_person


@transaction.atomic
def join_group(*, group: Group, resident: Resident, today: date) -> GroupMember:
    """He belongs to the group from today on; who belongs to it already stays what he is."""
    who = resident.merged_into or resident
    if (there := _membership(group, who)) is not None:
        return there
    try:
        with transaction.atomic():
            return GroupMember.objects.create(group=group, resident=who, since=today)
    except IntegrityError:
        if (there := _membership(group, who)) is None:
            raise
        return there


@transaction.atomic
def leave_group(*, group: Group, resident: Resident, today: date) -> GroupMember | None:
    """He leaves; what he has booked as a member stays his. None: he was not in it."""
    there = _membership(group, resident)
    if there is not None:
        GroupMember.objects.filter(pk=there.pk, left_on=None).update(left_on=today)
        there.left_on = today
    return there


def _membership(group: Group, resident: Resident) -> GroupMember | None:
    rows = GroupMember.objects.filter(group=group, left_on=None)
    return rows.filter(resident__in=same_person(resident)).first()
