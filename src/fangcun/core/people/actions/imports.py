"""A whole file of residents, and taking it back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.people.actions.addresses import Place, address_rows, key_of
from fangcun.core.people.actions.residents import register_residents
from fangcun.core.people.actions.written import Home, NewResident
from fangcun.core.people.models import Address, Household, ImportBatch, Resident
from fangcun.core.people.queries.imports import why_import_stays
from fangcun.core.places.models import Community

REASONS_SHOWN = 10


class CannotUndo(Refusal):
    """Something has come to hang on people of the import."""


class NobodyNew(Refusal):
    """Everybody of the file is on record."""


class ImportedResident(NamedTuple):
    """One row of the file."""

    given: NewResident
    household: str = ""  # rows with the same word live together
    relation: str = ""


@transaction.atomic
def import_residents(
    *,
    rows: Sequence[ImportedResident],
    community: Community,
    file_name: str,
    upload: UUID,
    by: str,
    now: datetime,
) -> ImportBatch:
    """Write down everybody of a file, or nobody; the same upload only once."""
    batch, is_new = ImportBatch.objects.get_or_create(
        upload=upload,
        defaults={
            "community": community,
            "file_name": file_name[:200],
            "people": len(rows),
            "made_by": by,
            "made_at": now,
        },
    )
    if not is_new:
        return batch
    given = [row.given for row in rows]
    register_residents(given=given, by=by, now=now, homes=_homes(rows), batch=batch)
    return batch


@transaction.atomic
def undo_import(*, batch: ImportBatch, by: str, now: datetime) -> ImportBatch:
    """Take a whole import back, as if it had not been: the people, their versions, empty homes.

    CannotUndo says what hangs on whom: then people are corrected one by one.
    """
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.undone_at is not None:
        raise CannotUndo(_("这次导入已经撤销"))
    if reasons := why_import_stays(batch):
        raise CannotUndo(_told(reasons))
    people = list(Resident.objects.filter(imported_in=batch).values_list("pk", flat=True))
    rows = Resident.objects.filter(pk__in=people)
    households = set(rows.values_list("household", flat=True))
    addresses = set(rows.values_list("address", flat=True))
    _remove(people)
    _remove_empty_homes(households, addresses)
    ImportBatch.objects.filter(pk=batch.pk).update(undone_by=by, undone_at=now)
    return ImportBatch.objects.get(pk=batch.pk)


def _homes(rows: Sequence[ImportedResident]) -> dict[int, Home]:
    """Rows of one word live together, at the address of the first who has one."""
    places: dict[str, Place] = {}
    for row in rows:
        if row.household and any(row.given.address):
            places.setdefault(row.household, row.given.place)
    addresses = address_rows(places.values())
    homes = {word: Household(address=addresses[key_of(place)]) for word, place in places.items()}
    Household.objects.bulk_create(homes.values())
    return {
        at: Home(homes[row.household], row.relation)
        for at, row in enumerate(rows)
        if row.household in homes
    }


def _remove(people: list[int]) -> None:
    versions: Any = Resident.history
    try:
        Resident.objects.filter(pk__in=people).delete()
    except ProtectedError as error:
        names = {_owner(row) for row in error.protected_objects}
        raise CannotUndo(_told([name for name in sorted(names) if name])) from error
    versions.filter(id__in=people).delete()


def _owner(row: Any) -> str:
    """Whom a row that hangs on people is about, and what it is."""
    who = getattr(row, "resident", None) or getattr(row, "kept", None)
    return f"{who}：{row._meta.verbose_name}" if who else str(row._meta.verbose_name)


def _remove_empty_homes(households: set[int], addresses: set[int]) -> None:
    """Households and addresses of the import where nobody else lives."""
    Household.objects.filter(pk__in=households, members__isnull=True).delete()
    unused = Address.objects.filter(pk__in=addresses, people__isnull=True, households__isnull=True)
    try:
        with transaction.atomic():
            unused.delete()
    except ProtectedError:
        return  # somebody upstairs goes to one of these addresses: they may stay


def _told(reasons: Sequence[str]) -> str:
    shown = "；".join(reasons[:REASONS_SHOWN])
    return _("这些人已有新的记录，不能整批撤销：{reasons}").format(reasons=shown)
