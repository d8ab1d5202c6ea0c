"""The two counters behind every booking: what a person or household claims, what is taken.

Whoever needs both locks in one order, so that nobody waits for somebody who waits for him: claims
first, the household's before the person's; then the offer; then commitments. The row of an offer
that everybody wants is changed last, so that the next in line waits for the shortest time.
"""

from typing import Any

from django.db import connection
from django.db.models import F, Sum

from fangcun.core.people.queries import same_person
from fangcun.ledger.models import Claim, Commitment, Offer

NO_CAP = 2**31 - 1

# Two ways of booking at once: the second waits at the row, and sees what the first has claimed.
RAISE_CLAIMS = """
    INSERT INTO ledger_claim AS claim (offer_id, whose, units)
    SELECT %(offer)s, whose, %(units)s
    FROM unnest(%(keys)s::text[]) WITH ORDINALITY AS key (whose, place)
    ORDER BY place
    ON CONFLICT (offer_id, whose) DO UPDATE SET units = claim.units + EXCLUDED.units
    WHERE claim.units + EXCLUDED.units
        <= CASE WHEN claim.whose LIKE 'household:%%' THEN %(household)s ELSE %(person)s END
"""
TAKE = """
    UPDATE ledger_offer SET taken = taken + %(units)s
    WHERE id = %(offer)s AND revision = %(revision)s AND state = 'open'
        AND (capacity IS NULL OR capacity >= taken + %(units)s)
"""
COUNT_CLAIMS_AGAIN = """
    INSERT INTO ledger_claim AS claim (offer_id, whose, units)
    SELECT offer_id, whose, SUM(units)
    FROM ledger_commitment,
        LATERAL (VALUES ('household:' || household_id), ('resident:' || resident_id)) AS key (whose)
    WHERE offer_id = %(offer)s AND whose IS NOT NULL
        AND state IN ('waiting', 'held', 'open', 'kept')
    GROUP BY offer_id, whose
    ON CONFLICT (offer_id, whose) DO UPDATE SET units = EXCLUDED.units
"""


def keys_of(*, resident: int | None, household: int | None) -> list[str]:
    """Under which names units are claimed, in the order in which they are locked."""
    keys = [f"household:{household}"] if household is not None else []
    return [*keys, f"resident:{resident}"] if resident is not None else keys


def keys_of_commitment(commitment: Commitment) -> list[str]:
    return keys_of(resident=commitment.resident_id, household=commitment.household_id)


def raise_claims(offer: Offer, *, keys: list[str], units: int, beside: int) -> bool:
    """Claim so many more for all of these names; False if that is more than one of them may.

    Then nothing of it may stay: the caller takes it back. `beside` is what the same person has
    claimed under rows that were merged: it can only become less, nobody books for such a row.
    """
    person, household = caps_of(offer, keys=keys)
    person -= beside
    if units > min(person, household):
        return False
    given: dict[str, Any] = {"offer": offer.pk, "units": units, "keys": keys}
    with connection.cursor() as cursor:
        cursor.execute(RAISE_CLAIMS, {**given, "person": person, "household": household})
        return int(cursor.rowcount) == len(keys)


def caps_of(offer: Offer, *, keys: list[str]) -> tuple[int, int]:
    """The most for a person and for a household; who lives in none on file is his own."""
    person = NO_CAP if offer.most_per_person is None else offer.most_per_person
    household = NO_CAP if offer.most_per_household is None else offer.most_per_household
    has_household = any(key.startswith("household:") for key in keys)
    return (person, household) if has_household else (min(person, household), household)


def claimed_beside(commitment: Commitment) -> int:
    """What the person of a promise has claimed of its offer under his other, merged rows."""
    resident = commitment.resident
    if resident is None:
        return 0
    others = same_person(resident).exclude(pk=resident.pk)
    names = [f"resident:{pk}" for pk in others]
    claims = Claim.objects.filter(offer=commitment.offer_id, whose__in=names)
    return int(claims.aggregate(units=Sum("units"))["units"] or 0)


def lower_claims(offer: Offer, *, keys: list[str], units: int) -> None:
    """Claim so many less; the rows are locked already."""
    if offer.has_caps and keys:
        claims = Claim.objects.filter(offer=offer.pk, whose__in=keys)
        claims.update(units=F("units") - units)


def count_claims_again(offer: Offer) -> None:
    """From the promises, where a cap is new or many promises have ended; claims are locked."""
    Claim.objects.filter(offer=offer.pk).update(units=0)
    with connection.cursor() as cursor:
        cursor.execute(COUNT_CLAIMS_AGAIN, {"offer": offer.pk})


def lock_offer(offer: int, *, keys: list[str] | None = None) -> Offer:
    """The offer as it is now, held until the end; before it the claims of these names, or all."""
    claims = Claim.objects.select_for_update(no_key=True).filter(offer=offer)
    if keys is not None:
        claims = claims.filter(whose__in=keys)
    if keys is None or keys:
        list(claims.order_by("whose").values_list("pk", flat=True))
    return Offer.objects.select_for_update(no_key=True).get(pk=offer)


def take(offer: Offer, *, units: int) -> bool:
    """Take units of the version of an offer that was read: checked and changed in one statement."""
    given = {"offer": offer.pk, "revision": offer.revision, "units": units}
    with connection.cursor() as cursor:
        cursor.execute(TAKE, given)
        return bool(cursor.rowcount)


def count_taken(offer: Offer, *, more: int) -> None:
    """So many more (or less) are taken; the offer is locked."""
    if more:
        Offer.objects.filter(pk=offer.pk).update(taken=F("taken") + more)
        offer.taken += more


def has_room(offer: Offer, units: int) -> bool:
    return offer.capacity is None or offer.taken + units <= offer.capacity
