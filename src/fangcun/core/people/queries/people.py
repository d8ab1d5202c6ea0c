"""Residents as every room upstairs asks for them."""

from django.db.models import BigIntegerField, Case, F, IntegerField, Q, QuerySet, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from fangcun.core.people.models import Household, Resident
from fangcun.core.people.rules.finding import plain_number
from fangcun.core.people.states import Relation
from fangcun.core.places.models import Community


def present(among: QuerySet[Resident]) -> QuerySet[Resident]:
    """One row a person, anonymous ones left out; those who died or moved away are among them."""
    return among.filter(merged_into__isnull=True, forgotten_at__isnull=True)


def same_person(resident: Resident) -> QuerySet[Resident, int]:
    """The numbers of every row that is this person: `filter(resident__in=same_person(who))`."""
    kept = resident.merged_into_id or resident.pk
    rows = Resident.objects.filter(Q(pk=kept) | Q(merged_into=kept))
    return rows.values_list("pk", flat=True)


def person_of(path: str = "") -> Combinable:
    """The one number of a person, to count distinct people with.

    `path` leads to the resident: `Count(person_of("resident"), distinct=True)`.
    """
    if not path:
        return Coalesce(F("merged_into_id"), F("id"), output_field=BigIntegerField())
    kept, own = F(f"{path}__merged_into_id"), F(f"{path}_id")
    return Coalesce(kept, own, output_field=BigIntegerField())


def residents_with_phone(
    number: str, *, among: QuerySet[Resident] | None = None
) -> QuerySet[Resident]:
    """People who can be reached under a number, however it was typed; a couple may share one."""
    rows = present(Resident.objects.all() if among is None else among)
    with_number = Q(phones__number=plain_number(number))
    return rows.filter(with_number).select_related("community", "address").order_by("name", "pk")


def latest_of_phone(number: str, *, among: QuerySet[Resident] | None = None) -> Resident | None:
    """Who most likely calls under a number: whose first number it is, the newest entry first."""
    callers = residents_with_phone(number, among=among)
    return callers.order_by("-phones__is_main", "-registered_at", "-pk").first()


def people_in(
    *, among: QuerySet[Resident], community: Community | None = None
) -> QuerySet[Resident]:
    """The book of residents by name, as a list page shows it."""
    rows = present(among)
    if community is not None:
        rows = rows.filter(community=community)
    return (
        rows.select_related("community", "address")
        .prefetch_related("phones")
        .order_by("name", "pk")
    )


def members_of(household: Household) -> QuerySet[Resident]:
    """Who lives in a household; the head first."""
    is_head = Case(When(relation=Relation.HEAD, then=0), default=1, output_field=IntegerField())
    members = present(household.members.all()).annotate(place=is_head)
    return members.order_by("place", "birth_year", "pk")


def others_at_address(resident: Resident) -> QuerySet[Resident]:
    """People of the same address who are not in the same household: perhaps one family."""
    if resident.address_id is None:
        return Resident.objects.none()
    there = present(Resident.objects.filter(address=resident.address_id)).exclude(pk=resident.pk)
    if resident.household_id is not None:
        there = there.exclude(household=resident.household_id)
    return there.select_related("household").order_by("name", "pk")
