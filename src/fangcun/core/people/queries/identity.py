"""One person's card: who, where, with whom, and how to reach."""

from typing import NamedTuple

from fangcun.base.http import Staff
from fangcun.base.masking import mask_phone
from fangcun.base.rights import Right
from fangcun.core.people.models import Merge, Resident
from fangcun.core.people.queries.history import versions_of
from fangcun.core.people.queries.merging import merges_of
from fangcun.core.people.queries.people import members_of, others_at_address
from fangcun.core.places.queries.history import Version


class ShownPhone(NamedTuple):
    """A telephone as this reader may see it; `number` is empty where he may not dial it."""

    text: str
    number: str
    note: str


class Identity(NamedTuple):
    """What the card shows, as far as this reader may see it."""

    resident: Resident
    masked_id_number: str
    phones: list[ShownPhone]
    members: list[Resident]
    neighbours: list[Resident]
    merges: list[Merge]
    versions: list[Version]
    may_write: bool
    may_see_sensitive: bool


def identity_of(resident: Resident, viewer: Staff) -> Identity:
    """The card of one resident for one reader."""
    may_write = viewer.may(Right.WRITE_PERSONS, resident)
    may_see = viewer.may(Right.SEE_SENSITIVE, resident)
    home = resident.household
    return Identity(
        resident=resident,
        masked_id_number=resident.masked_id_number,
        phones=_phones(resident, may_see=may_see),
        members=list(members_of(home)) if home else [],
        neighbours=list(others_at_address(resident)) if may_write else [],
        merges=list(merges_of(resident)) if may_write else [],
        versions=versions_of(resident) if viewer.may(Right.READ_HISTORY, resident) else [],
        may_write=may_write and resident.is_present,
        may_see_sensitive=may_see,
    )


def _phones(resident: Resident, *, may_see: bool) -> list[ShownPhone]:
    return [
        ShownPhone(phone.number, phone.number, phone.note)
        if may_see
        else ShownPhone(mask_phone(phone.number), "", phone.note)
        for phone in resident.phones.all()
    ]
