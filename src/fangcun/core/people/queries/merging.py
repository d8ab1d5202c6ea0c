"""What merging two rows would do, before anybody does it."""

from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils import formats

from fangcun.core.people.models import Merge, Resident
from fangcun.core.people.rules.births import birth_text

MERGED_FIELDS = (
    "name",
    "sex",
    "born_on",
    "language",
    "card_number",
    "address",
    "household",
    "residence",
    "note",
    "died_on",
    "left_on",
)
ON_PAPER = ("born_on", "sex")  # the ID number says them: they come and stay with it
UNSAID = {"unknown", "", None}


class MergeLine(NamedTuple):
    """One field of both rows, which value stays, and whether somebody has to choose."""

    field: str
    label: str
    kept: str
    gone: str
    takes_gone: bool
    is_choice: bool


class MergePreview(NamedTuple):
    """Both rows side by side."""

    lines: list[MergeLine]
    phones: list[str]  # numbers that come along
    takes_id_number: bool
    has_two_id_numbers: bool  # then they are two people


def merge_preview(*, kept: Resident, gone: Resident) -> MergePreview:
    """What both say, which value stays, and what comes along."""
    lines = [_line(field, kept, gone) for field in MERGED_FIELDS]
    return MergePreview(
        lines=[line for line in lines if line.kept or line.gone],
        phones=new_phones(kept=kept, gone=gone),
        takes_id_number=kept.id_digest is None and gone.id_digest is not None,
        has_two_id_numbers=have_two_id_numbers(kept, gone),
    )


def new_phones(*, kept: Resident, gone: Resident) -> list[str]:
    """Numbers that only the row to go has."""
    known = {phone.number for phone in kept.phones.all()}
    return [phone.number for phone in gone.phones.all() if phone.number not in known]


def have_two_id_numbers(one: Resident, other: Resident) -> bool:
    """Whether both have an ID number, and not the same: then they are two people."""
    if one.id_digest is None or other.id_digest is None:
        return False
    return one.id_number != other.id_number


def merges_of(resident: Resident) -> QuerySet[Merge]:
    """Merges that hold and have this row on either side, the newest first."""
    mine = Q(kept=resident) | Q(gone=resident)
    rows = Merge.objects.filter(mine, undone_at__isnull=True)
    return rows.select_related("kept", "gone").order_by("-made_at", "-pk")


def on_paper_from(*, kept: Resident, gone: Resident) -> Resident | None:
    """Whose birth and sex hold because his ID number says them; None where there is no paper."""
    if kept.id_digest is not None:
        return kept
    return gone if gone.id_digest is not None else None


def _line(field: str, kept: Resident, gone: Resident) -> MergeLine:
    label = str(Resident._meta.get_field(field).verbose_name)  # type: ignore[union-attr]
    mine, other = _shown(kept, field), _shown(gone, field)
    if field in ON_PAPER and (holder := on_paper_from(kept=kept, gone=gone)):
        return MergeLine(field, label, mine, other, takes_gone=holder is gone, is_choice=False)
    takes_gone = not mine and bool(other)
    is_choice = bool(mine) and bool(other) and mine != other
    return MergeLine(field, label, mine, other, takes_gone, is_choice)


def _shown(resident: Resident, field: str) -> str:
    if field == "born_on":
        return birth_text(born_on=resident.born_on, birth_year=resident.birth_year)
    value: Any = getattr(resident, field)
    if value in UNSAID:
        return ""
    named = getattr(resident, f"get_{field}_display", None)
    return str(named()) if named is not None else str(formats.localize(value))
