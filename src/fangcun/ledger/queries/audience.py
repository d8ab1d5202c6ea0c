"""For whom an offer is, as it is on file."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from fangcun.core.entitlements.models import BenefitRule
from fangcun.core.entitlements.queries import entitled, rule_in_force
from fangcun.core.people.models import GroupMember, Resident
from fangcun.core.people.queries import person_of
from fangcun.ledger.models import Offer
from fangcun.ledger.rules import Applicant, Audience, why_not_for


def why_not(resident: Resident, offer: Offer) -> str:
    """Why an offer is not for him, kindly; empty: it is for him."""
    return next(iter(_judged(offer, [resident]).values()))


def meant_for(offer: Offer, among: QuerySet[Resident]) -> list[Resident]:
    """Those of these residents for whom an offer is."""
    people = list(among)
    told = _judged(offer, people)
    return [one for one in people if not told[one.pk]]


def audience_of(offer: Offer) -> Audience:
    """For whom an offer is, by name."""
    rule = _rule(offer)
    return Audience(
        communities=dict(offer.communities.order_by("code").values_list("pk", "name")),
        least_age=offer.least_age,
        most_age=offer.most_age,
        benefit=str(rule or offer.benefit),
        group=str(offer.group or ""),
    )


def _judged(offer: Offer, people: list[Resident]) -> dict[int, str]:
    """What each of them is told: few questions to the database, however many people ask."""
    audience, on = audience_of(offer), _day_of(offer)
    keys = {one.pk for one in people}
    due = _entitled(offer, keys, on)
    members = _members(offer, keys, on)
    return {
        one.pk: why_not_for(
            Applicant(
                community=one.community_id,
                age=one.age_on(on),
                is_entitled=one.pk in due,
                is_member=one.pk in members,
            ),
            audience,
        )
        for one in people
    }


def _entitled(offer: Offer, keys: set[int], on: date) -> set[int]:
    rule = _rule(offer)
    if rule is None:
        return set()
    found = entitled(benefit=rule, on=on, among=Resident.objects.filter(pk__in=keys))
    return set(found.values_list("pk", flat=True))


def _members(offer: Offer, keys: set[int], on: date) -> set[int]:
    if offer.group_id is None:
        return set()
    still_there = Q(left_on=None) | Q(left_on__gt=on)
    rows = GroupMember.objects.filter(still_there, group=offer.group_id)
    people = rows.annotate(person=person_of("resident")).filter(person__in=keys)
    return set(people.values_list("person", flat=True))


def _rule(offer: Offer) -> BenefitRule | None:
    return rule_in_force(offer.benefit, on=_day_of(offer)) if offer.benefit else None


def _day_of(offer: Offer) -> date:
    return timezone.localdate(offer.starts_at)
