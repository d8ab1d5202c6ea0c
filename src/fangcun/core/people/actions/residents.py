"""Writing down a resident, and correcting what was written."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.people.actions.addresses import address_row, address_rows, key_of
from fangcun.core.people.actions.written import (
    Home,
    NewPhone,
    NewResident,
    WrongIdNumber,
    checked_id_number,
    columns_of,
    numbered,
    phone_rows,
    sealed_columns,
    words_of,
)
from fangcun.core.people.models import Address, Household, ImportBatch, Phone, Resident
from fangcun.core.places.actions.revised import write_revision

__all__ = ["NewPhone", "NewResident", "WrongIdNumber"]

IN_ONE_GO = 2_000


class CardTaken(Refusal):
    """Another resident holds the card."""


class NotPresent(Refusal):
    """The entry was merged into another one, or made anonymous."""


@transaction.atomic
def register_resident(
    *, given: NewResident, by: str, now: datetime, sent_as: UUID | None = None
) -> Resident:
    """Write down a person; only name and community are needed.

    `sent_as` is the number of the form: however often it is sent, the person is written once.
    """
    if sent_as is not None:
        _wait_for_the_same_form(sent_as)
        if written := Resident.objects.filter(sent_as=sent_as).first():
            return written
    resident = register_residents(given=[given], by=by, now=now)[0]
    if sent_as is not None:
        Resident.objects.filter(pk=resident.pk).update(sent_as=sent_as)
    return resident


@transaction.atomic
def register_residents(
    *,
    given: Sequence[NewResident],
    by: str,
    now: datetime,
    homes: Mapping[int, Home] | None = None,
    batch: ImportBatch | None = None,
) -> list[Resident]:
    """Write down many people at once: all of them or nobody.

    `homes` says by place in `given` who lives in which household.
    """
    keys = _new_keys(len(given))
    addresses = address_rows([one.place for one in given])
    rows = [
        _new_row(key, one, addresses.get(key_of(one.place)), now)
        for key, one in zip(keys, given, strict=True)
    ]
    for at, home in (homes or {}).items():
        rows[at].household, rows[at].relation = home
    for row in rows:
        row.imported_in = batch
    _insert(rows, given, by=by, now=now)
    return rows


@transaction.atomic
def correct_resident(
    *, resident: Resident, revision: int, given: NewResident, by: str, now: datetime
) -> Resident:
    """Correct an entry; ChangedMeanwhile if `revision` is no longer the newest.

    Who moves to another address leaves the household behind, unless he lived there alone: then
    the household moves with him.
    """
    if not resident.is_present:
        raise NotPresent(_("这条记录已并入他人或已删除，不能修改"))
    address = address_row(given.place)
    values = columns_of(given)
    values |= _id_columns(resident, given) | _home_columns(resident, address)
    values["found_by"] = _words(resident, given, values, address)
    written = _write(resident, revision, values, by=by, now=now)
    if written.revision != revision:
        written.phones.all().delete()
        Phone.objects.bulk_create(_phones(written, given))
        drop_empty_household(resident.household_id)
    return written


@transaction.atomic
def note_gone(
    *,
    resident: Resident,
    revision: int,
    left_on: date | None,
    died_on: date | None,
    by: str,
    now: datetime,
) -> Resident:
    """A resident has moved away, or died; without a day it is taken back."""
    values = {"left_on": left_on, "died_on": died_on}
    return _write(resident, revision, values, by=by, now=now)


def drop_empty_household(household_id: int | None) -> None:
    """A household in which nobody is left is none; merged rows do not live anywhere."""
    if household_id is None or Resident.objects.filter(household=household_id).exists():
        return
    Household.objects.filter(pk=household_id).delete()


def _wait_for_the_same_form(sent_as: UUID) -> None:
    """Of two that arrive at once, the second goes on when the first is written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(sent_as)])


def _new_keys(count: int) -> list[int]:
    """Numbers of rows to come: an ID number is sealed for the row that will hold it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [Resident._meta.db_table, count],
        )
        return [key for (key,) in cursor.fetchall()]


def _new_row(key: int, given: NewResident, address: Address | None, now: datetime) -> Resident:
    row = Resident(
        pk=key,
        **columns_of(given),
        address=address,
        registered_at=now,
        is_demo=given.is_demo,
    )
    paper = checked_id_number(given)
    sealed = sealed_columns(paper.number if paper else "", place=row.place_of_id_number)
    row.id_sealed, row.id_digest = sealed["id_sealed"], sealed["id_digest"]
    row.found_by = words_of(row, phones=[phone.number for phone in numbered(given.phones)])
    return row


def _insert(
    rows: Sequence[Resident], given: Sequence[NewResident], *, by: str, now: datetime
) -> None:
    """Rows, their telephones and their first versions."""
    with _naming_the_card():
        Resident.objects.bulk_create(rows, batch_size=IN_ONE_GO)
    phones = [one for row, new in zip(rows, given, strict=True) for one in _phones(row, new)]
    Phone.objects.bulk_create(phones, batch_size=IN_ONE_GO)
    versions: Any = Resident.history
    versions.bulk_history_create(rows, IN_ONE_GO, default_user=by, default_date=now)


def _write(
    resident: Resident, revision: int, values: dict[str, Any], *, by: str, now: datetime
) -> Resident:
    with _naming_the_card():
        return write_revision(row=resident, revision=revision, values=values, by=by, now=now)


@contextmanager
def _naming_the_card() -> Iterator[None]:
    """A card that somebody else holds is an expected no, whoever was first."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "card_number" not in str(error):
            raise
        raise CardTaken(_("这个卡号已登记给别人，请核对")) from error


def _phones(row: Resident, given: NewResident) -> list[Phone]:
    return phone_rows(row.pk, numbered(given.phones))


def _id_columns(resident: Resident, given: NewResident) -> dict[str, Any]:
    """The ID number only where it changes: sealing again would look like a change."""
    if given.id_number is None:
        return {}
    paper = checked_id_number(given)
    number = paper.number if paper else ""
    if number == resident.id_number:
        return {}
    return sealed_columns(number, place=resident.place_of_id_number)


def _home_columns(resident: Resident, address: Address | None) -> dict[str, Any]:
    """Address, and whether the household is still the same."""
    values: dict[str, Any] = {"address_id": address.pk if address else None}
    home = resident.household
    if home is None or values["address_id"] == home.address_id:
        return values
    is_alone = not home.members.exclude(pk=resident.pk).exists()
    if is_alone and address is not None:
        Household.objects.filter(pk=home.pk).update(address=address)
        return values
    return {**values, "household_id": None, "relation": ""}


def _words(
    resident: Resident, given: NewResident, values: dict[str, Any], address: Address | None
) -> list[str]:
    as_written = Resident(name=values["name"], card_number=values["card_number"], address=address)
    also = resident.merged.select_related("address").prefetch_related("phones")
    phones = [phone.number for phone in numbered(given.phones)]
    return words_of(as_written, phones=phones, also=also)
