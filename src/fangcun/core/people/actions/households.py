"""Who lives with whom."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.people.actions.addresses import Place, address_row
from fangcun.core.people.actions.residents import NotPresent, drop_empty_household
from fangcun.core.people.actions.written import words_of
from fangcun.core.people.models import Address, Household, Resident
from fangcun.core.people.rules.addresses import AddressParts
from fangcun.core.people.states import Relation
from fangcun.core.places.actions.revised import write_revision


class NoAddress(Refusal):
    """A household needs an address."""


class StillOthers(Refusal):
    """Somebody else is the head of the household."""


@transaction.atomic
def found_household(*, resident: Resident, by: str, now: datetime) -> Household:
    """A household at a resident's address, with the resident as its head."""
    if resident.address is None:
        raise NoAddress(_("请先登记地址，再建户"))
    if resident.household is not None and resident.household.address_id == resident.address_id:
        return resident.household
    household = Household.objects.create(address=resident.address)
    join_household(resident=resident, household=household, relation=Relation.HEAD, by=by, now=now)
    return household


@transaction.atomic
def join_household(
    *, resident: Resident, household: Household, relation: str, by: str, now: datetime
) -> Resident:
    """A resident lives in a household from now on, or is something else to its head.

    The address becomes the household's.
    """
    if not resident.is_present:
        raise NotPresent(_("这条记录已并入他人或已删除，不能修改"))
    home = Household.objects.select_for_update().select_related("address").get(pk=household.pk)
    if relation == Relation.HEAD and _has_other_head(home, resident):
        raise StillOthers(_("这户已有户主，请先修改原户主与户主的关系"))
    left = resident.household_id
    values: dict[str, Any] = {"household_id": home.pk, "relation": relation}
    if resident.address_id != home.address_id:
        values |= _moved(resident, home.address)
    joined = write_revision(row=resident, revision=resident.revision, values=values, by=by, now=now)
    if left != home.pk:
        drop_empty_household(left)
    return joined


@transaction.atomic
def leave_household(*, resident: Resident, by: str, now: datetime) -> Resident:
    """A resident no longer lives in the household; the address stays until it is corrected."""
    values = {"household_id": None, "relation": ""}
    left = _write(resident, values, by=by, now=now)
    drop_empty_household(resident.household_id)
    return left


@transaction.atomic
def move_household(
    *, household: Household, address: AddressParts, by: str, now: datetime
) -> Household:
    """Everybody of a household moves to another address of the community."""
    home = Household.objects.select_for_update(of=("self",)).select_related("address__community")
    place = Place(home.get(pk=household.pk).address.community, address)
    row = address_row(place)
    if row is None:
        raise NoAddress(_("请写明新地址"))
    Household.objects.filter(pk=household.pk).update(address=row)
    for member in household.members.select_related("address"):
        _write(member, _moved(member, row), by=by, now=now)
    return Household.objects.select_related("address").get(pk=household.pk)


def _write(resident: Resident, values: dict[str, Any], *, by: str, now: datetime) -> Resident:
    return write_revision(row=resident, revision=resident.revision, values=values, by=by, now=now)


def _has_other_head(household: Household, resident: Resident) -> bool:
    heads = household.members.filter(relation=Relation.HEAD, merged_into__isnull=True)
    return heads.exclude(pk=resident.pk).exists()


def _moved(resident: Resident, address: Address) -> dict[str, Any]:
    """The columns of a new address, with the words to find by."""
    phones = list(resident.phones.values_list("number", flat=True))
    there = Resident(name=resident.name, card_number=resident.card_number, address=address)
    also = resident.merged.select_related("address").prefetch_related("phones")
    words = words_of(there, phones=phones, also=also)
    return {"address_id": address.pk, "community_id": address.community_id, "found_by": words}
