"""Who may be the same person: shown, never a reason to refuse."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from fangcun.base.crypto import digests
from fangcun.core.people.models import Resident
from fangcun.core.people.models.resident import ID_NUMBER
from fangcun.core.people.queries.people import present

MOST_SHOWN = 5


class Likeness(NamedTuple):
    """Somebody on record who may be the one being written down, and why."""

    resident: Resident
    why: str
    is_sure: bool  # the same ID number


def alike(
    *,
    among: QuerySet[Resident],
    name: str,
    phones: Iterable[str] = (),
    born_on: date | None = None,
    birth_year: int | None = None,
    id_number: str = "",
    except_for: int | None = None,
) -> list[Likeness]:
    """People of the same ID number, or of the same name with the same telephone or birth."""
    numbers = set(phones)
    marks = set(digests(id_number, purpose=ID_NUMBER)) if id_number else set()
    year = born_on.year if born_on else birth_year
    same = Q(id_digest__in=marks) if marks else Q(pk__in=[])
    if numbers:
        same |= Q(name=name, phones__number__in=numbers)
    if born_on:
        same |= Q(name=name, born_on=born_on)
    if year:
        same |= Q(name=name, birth_year=year)
    found = (
        present(among).filter(same).exclude(pk=except_for).select_related("community", "address")
    )
    rows = found.prefetch_related("phones").distinct().order_by("pk")[:MOST_SHOWN]
    return [_likeness(row, marks, numbers) for row in rows]


def _likeness(row: Resident, marks: set[bytes], numbers: set[str]) -> Likeness:
    if row.id_digest is not None and bytes(row.id_digest) in marks:
        return Likeness(row, _("身份证号相同"), True)
    if numbers & {phone.number for phone in row.phones.all()}:
        return Likeness(row, _("姓名和电话相同"), False)
    return Likeness(row, _("姓名和出生日期或年份相同"), False)
