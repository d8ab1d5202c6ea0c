"""One person who was written down twice: put together, and taken apart again if it was wrong."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.people.actions.written import phones_written, sealed_columns, words_of
from fangcun.core.people.models import Merge, Phone, Resident
from fangcun.core.people.queries.merging import (
    MERGED_FIELDS,
    ON_PAPER,
    have_two_id_numbers,
    new_phones,
    on_paper_from,
)
from fangcun.core.places.actions import ChangedMeanwhile
from fangcun.core.places.actions.revised import write_revision

BELONG_TOGETHER = {
    "household": ("relation",),
    "address": ("community",),
    "name": ("pinyin", "initials"),
    "born_on": ("birth_year",),
}
HELD_BY_ONE = ("card_number", "account")


class CannotMerge(Refusal):
    """The two rows are not one person, or one of them is not free."""


@transaction.atomic
def merge_residents(
    *,
    kept: Resident,
    gone: Resident,
    take: Iterable[str],
    revisions: tuple[int, int] | None = None,
    by: str,
    now: datetime,
) -> Merge:
    """Let `gone` be the same person as `kept`, with the fields of `take` from `gone`.

    What points to `gone` stays there; `queries.same_person` finds both. `revisions` are those of
    the preview: ChangedMeanwhile if either row is newer.
    """
    kept, gone = _locked(kept, gone)
    _refuse_if_impossible(kept, gone)
    if revisions not in (None, (kept.revision, gone.revision)):
        raise ChangedMeanwhile(_("您打开后，别人已修改过其中一条记录。请重新核对。"))
    values = _taken(kept, gone, take)
    merge = Merge.objects.create(
        kept=kept,
        gone=gone,
        before=_plain({name: getattr(kept, name) for name in values}),
        after=_plain(values),
        phones=new_phones(kept=kept, gone=gone),
        took_id_number=kept.id_digest is None and gone.id_digest is not None,
        made_by=by,
        made_at=now,
    )
    released = {name: None for name in map(_column, HELD_BY_ONE) if name in values}
    _write(gone, {**released, "merged_into_id": kept.pk, "found_by": []}, by=by, now=now)
    _add_phones(kept, merge.phones)
    gone.refresh_from_db()
    _write(kept, _together(kept, gone, values, merge), by=by, now=now)
    return merge


@transaction.atomic
def unmerge(*, merge: Merge, by: str, now: datetime) -> Merge:
    """Two people after all: both rows say again what they said.

    What was corrected since on the row that was kept stays corrected.
    """
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    kept, gone = _locked(merge.kept, merge.gone)
    if merge.undone_at is not None:
        raise CannotMerge(_("这次合并已经撤销"))
    if kept.forgotten_at is not None or gone.forgotten_at is not None:
        raise CannotMerge(_("个人信息已删除，不能撤销合并"))
    back = {
        name: _as_kept(name, merge.before[name])
        for name, taken in merge.after.items()
        if _plain({name: getattr(kept, name)})[name] == taken
    }
    returned = {
        name: merge.after[name] for name in map(_column, HELD_BY_ONE) if back.keys() & {name}
    }
    kept.phones.filter(number__in=merge.phones).delete()
    _write(kept, _alone(kept, back, merge, gone), by=by, now=now)
    _write(gone, _again(gone, returned), by=by, now=now)
    Merge.objects.filter(pk=merge.pk).update(undone_by=by, undone_at=now)
    return Merge.objects.get(pk=merge.pk)


def _locked(kept: Resident, gone: Resident) -> tuple[Resident, Resident]:
    """Both rows as they are now, held in one order: two merges at once wait for each other."""
    rows = Resident.objects.select_for_update(no_key=True, of=("self",)).order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in={kept.pk, gone.pk})}
    return found[kept.pk], found[gone.pk]


def _refuse_if_impossible(kept: Resident, gone: Resident) -> None:
    if kept.pk == gone.pk:
        raise CannotMerge(_("这是同一条记录"))
    if not (kept.is_present and gone.is_present):
        raise CannotMerge(_("其中一条记录已并入他人或已删除。请重新查找。"))
    if gone.merged.exists():
        raise CannotMerge(_("“{name}”已有别的记录并入，请反过来合并").format(name=gone.name))
    if have_two_id_numbers(kept, gone):
        raise CannotMerge(_("两条记录的身份证号不同，是两个人。如果录入有误，请先更正。"))


def _taken(kept: Resident, gone: Resident, take: Iterable[str]) -> dict[str, Any]:
    """Columns and their values that come from the row to go."""
    wanted = set(take)
    if (holder := on_paper_from(kept=kept, gone=gone)) is not None:
        wanted = wanted.union(ON_PAPER) if holder is gone else wanted.difference(ON_PAPER)
    fields = [field for field in MERGED_FIELDS if field in wanted]
    fields += [also for field in fields for also in BELONG_TOGETHER.get(field, ())]
    if gone.account_id is not None and kept.account_id is None:
        fields.append("account")
    return {_column(field): getattr(gone, _column(field)) for field in fields}


def _together(
    kept: Resident, gone: Resident, values: dict[str, Any], merge: Merge
) -> dict[str, Any]:
    """What the kept row says from now on."""
    phones = list(kept.phones.order_by("-is_main", "pk"))
    for name, value in values.items():
        setattr(kept, name, value)
    also = kept.merged.select_related("address").prefetch_related("phones")
    written = {**values, "phones_written": phones_written(phones)}
    written["found_by"] = words_of(kept, phones=[one.number for one in phones], also=also)
    if merge.took_id_number:
        written |= sealed_columns(gone.id_number, place=kept.place_of_id_number)
    kept.refresh_from_db()
    return written


def _alone(kept: Resident, back: dict[str, Any], merge: Merge, gone: Resident) -> dict[str, Any]:
    """What the kept row says without the other."""
    for name, value in back.items():
        setattr(kept, name, value)
    phones = list(kept.phones.order_by("-is_main", "pk"))
    also = kept.merged.exclude(pk=gone.pk).select_related("address").prefetch_related("phones")
    written = {**back, "phones_written": phones_written(phones)}
    written["found_by"] = words_of(kept, phones=[one.number for one in phones], also=also)
    if merge.took_id_number and kept.id_number == gone.id_number:
        written |= sealed_columns("", place=kept.place_of_id_number)
    kept.refresh_from_db()
    return written


def _again(gone: Resident, returned: dict[str, Any]) -> dict[str, Any]:
    """What the other row says once it stands alone."""
    for name, value in returned.items():
        setattr(gone, name, value)
    phones = list(gone.phones.values_list("number", flat=True))
    words = words_of(gone, phones=phones)
    gone.refresh_from_db()
    return {**returned, "merged_into_id": None, "found_by": words}


def _add_phones(kept: Resident, numbers: list[str]) -> None:
    Phone.objects.bulk_create(
        [Phone(resident=kept, number=number, is_main=False) for number in numbers]
    )


def _write(row: Resident, values: dict[str, Any], *, by: str, now: datetime) -> None:
    write_revision(row=row, revision=row.revision, values=values, by=by, now=now)


def _column(field: str) -> str:
    return Resident._meta.get_field(field).attname  # type: ignore[union-attr]


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """Values as JSON keeps them."""
    plain: dict[str, Any] = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return plain


def _as_kept(column: str, value: Any) -> Any:
    """A value of the snapshot as the column holds it: dates are dates again."""
    field = next(one for one in Resident._meta.concrete_fields if one.attname == column)
    return field.to_python(value)
