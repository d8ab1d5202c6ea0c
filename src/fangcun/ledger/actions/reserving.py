"""Asking for units of an offer: at the counter, by telephone, on one's own page alike."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import signature
from fangcun.base.transactions import joined
from fangcun.core.accounts.models import User
from fangcun.core.people.models import Resident
from fangcun.core.places.actions.begun import begin
from fangcun.ledger.actions.commitments import NobodyPromised
from fangcun.ledger.actions.interests import end_of_interest
from fangcun.ledger.actions.refused import Asker, Refused, key_of_no, refused, refused_before
from fangcun.ledger.actions.seats import (
    caps_of,
    count_taken,
    has_room,
    keys_of,
    lock_offer,
    raise_claims,
    take,
)
from fangcun.ledger.actions.told import clock
from fangcun.ledger.models import Claim, Commitment, Offer
from fangcun.ledger.queries.audience import why_not
from fangcun.ledger.states import CommitmentState, OfferState, WhyNot

MOST_TRIES = 5

# The offer as it is now, and all else that has to be known, in one question.
READ = """
    SELECT offer.*,
        ARRAY(SELECT community_id FROM ledger_offer_communities WHERE offer_id = offer.id)
            AS for_communities,
        (SELECT id FROM ledger_commitment WHERE written_key = %(key)s) AS made_before,
        (SELECT id FROM ledger_unmetneed WHERE written_key = %(key_of_no)s) AS refused_before,
        EXISTS (
            SELECT FROM ledger_interest
            WHERE resident_id = %(resident)s AND service_id = offer.service_id AND ended_at IS NULL
        ) AS was_wished,
        (
            SELECT COALESCE(SUM(units), 0) FROM ledger_claim
            WHERE offer_id = offer.id AND whose IN (
                SELECT 'resident:' || id FROM people_resident WHERE merged_into_id = %(resident)s
            )
        ) AS claimed_beside
    FROM ledger_offer AS offer WHERE id = %(offer)s
"""


class NothingAsked(Refusal):
    """One asks for one or more."""


class NobodyKnown(Refusal):
    """Where an offer is for some, or limited for each, it must be known who asks."""


class _Overtaken(Exception):
    """Somebody was faster: what was read of the offer is not so any more."""


class _OverCap(Exception):
    """The person or the household has claimed as much as it may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """So many units of an offer, for whom, and what to do if they are gone."""

    offer: Offer
    resident: Resident | None = None
    promised_to: str = ""  # where no resident is on record
    units: int = 1
    may_wait: bool = False
    at_counter: bool = False  # he stands here: the end of the booking window does not matter
    source: str = ""  # the row that asked for it, as `room:number`
    note: str = ""
    written_key: UUID | None = None  # the same key twice gets the same answer, written once
    due_on: date | None = None  # None: the day of the offer
    price_fen: int | None = None  # in all; None: the offer's price for every unit


@joined
def reserve(*, wish: Wish, by: User, now: datetime) -> Commitment | Refused:
    """Promise units of an offer, put somebody on its waiting list, or say kindly why not.

    Never more than there are and never more than a person or household may have, whoever else
    asks at the same moment by whatever way.
    """
    wish = _asked_properly(wish)
    for _try in range(MOST_TRIES):
        offer = _read(wish)
        if (answer := _answer_before(wish, offer, now)) is not None:
            return answer
        if (reason := _why_not_now(wish, offer, now)) is not None:
            return _refuse(wish, offer, reason, by, now)
        try:
            return _book(wish, offer, by, now)
        except _OverCap:
            reason = WhyNot.OVER_CAP, _cap_in_words(wish, offer)
            return _yes_meanwhile(wish) or _refuse(wish, offer, reason, by, now)
        except _Overtaken:
            continue
    reason = WhyNot.FULL, _full_in_words(wish, offer)
    return _yes_meanwhile(wish) or _refuse(wish, offer, reason, by, now)


@joined
def refuse_at_once(*, wish: Wish, by: User, now: datetime) -> Refused | None:
    """The no that this wish would hear, before anything is written for a yes; None: ask it."""
    wish = _asked_properly(wish)
    offer = _read(wish)
    answer = _answer_before(wish, offer, now)
    if answer is not None:
        return answer if isinstance(answer, Refused) else None
    reason = _why_not_now(wish, offer, now)
    return None if reason is None else _refuse(wish, offer, reason, by, now)


def _asked_properly(wish: Wish) -> Wish:
    """With the row of the person that is kept, where two were one."""
    if wish.units < 1:
        raise NothingAsked(_("数量至少为1。"))
    if wish.resident is None and not wish.promised_to.strip():
        raise NobodyPromised(_("请选择居民，或写明约定对象。"))
    kept = wish.resident.merged_into if wish.resident else None
    return replace(wish, resident=kept) if kept else wish


def _read(wish: Wish) -> Any:
    """The offer, for whom it is, what this question was answered before, whether he waited."""
    key = wish.written_key
    asked = {
        "offer": wish.offer.pk,
        "key": key,
        "key_of_no": key and key_of_no(key),
        "resident": wish.resident and wish.resident.pk,
    }
    (offer,) = Offer.objects.raw(READ, asked)
    return offer


def _answer_before(wish: Wish, offer: Any, now: datetime) -> Commitment | Refused | None:
    """What the same question was answered when it was sent before."""
    if wish.written_key is None:
        return None
    if offer.made_before is not None:
        return Commitment.objects.get(pk=offer.made_before)
    return refused_before(_asker(wish, offer), now) if offer.refused_before else None


def _why_not_now(wish: Wish, offer: Any, now: datetime) -> tuple[WhyNot, str] | None:
    if words := _closed_in_words(wish, offer, now):
        return WhyNot.CLOSED, words
    is_for_some = offer.for_communities or offer.is_for_some
    if is_for_some and (words := why_not(_known(wish), offer)):
        return WhyNot.NOT_ELIGIBLE, words
    if not has_room(offer, wish.units) and not _may_wait(wish, offer):
        return WhyNot.FULL, _full_in_words(wish, offer)
    return None


def _closed_in_words(wish: Wish, offer: Offer, now: datetime) -> str:
    if offer.state == OfferState.CALLED_OFF:
        return _("这一次已取消：{why}").format(why=offer.called_off_why)
    if offer.state == OfferState.OVER or now > offer.ends_at:
        return _("这一次已经结束。")
    if offer.state == OfferState.STOPPED:
        return _("这一次已停止预订。")
    if now < offer.books_from:
        return _("{when}开始预订，请到时再来。").format(when=clock(offer.books_from))
    if now > offer.books_until and not wish.at_counter:
        return _("预订已在{when}截止；当天到现场，有空位还可以参加。").format(
            when=clock(offer.books_until)
        )
    return ""


def _known(wish: Wish) -> Resident:
    if wish.resident is None:
        raise NobodyKnown(_("这一次有对象或限量要求，请先找到或登记居民，再预订。"))
    return wish.resident


def _may_wait(wish: Wish, offer: Offer) -> bool:
    return wish.may_wait and offer.has_waiting_list


def _book(wish: Wish, offer: Any, by: User, now: datetime) -> Commitment:
    """A place, or one in the line; takes back all of it where somebody was faster."""
    keys = _keys(_known(wish)) if offer.has_caps else []
    book: Callable[..., Commitment] = _take if has_room(offer, wish.units) else _wait
    try:
        with transaction.atomic():
            if keys and not raise_claims(
                offer, keys=keys, units=wish.units, beside=offer.claimed_beside
            ):
                raise _OverCap
            return book(wish, offer, by, now)
    except IntegrityError as error:
        if _yes_meanwhile(wish) is None:
            raise
        raise _Overtaken from error  # the same question, sent twice at once, has its answer


def _take(wish: Wish, offer: Any, by: User, now: datetime) -> Commitment:
    """The row of the offer is the last that is changed: everybody waits for it."""
    made = _write(wish, offer, CommitmentState.OPEN, by, now)
    if not take(offer, units=wish.units):
        raise _Overtaken
    return made


def _wait(wish: Wish, offer: Any, by: User, now: datetime) -> Commitment:
    """Into the line while nobody can leave it; a place that has become free is simply taken."""
    locked = lock_offer(offer.pk, keys=[])
    if locked.revision != offer.revision:
        raise _Overtaken
    is_free = has_room(locked, wish.units)
    state = CommitmentState.OPEN if is_free else CommitmentState.WAITING
    made = _write(wish, offer, state, by, now)
    count_taken(locked, more=wish.units if is_free else 0)
    return made


def _write(wish: Wish, offer: Any, state: CommitmentState, by: User, now: datetime) -> Commitment:
    resident = wish.resident
    price_fen = offer.price_fen * wish.units if wish.price_fen is None else wish.price_fen
    made = Commitment(
        service_id=offer.service_id,
        resident=resident,
        promised_to=wish.promised_to.strip(),
        community_id=resident.community_id if resident else offer.community_id,
        operator_id=offer.operator_id,
        facility_id=offer.facility_id,
        offer=offer,
        household_id=resident.household_id if resident else None,
        units=wish.units,
        price_fen=price_fen,
        due_on=wish.due_on or timezone.localdate(offer.starts_at),
        source=wish.source,
        written_key=wish.written_key,
        note=wish.note.strip(),
        state=state,
        made_at=now,
        made_by=by,
    )
    begin(made, by=signature(by), now=now)
    if resident is not None and offer.was_wished and state == CommitmentState.OPEN:
        end_of_interest(resident=resident, service=offer.service_id, now=now)
    return made


def _refuse(wish: Wish, offer: Any, reason: tuple[WhyNot, str], by: User, now: datetime) -> Refused:
    shown = Offer.objects.select_related("service", "community", "facility", "operator")
    return refused(_asker(wish, shown.get(pk=offer.pk)), *reason, by=by, now=now)


def _yes_meanwhile(wish: Wish) -> Commitment | None:
    """What the same question, sent twice at once, was answered the other time."""
    key = wish.written_key
    return None if key is None else Commitment.objects.filter(written_key=key).first()


def _asker(wish: Wish, offer: Offer) -> Asker:
    return Asker(
        offer=offer,
        resident=wish.resident,
        units=wish.units,
        source=wish.source,
        written_key=wish.written_key,
    )


def _keys(resident: Resident) -> list[str]:
    return keys_of(resident=resident.pk, household=resident.household_id)


def _full_in_words(wish: Wish, offer: Offer) -> str:
    left = offer.left or 0
    if 0 < left < wish.units:
        return _("只剩{left}个名额，不够{units}个。").format(left=left, units=wish.units)
    return _("名额已满。")


def _cap_in_words(wish: Wish, offer: Any) -> str:
    """Which cap, and how much of it is used."""
    keys = _keys(_known(wish))
    person, household = caps_of(offer, keys=keys)
    claimed = dict(Claim.objects.filter(offer=offer, whose__in=keys).values_list("whose", "units"))
    of_household = claimed.get(keys[0], 0)
    if len(keys) > 1 and of_household + wish.units > household:
        return _("每户限{most}份，这一户已订{claimed}份。").format(
            most=household, claimed=of_household
        )
    return _("每人限{most}份，已订{claimed}份。").format(
        most=person, claimed=claimed.get(keys[-1], 0) + offer.claimed_beside
    )
