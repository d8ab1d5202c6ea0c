"""Who is due a benefit, among many: decided inside the database, by the same rules.

`rules.explain` says yes exactly for those whom this finds; a test holds the two together.
"""

from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from fangcun.core.entitlements.models import BenefitRule, Circumstance, Enrolment
from fangcun.core.entitlements.queries.circumstances import running
from fangcun.core.entitlements.queries.packs import terms_of
from fangcun.core.entitlements.rules import (
    AgeAtLeast,
    AgeAtMost,
    AllOf,
    AnyOf,
    Condition,
    Has,
    LivesAs,
    LivesIn,
    Terms,
    years_before,
)
from fangcun.core.entitlements.states import Proof
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import person_of, present


def entitled(*, benefit: BenefitRule, on: date, among: QuerySet[Resident]) -> QuerySet[Resident]:
    """Those of these residents to whom a benefit is due on a day."""
    return entitled_by(terms=terms_of(benefit), on=on, among=among)


def entitled_by(*, terms: Terms, on: date, among: QuerySet[Resident]) -> QuerySet[Resident]:
    """The same by terms that may not be written in any pack yet."""
    return still_here(among, on=on).filter(_due(terms, on))


def not_enrolled(
    *, benefit: BenefitRule, on: date, among: QuerySet[Resident]
) -> QuerySet[Resident]:
    """Due to them, and nobody has put them on the list."""
    found = entitled(benefit=benefit, on=on, among=among)
    return found.exclude(pk__in=_enrolled_ids(benefit.key, on))


def enrolled(*, benefit: BenefitRule, on: date, among: QuerySet[Resident]) -> QuerySet[Resident]:
    """On the list of a benefit on a day."""
    return still_here(among, on=on).filter(pk__in=_enrolled_ids(benefit.key, on))


def not_served(
    *, benefit: BenefitRule, on: date, among: QuerySet[Resident], served: QuerySet[Any]
) -> QuerySet[Resident]:
    """Due to them, and they never came. `served` are numbers of residents, from the ledger.

    ``not_served(…, served=ServiceRecord.objects.filter(…).values("resident_id"))``
    """
    return entitled(benefit=benefit, on=on, among=among).exclude(pk__in=served)


def still_here(among: QuerySet[Resident], *, on: date) -> QuerySet[Resident]:
    """Without duplicates, and without those who have died, moved away or asked to be forgotten."""
    return present(among).filter(
        Q(died_on__isnull=True) | Q(died_on__gt=on), Q(left_on__isnull=True) | Q(left_on__gt=on)
    )


def _due(terms: Terms, on: date) -> Q:
    due = _where(terms.condition, on, Proof.CERTIFICATE in terms.required_proofs)
    if Proof.BIRTH_DATE in terms.required_proofs:
        due &= Q(born_on__isnull=False)
    if Proof.ID_NUMBER in terms.required_proofs:
        due &= Q(id_digest__isnull=False)
    return due


def _where(condition: Condition, on: date, needs_certificate: bool) -> Q:
    match condition:
        case AllOf(parts):
            wanted = Q()
            for part in parts:
                wanted &= _where(part, on, needs_certificate)
            return wanted
        case AnyOf(parts):
            circumstances = [part for part in parts if isinstance(part, Has)]
            wanted = _is_in(circumstances, on, needs_certificate)
            for part in parts:
                if not isinstance(part, Has):
                    wanted |= _where(part, on, needs_certificate)
            return wanted
        case Has():
            return _is_in([condition], on, needs_certificate)
    return _lives_and_is_old(condition, on)


def _lives_and_is_old(condition: AgeAtLeast | AgeAtMost | LivesAs | LivesIn, on: date) -> Q:
    match condition:
        case AgeAtLeast(years):
            return _born(Q(born_on__lte=years_before(on, years)), years=on.year - years - 1)
        case AgeAtMost(years):
            later = Q(born_on__gt=years_before(on, years + 1))
            return later | Q(born_on=None, birth_year__gte=on.year - years)
        case LivesAs(residences):
            return Q(residence__in=residences)
        case LivesIn(communities):
            return Q(community__code__in=communities)


def _born(by_day: Q, *, years: int) -> Q:
    """Born by a day; or, where only the year is known, in a year that leaves no doubt."""
    return by_day | Q(born_on=None, birth_year__lte=years)


def _is_in(choice: list[Has], on: date, needs_certificate: bool) -> Q:
    """In one of these circumstances, by a paper of his own or of a duplicate merged into him.

    All of them are asked in one go: each alone would read the table of residents again.
    """
    if not choice:
        return Q(pk__in=[])
    fits = reduce(or_, (_kind_and_level(wanted) for wanted in choice))
    rows = Circumstance.objects.filter(running(on) & fits)
    if needs_certificate:
        rows = rows.filter(number_sealed__isnull=False)
    return Q(pk__in=_persons(rows))


def _kind_and_level(wanted: Has) -> Q:
    fits = Q(kind=wanted.kind)
    if wanted.level_at_least is not None:
        fits &= Q(level__gte=wanted.level_at_least)
    if wanted.level_at_most is not None:
        fits &= Q(level__lte=wanted.level_at_most)
    return fits


def _enrolled_ids(key: str, on: date) -> QuerySet[Any]:
    has_not_ended = Q(until__isnull=True) | Q(until__gte=on)
    return _persons(Enrolment.objects.filter(has_not_ended, key=key, ended_at=None))


def _persons(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Whose rows they are; of a duplicate, the person it was merged into."""
    return rows.values_list(person_of("resident"), flat=True)
