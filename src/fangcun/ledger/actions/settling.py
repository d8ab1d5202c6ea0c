"""How promises end: exactly once, each in the one row that says how."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.ledger.actions.moving_up import free
from fangcun.ledger.actions.seats import (
    count_claims_again,
    count_taken,
    keys_of_commitment,
    lock_offer,
    lower_claims,
)
from fangcun.ledger.actions.unmet import NewNeed, record_unmet
from fangcun.ledger.actions.versions import keep_versions
from fangcun.ledger.models import Commitment, Offer, UnmetNeed
from fangcun.ledger.states import HOLDS_A_PLACE, STANDING, CommitmentState, WhyNot

WITH_A_PLACE = frozenset({CommitmentState.OPEN, CommitmentState.HELD})


class AlreadySettled(Refusal):
    """Somebody has settled the promise before; the sentence says who and when."""


class StillWaiting(Refusal):
    """Somebody on a waiting list has no place that could be used."""


def end_unmet(
    *,
    commitment: Commitment,
    state: CommitmentState,
    why: WhyNot,
    note: str,
    by: User,
    now: datetime,
    among: Collection[str] = STANDING,
) -> UnmetNeed:
    """End one promise in an unmet need; what it held of an offer goes to whoever waits."""
    offer = lock_place(commitment)
    was = lock_or_refuse(commitment, among=among)
    unmet = record_unmet(need=_need(commitment, why, note), by=by, now=now)
    ending = {"state": state, "unmet_need": unmet, "settled_why": note.strip()}
    settle(commitment, ending, by, now, among=among)
    if offer is not None:
        lower_claims(offer, keys=keys_of_commitment(commitment), units=commitment.units)
        if was in HOLDS_A_PLACE:
            free(offer, units=commitment.units, by=by, now=now)
    return unmet


def end_all(
    offer: Offer,
    commitments: Sequence[Commitment],
    *,
    state: CommitmentState,
    why: WhyNot,
    note: str,
    by: User,
    now: datetime,
) -> list[UnmetNeed]:
    """End many promises of one offer at once; the offer, its claims and the promises are locked.

    The same few statements for ten and for two thousand. Nobody moves up here.
    """
    needs = [
        UnmetNeed(**_columns(_need(one, why, note)), recorded_by=by, recorded_at=now)
        for one in commitments
    ]
    UnmetNeed.objects.bulk_create(needs)
    held = sum(one.units for one in commitments if one.state in HOLDS_A_PLACE)
    for one, need in zip(commitments, needs, strict=True):
        one.state, one.unmet_need, one.accept_by = state, need, None
        one.settled_at, one.settled_by, one.settled_why = now, by, note
        one.revision += 1
    changed = (
        *("state", "unmet_need", "accept_by", "settled_at", "settled_by"),
        *("settled_why", "revision"),
    )
    Commitment.objects.bulk_update(commitments, changed, batch_size=500)
    keep_versions(commitments, by, now)
    count_taken(offer, more=-held)
    if offer.has_caps:
        count_claims_again(offer)
    return needs


def lock_place(commitment: Commitment) -> Offer | None:
    """What the promise holds of an offer, locked: its claims, then the offer."""
    if commitment.offer_id is None:
        return None
    return lock_offer(commitment.offer_id, keys=keys_of_commitment(commitment))


def lock_or_refuse(commitment: Commitment, *, among: Collection[str] = STANDING) -> str:
    """The state of a promise that is not settled yet, and its units, locked as they are now."""
    rows = Commitment.objects.select_for_update(no_key=True).filter(pk=commitment.pk)
    state, commitment.units = rows.values_list("state", "units").get()
    if state not in among:
        refuse(commitment)
    return str(state)


def settle(
    commitment: Commitment,
    ending: Mapping[str, Any],
    by: User,
    now: datetime,
    *,
    among: Collection[str],
) -> None:
    ended = {"accept_by": None, "settled_at": now, "settled_by": by}
    write_if(commitment, {**ending, **ended}, by, now, among=among)


def write_if(
    commitment: Commitment,
    values: Mapping[str, Any],
    by: User,
    now: datetime,
    *,
    among: Collection[str],
) -> None:
    """Check and change in one statement: of two who settle at once, the second is refused.

    A refusal takes back, with the transaction, the row that was to say how it ended.
    """
    still_so = Commitment.objects.filter(pk=commitment.pk, state__in=sorted(among))
    if not still_so.update(**values, revision=F("revision") + 1):
        refuse(commitment)
    commitment.refresh_from_db()
    keep_versions([commitment], by, now)


def refuse(commitment: Commitment) -> None:
    """Say why this promise cannot be ended so: it has been settled, or has no place yet."""
    settled = Commitment.objects.select_related("settled_by").get(pk=commitment.pk)
    if settled.settled_at is None:
        raise StillWaiting(_("这位居民还在候补，没有位置。请先确认位置，或取消候补。"))
    raise AlreadySettled(
        _("{who}已于{when}办结这项约定（{state}），不能再次办结。请刷新页面查看结果。").format(
            who=settled.settled_by,
            when=f"{timezone.localtime(settled.settled_at):%Y-%m-%d %H:%M}",
            state=settled.get_state_display(),
        )
    )


def _need(commitment: Commitment, why: WhyNot, note: str) -> NewNeed:
    return NewNeed(
        why=why,
        community=commitment.community,
        service=commitment.service,
        resident=commitment.resident,
        people=1 if commitment.resident_id else commitment.units,
        facility=commitment.facility,
        operator=commitment.operator,
        wished_on=commitment.due_on,
        note=note,
        source=commitment.source,
    )


def _columns(need: NewNeed) -> dict[str, Any]:
    return {name: getattr(need, name) for name in NewNeed.__dataclass_fields__}
