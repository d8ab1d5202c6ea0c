"""One service, and one thing that can be booked, as everybody may read them."""

from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from fangcun.core.catalog.models import ServiceKind
from fangcun.core.entitlements.models import BenefitRule
from fangcun.core.entitlements.queries import (
    condition_in_words,
    gift_in_words,
    proofs_in_words,
    rules_in_force,
    terms_of,
)
from fangcun.core.operators.models import PromisedLine
from fangcun.core.operators.queries import contracts_running
from fangcun.core.people.models import Resident
from fangcun.doors.portal.queries.bookings import NO_TRADES
from fangcun.ledger.models import Commitment, Offer
from fangcun.ledger.queries.audience import audience_of, why_not
from fangcun.ledger.queries.offers import bookings_of
from fangcun.ledger.queries.public import offers_ahead
from fangcun.ledger.rules import Audience

MOST_OFFERS = 20


class Due(NamedTuple):
    """A benefit: what one gets, to whom it is due, what must be shown for it."""

    rule: BenefitRule
    gives: str
    whom: str
    proofs: str


class ServiceShown(NamedTuple):
    """Where, when, at what price, and who gets more or pays less."""

    service: ServiceKind
    lines: list[PromisedLine]
    offers: list[Offer]
    due: list[Due]


class OfferShown(NamedTuple):
    """For whom it is, and whether it can be asked for now; `why_not` speaks to the reader."""

    offer: Offer
    audience: Audience
    can_book: bool
    why_not: str

    @property
    def is_for_all(self) -> bool:
        return self.audience == Audience()


def service_shown(service: ServiceKind, *, now: datetime) -> ServiceShown:
    """The same number of queries wherever it is offered, but for the benefits' own."""
    today = timezone.localdate(now)
    lines = PromisedLine.objects.filter(
        service=service, dropped_on=None, contract__in=contracts_running(today)
    ).select_related("contract__facility__community", "contract__operator", "room")
    return ServiceShown(
        service=service,
        lines=list(lines.order_by("contract__facility__name", "weekday", "starts", "pk")),
        offers=list(offers_ahead(now).filter(service=service)[:MOST_OFFERS]),
        due=[_due(rule) for rule in rules_in_force(today).filter(service=service)],
    )


def offer_shown(offer: Offer, *, resident: Resident | None, now: datetime) -> OfferShown:
    """What the page of an offer says."""
    return OfferShown(
        offer=offer,
        audience=audience_of(offer),
        can_book=offer.books_from <= now <= offer.books_until and offer.is_bookable,
        why_not=why_not(resident, offer) if resident else "",
    )


def is_plain(offer: Offer) -> bool:
    """Whether its places are taken here; what belongs to a trade is ordered on the trade's page."""
    return offer.source.partition(":")[0] in NO_TRADES


def place_of(resident: Resident, offer: Offer) -> Commitment | None:
    """His place in it, or in its line."""
    return bookings_of(resident).filter(offer=offer).first()


def _due(rule: BenefitRule) -> Due:
    terms = terms_of(rule)
    return Due(
        rule=rule,
        gives=gift_in_words(rule),
        whom=condition_in_words(terms.condition),
        proofs=proofs_in_words(rule.required_proofs),
    )
