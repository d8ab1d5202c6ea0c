"""The only way a page gets a person: by name only for those whose work it is, where it is."""

from django.db.models import QuerySet

from fangcun.base.http import Staff, row_or_404
from fangcun.base.rights import Right
from fangcun.core.people.models import Household, ImportBatch, Merge, Resident
from fangcun.core.places.models import Community


def residents_of(user: Staff) -> QuerySet[Resident]:
    """Residents whom this member of staff may see by name.

    Rows that were merged into another, and anonymous ones, are among them, since the desk's and
    the ledger's rows point to them; lists take `queries.present(residents_of(user))`.
    """
    return user.rows(Right.READ_PERSONS, Resident.objects.all())


def resident_or_404(user: Staff, pk: int) -> Resident:
    """One resident, with address and household; not yours and not there are the same."""
    rows = Resident.objects.select_related(
        "community", "address__community", "household__address", "merged_into"
    )
    return row_or_404(staff=user, right=Right.READ_PERSONS, rows=rows, pk=pk)


def resident_to_write_or_404(user: Staff, pk: int, right: Right = Right.WRITE_PERSONS) -> Resident:
    """One resident whom this member of staff may correct, merge or (with that right) serve.

    Of whom the data was deleted, nothing may be written any more.
    """
    rows = Resident.objects.select_related("community", "address__community", "household__address")
    return row_or_404(staff=user, right=right, rows=rows.filter(forgotten_at=None), pk=pk)


def resident_to_forget_or_404(user: Staff, pk: int) -> Resident:
    """One resident whose data may be deleted, or was in this minute."""
    rows = Resident.objects.select_related("community", "address__community", "household__address")
    return row_or_404(staff=user, right=Right.FORGET_PERSONS, rows=rows, pk=pk)


def residents_to_write(user: Staff) -> QuerySet[Resident]:
    """Residents whom this member of staff may correct and merge."""
    return user.rows(Right.WRITE_PERSONS, Resident.objects.all())


def household_or_404(user: Staff, pk: int) -> Household:
    rows = Household.objects.select_related("address__community")
    return row_or_404(staff=user, right=Right.READ_PERSONS, rows=rows, pk=pk)


def household_to_write_or_404(user: Staff, pk: int) -> Household:
    rows = Household.objects.select_related("address__community")
    return row_or_404(staff=user, right=Right.WRITE_PERSONS, rows=rows, pk=pk)


def merge_or_404(user: Staff, pk: int) -> Merge:
    rows = Merge.objects.select_related("kept__community", "gone__community")
    return row_or_404(staff=user, right=Right.WRITE_PERSONS, rows=rows, pk=pk)


def import_or_404(user: Staff, pk: int) -> ImportBatch:
    rows = ImportBatch.objects.select_related("community")
    return row_or_404(staff=user, right=Right.WRITE_PERSONS, rows=rows, pk=pk)


def imports_of(user: Staff) -> QuerySet[ImportBatch]:
    """Imports into communities in whose book this member of staff may write."""
    return user.rows(Right.WRITE_PERSONS, ImportBatch.objects.all())


def communities_to_read(user: Staff) -> QuerySet[Community]:
    """Communities whose residents this member of staff may see by name."""
    return user.rows(Right.READ_PERSONS, Community.objects.all())


def communities_to_write(user: Staff) -> QuerySet[Community]:
    """Communities in whose book of residents this member of staff may write."""
    return user.rows(Right.WRITE_PERSONS, Community.objects.all())
