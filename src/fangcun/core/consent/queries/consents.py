"""What a resident agreed to: one answer for each purpose."""

from datetime import date
from typing import NamedTuple

from django.db.models import Max, Q, QuerySet

from fangcun.core.consent.models import Consent, Notice
from fangcun.core.consent.queries.notices import newest_notices
from fangcun.core.consent.states import SEPARATE, Purpose
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import person_of, same_person


class Answered(NamedTuple):
    """One purpose, what people are told about it, and how it stands with this resident."""

    purpose: Purpose
    is_separate: bool
    notice: Notice | None
    consent: Consent | None  # the newest answer, whatever became of it
    holds: bool


def allows(*, resident: Resident, purpose: Purpose, on: date) -> bool:
    """Whether a resident's consent for a purpose holds on a day: his newest answer speaks."""
    newest = consents_of(resident).filter(purpose=purpose).first()
    return newest is not None and _holds(newest, on)


def allowing(*, purpose: Purpose, on: date, among: QuerySet[Resident]) -> QuerySet[Resident]:
    """Those of these residents whose consent for a purpose holds on a day."""
    has_not_ended = Q(until__isnull=True) | Q(until__gte=on)
    holding = Consent.objects.filter(
        has_not_ended, purpose=purpose, from_on__lte=on, withdrawn_at=None, replaced_at=None
    )
    speaking = holding.filter(_has_one_record() | Q(pk__in=_newest_of_merged(purpose)))
    return among.filter(pk__in=speaking.values_list(person_of("resident"), flat=True))


def answers_of(resident: Resident, *, on: date) -> list[Answered]:
    """Every purpose with this resident's answer, in the order in which people are asked."""
    notices = newest_notices()
    newest: dict[str, Consent] = {}
    for consent in consents_of(resident):
        newest.setdefault(consent.purpose, consent)
    return [
        Answered(
            purpose=purpose,
            is_separate=purpose in SEPARATE,
            notice=notices.get(purpose),
            consent=newest.get(purpose),
            holds=purpose in newest and _holds(newest[purpose], on),
        )
        for purpose in Purpose
    ]


def consents_of(resident: Resident) -> QuerySet[Consent]:
    """Every answer a resident ever gave, the newest first."""
    rows = Consent.objects.filter(resident__in=same_person(resident)).select_related("notice")
    return rows.order_by("-pk")


def _has_one_record() -> Q:
    """Whose record was never merged: whatever runs is his newest answer."""
    return Q(resident__merged_into=None) & ~Q(resident__in=_merged_people())


def _newest_of_merged(purpose: Purpose) -> QuerySet[Consent, int]:
    """Of people with several records, the newest answer in any of them."""
    answers = Consent.objects.filter(purpose=purpose).annotate(whose=person_of("resident"))
    merged = answers.filter(whose__in=_merged_people())
    return merged.values("whose").annotate(newest=Max("pk")).values_list("newest", flat=True)


def _merged_people() -> QuerySet[Resident, int]:
    merged = Resident.objects.filter(merged_into__isnull=False)
    return merged.values_list("merged_into_id", flat=True)


def _holds(consent: Consent, on: date) -> bool:
    is_open = consent.withdrawn_at is None and consent.replaced_at is None
    has_not_ended = consent.until is None or consent.until >= on
    return is_open and consent.from_on <= on and has_not_ended
