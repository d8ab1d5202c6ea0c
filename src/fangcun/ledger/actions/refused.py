"""A kind no: why, what else there is, and the unmet need that it leaves behind."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.utils import timezone

from fangcun.core.accounts.models import User
from fangcun.core.people.models import Resident
from fangcun.ledger.actions.unmet import NewNeed, record_unmet
from fangcun.ledger.models import Offer, UnmetNeed
from fangcun.ledger.queries.alternatives import Alternative, alternatives
from fangcun.ledger.queries.offers import source_of
from fangcun.ledger.states import WhyNot


@dataclass(frozen=True, slots=True)
class Refused:
    """The answer no. It is an answer, not an error: what it wrote is to be kept."""

    why: WhyNot
    words: str
    alternatives: tuple[Alternative, ...]
    need: NewNeed
    unmet: UnmetNeed


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asked for what of an offer, as a refusal writes it down."""

    offer: Offer
    resident: Resident | None
    units: int
    source: str = ""
    written_key: UUID | None = None


def refused(asker: Asker, why: WhyNot, words: str, *, by: User, now: datetime) -> Refused:
    """Write the need that is not met, and look for what else there is."""
    need = _need(asker, why, words)
    return _answer(asker, need, record_unmet(need=need, by=by, now=now), now)


def refused_before(asker: Asker, now: datetime) -> Refused | None:
    """The no that the same question was answered with, if it was."""
    if asker.written_key is None:
        return None
    unmet = UnmetNeed.objects.filter(written_key=key_of_no(asker.written_key)).first()
    if unmet is None:
        return None
    return _answer(asker, _need(asker, WhyNot(unmet.why), unmet.note), unmet, now)


def key_of_no(key: UUID) -> UUID:
    """Under what a refusal is written: one question has one answer, however often it is sent."""
    return uuid5(key, "refused")


def _answer(asker: Asker, need: NewNeed, unmet: UnmetNeed, now: datetime) -> Refused:
    others = alternatives(offer=asker.offer, resident=asker.resident, units=asker.units, now=now)
    return Refused(WhyNot(unmet.why), unmet.note, others, need, unmet)


def _need(asker: Asker, why: WhyNot, words: str) -> NewNeed:
    offer, resident = asker.offer, asker.resident
    return NewNeed(
        why=why,
        community=resident.community if resident else offer.community,
        service=offer.service,
        resident=resident,
        people=1 if resident else asker.units,
        facility=offer.facility,
        operator=offer.operator,
        wished_on=timezone.localdate(offer.starts_at),
        note=words,
        source=asker.source or source_of(offer),
        written_key=key_of_no(asker.written_key) if asker.written_key else None,
    )
