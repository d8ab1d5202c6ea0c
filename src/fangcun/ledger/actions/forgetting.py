"""Forgetting the words about a person, never what was given."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person
from fangcun.ledger.models import Commitment, Interest, Opinion

WORDS = {"promised_to": "", "note": "", "settled_why": ""}


@transaction.atomic
def forget(resident: Resident) -> None:
    """Empty what was written in free words about a person, at his request.

    His promises, records and unmet needs stay and point at the anonymous resident, so that every
    figure stays. Notes of records can never be changed; the forms ask for no names in them.
    """
    promises = Commitment.objects.filter(resident__in=same_person(resident))
    keys = list(promises.values_list("pk", flat=True))
    promises.update(**WORDS)
    versions: QuerySet[Any] = Commitment.history.filter(id__in=keys)
    versions.update(**WORDS)
    Interest.objects.filter(resident__in=same_person(resident)).update(words="")
    Opinion.objects.filter(commitment__in=keys).exclude(words="").update(words="")
