"""Places that become free go to those who wait, in the order in which they came."""

from datetime import datetime

from django.db.models import F

from fangcun.core.accounts.models import User
from fangcun.ledger.actions.seats import count_taken
from fangcun.ledger.actions.told import tell_of_place
from fangcun.ledger.actions.versions import keep_versions
from fangcun.ledger.models import Commitment, Offer
from fangcun.ledger.queries.offers import waiting_for
from fangcun.ledger.rules import time_to_accept, who_moves_up
from fangcun.ledger.states import CommitmentState, OfferState


def free(offer: Offer, *, units: int, by: User, now: datetime) -> list[Commitment]:
    """So many units of an offer, which is locked, are free again: the first who fit move up.

    While an offer is stopped nobody gets a new place; when it opens again, they move up.
    """
    left = None if offer.capacity is None else offer.capacity - offer.taken + units
    takes_bookings = offer.state == OfferState.OPEN and now < offer.ends_at
    waiting = list(waiting_for(offer)) if takes_bookings else []
    moved = list(who_moves_up(waiting, left=left))
    count_taken(offer, more=sum(one.units for one in moved) - units)
    for one in moved:
        _give_place(one, offer, now)
    keep_versions(moved, by, now)
    return moved


def _give_place(commitment: Commitment, offer: Offer, now: datetime) -> None:
    """Held until he says yes, or simply his."""
    until = time_to_accept(now=now, minutes=offer.accept_minutes, ends_at=offer.ends_at)
    state = CommitmentState.OPEN if until is None else CommitmentState.HELD
    Commitment.objects.filter(pk=commitment.pk).update(
        state=state, accept_by=until, revision=F("revision") + 1
    )
    commitment.state, commitment.accept_by = state, until
    commitment.revision += 1
    tell_of_place(commitment, offer, now)
