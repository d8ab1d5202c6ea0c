"""What goes when a resident asks to be forgotten, and what stays: counts."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F

from fangcun.core.entitlements.models import Circumstance, Enrolment, ForgottenCount
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
    _count(resident, told)


def _count(resident: Resident, told: Iterable[tuple[str, int]]) -> None:
    for (what, year), people in sorted(Counter(told).items()):
        where = {"community_id": resident.community_id, "what": what, "year": year}
        ForgottenCount.objects.bulk_create(
            [ForgottenCount(**where, people=0)], ignore_conflicts=True
        )
        ForgottenCount.objects.filter(**where).update(people=F("people") + people)
