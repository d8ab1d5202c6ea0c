"""More or fewer of what was promised."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.core.accounts.models import User
from fangcun.ledger.actions.deadlines import refuse_if_late
from fangcun.ledger.actions.moving_up import free
from fangcun.ledger.actions.refused import Asker, Refused, refused, refused_before
from fangcun.ledger.actions.reserving import NothingAsked
from fangcun.ledger.actions.seats import (
    claimed_beside,
    count_taken,
    has_room,
    keys_of_commitment,
    lock_offer,
    lower_claims,
    raise_claims,
)
from fangcun.ledger.actions.settling import lock_or_refuse, write_if
from fangcun.ledger.models import Commitment, Offer
from fangcun.ledger.states import HOLDS_A_PLACE, STANDING, CommitmentState, OfferState, WhyNot


class _No(Exception):
    """Why there cannot be more; takes back what was claimed for it."""

    def __init__(self, why: WhyNot, words: str) -> None:
        super().__init__(words)
        self.why, self.words = why, words


@transaction.atomic
def change_units(
    *,
    commitment: Commitment,
    units: int,
    by: User,
    now: datetime,
    note: str = "",
    price_fen: int | None = None,
    written_key: UUID | None = None,
) -> Commitment | Refused:
    """So many units instead; a no leaves the promise as it was.

    The resident himself until the deadline, later the desk with a reason (`note`). The price goes
    with the number, unless `price_fen` says what it is in all.
    """
    if units < 1:
        raise NothingAsked(_("数量至少为1；全部不要请取消。"))
    if commitment.offer is None:
        raise NothingAsked(_("这项约定不占名额，请取消后重新约定。"))
    if commitment.state != CommitmentState.WAITING:
        refuse_if_late(commitment.offer, note=note, by=by, now=now)
    asker = _asker(commitment, commitment.offer, units, written_key)
    if (before := refused_before(asker, now)) is not None:
        return before
    try:
        with transaction.atomic():
            return _change(commitment, units, price_fen, by, now)
    except _No as no:
        return refused(asker, no.why, no.words, by=by, now=now)


def _change(
    commitment: Commitment, units: int, price_fen: int | None, by: User, now: datetime
) -> Commitment:
    assert commitment.offer_id is not None  # noqa: S101  # asked by `change_units`
    keys = keys_of_commitment(commitment)
    offer = lock_offer(commitment.offer_id, keys=keys)
    state = lock_or_refuse(commitment)
    more = units - commitment.units
    if more > 0:
        _claim_more(offer, commitment, more, holds=state in HOLDS_A_PLACE)
    elif more < 0:
        lower_claims(offer, keys=keys, units=-more)
    if price_fen is None:
        price_fen = commitment.price_fen * units // commitment.units
    written = {"units": units, "price_fen": price_fen}
    write_if(commitment, written, by, now, among=STANDING)
    if state in HOLDS_A_PLACE:
        count_taken(offer, more=more)
    if more < 0:
        free(offer, units=0, by=by, now=now)
        commitment.refresh_from_db()  # who wants fewer may fit now
    return commitment


def _claim_more(offer: Offer, commitment: Commitment, more: int, *, holds: bool) -> None:
    if offer.state != OfferState.OPEN:
        raise _No(WhyNot.CLOSED, _("已停止预订，不能再加。"))
    if holds and not has_room(offer, more):
        raise _No(WhyNot.FULL, _("名额不够，不能再加。"))
    if not offer.has_caps:
        return
    keys, beside = keys_of_commitment(commitment), claimed_beside(commitment)
    if not raise_claims(offer, keys=keys, units=more, beside=beside):
        raise _No(WhyNot.OVER_CAP, _("超过限购数量，不能再加。"))


def _asker(commitment: Commitment, offer: Offer, units: int, key: UUID | None) -> Asker:
    return Asker(
        offer=offer,
        resident=commitment.resident,
        units=max(units - commitment.units, 1),
        source=commitment.source,
        written_key=key,
    )
