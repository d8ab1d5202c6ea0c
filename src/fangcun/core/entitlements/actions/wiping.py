"""What goes when a resident asks to be forgotten, and what stays: counts."""

from typing import Any

from django.db import transaction

from fangcun.core.entitlements.models import Circumstance, Enrolment
from fangcun.core.people.actions import count_forgotten
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person


@transaction.atomic
def wipe(*, resident: Resident) -> None:
    """Remove what this room holds of a resident, histories too; keep counts by community and year.

    Wiping again finds nothing and counts nothing twice.
    """
    circumstances = Circumstance.objects.filter(resident__in=same_person(resident))
    enrolments = Enrolment.objects.filter(resident__in=same_person(resident))
    told = {(f"circumstance:{one.kind}", one.from_on.year) for one in circumstances}
    told |= {(f"enrolment:{one.key}", one.from_on.year) for one in enrolments}
    pks = [one.pk for one in circumstances]
    table: Any = Circumstance
    Circumstance.objects.filter(pk__in=pks).delete()
    table.history.filter(id__in=pks).delete()
    Enrolment.objects.filter(pk__in=[one.pk for one in enrolments]).delete()
    count_forgotten(resident=resident, had=told)
