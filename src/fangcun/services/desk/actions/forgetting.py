"""What a forgotten resident said is wiped; that something was asked stays counted."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet

from fangcun.core.accounts.models import User
from fangcun.core.people.models import Resident
from fangcun.services.desk.models import FollowUp, HandOver, HandOverLine, Link, ServiceRequest

NOBODYS_WORDS: dict[str, Any] = {
    "wanted": "",
    "answers": {},
    "caller_name": "",
    "caller_phone": "",
    "place": "",
}


@transaction.atomic
def forget(*, resident: Resident, by: User, now: datetime) -> int:
    """Wipe a resident's words from requests, follow-ups and history; how many requests it was.

    Category, times and answers to the call-back stay: they are counted and name nobody.
    """
    requests = ServiceRequest.objects.filter(resident=resident)
    numbers = list(requests.values_list("pk", flat=True))
    requests.update(**NOBODYS_WORDS, line="", revision=F("revision") + 1)
    versions: QuerySet[Any] = ServiceRequest.history.filter(id__in=numbers)
    versions.update(**NOBODYS_WORDS)
    FollowUp.objects.filter(request__in=numbers).update(words="")
    _forget_hand_overs(resident, numbers)
    HandOverLine.objects.filter(request__in=numbers).update(note="")
    Link.objects.filter(request__in=numbers).update(words="")
    return len(numbers)


def _forget_hand_overs(resident: Resident, numbers: list[int]) -> None:
    """What one shift told the next may name him: where it left his requests, or says his name."""
    said = Q(lines__request__in=numbers)
    for word in {resident.name, *resident.phones.values_list("number", flat=True)} - {""}:
        said |= Q(note__contains=word)
    found = HandOver.objects.filter(said).exclude(note="").values("pk")
    HandOver.objects.filter(pk__in=found).update(note="")
