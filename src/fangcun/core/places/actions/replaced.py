"""Many rows at once: those whose key stays are kept, new ones come, the rest go."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model, ProtectedError
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal

Row = TypeVar("Row", bound=Model)

NAMES_SHOWN = 10
UNTRACKED = frozenset({"revision"})


class StillInUse(Refusal):
    """Something that is to go is pointed to by something that stays."""


def write_rows(
    *, rows: Sequence[Row], key: str, fields: Sequence[str], by: str, now: datetime
) -> dict[str, Row]:
    """Insert new rows, update changed ones, leave equal ones alone; all of them by key.

    `fields` are compared and written. Where the table keeps history, versions are written for
    what is new or changed, unless only computed fields differ.
    """
    if not rows:
        return {}
    model: Any = type(rows[0])
    present = {getattr(row, key): row for row in model.objects.all()}
    new = [row for row in rows if getattr(row, key) not in present]
    changed = [
        row
        for row in rows
        if (old := present.get(getattr(row, key))) and _differs(row, old, fields)
    ]
    noted = [row for row in changed if _count_up(row, present[getattr(row, key)], fields)]
    model.objects.bulk_create(
        [*new, *changed],
        update_conflicts=True,
        unique_fields=[key],
        update_fields=[*fields, *(["revision"] if _keeps_history(model) else [])],
    )
    if _keeps_history(model):
        model.history.bulk_history_create(new, default_user=by, default_date=now)
        model.history.bulk_history_create(noted, update=True, default_user=by, default_date=now)
    written = {getattr(row, key): row for row in [*new, *changed]}
    return {getattr(row, key): row for row in rows} | present | written


def drop_rows(*, model: type[Row], key: str, keep: set[str], by: str, now: datetime) -> None:
    """Remove the rows whose key is not in `keep`; StillInUse names what something points to."""
    table: Any = model
    gone = list(table.objects.exclude(**{f"{key}__in": keep}))
    if _keeps_history(model):
        drop_with_history(rows=gone, by=by, now=now)
        return
    with _naming_what_stays(model):
        table.objects.filter(pk__in=[row.pk for row in gone]).delete()


def drop_with_history(*, rows: Iterable[Any], by: str, now: datetime) -> None:
    """Remove rows one by one and remember who did it; StillInUse as above."""
    for row in rows:
        row._history_user, row._history_date = by, now
        with _naming_what_stays(type(row)):
            row.delete()


def _differs(row: Model, old: Model, fields: Sequence[str]) -> bool:
    return any(_value(row, field) != _value(old, field) for field in fields)


def _count_up(row: Any, old: Any, fields: Sequence[str]) -> bool:
    """Number the new version; False where only what is computed differs."""
    row.pk = old.pk
    if not _keeps_history(type(row)):
        return False
    tracked = {field.name for field in type(row).history.model.tracked_fields} - UNTRACKED
    is_new_version = _differs(row, old, [field for field in fields if field in tracked])
    row.revision = old.revision + is_new_version
    return is_new_version


def _value(row: Model, field: str) -> Any:
    return getattr(row, row._meta.get_field(field).attname)  # type: ignore[union-attr]


def _keeps_history(model: Any) -> bool:
    return hasattr(model, "history")


@contextmanager
def _naming_what_stays(model: type[Model]) -> Iterator[None]:
    try:
        yield
    except ProtectedError as error:
        raise _still_in_use(model, error) from error


def _still_in_use(model: type[Model], error: ProtectedError) -> StillInUse:
    pointed_to = sorted(
        {
            str(getattr(pointing, field.name))
            for pointing in error.protected_objects
            for field in pointing._meta.fields
            if field.related_model is model
        }
    )
    names = "、".join(pointed_to[:NAMES_SHOWN])
    return StillInUse(
        _("新数据中没有以下{what}，但仍有其他记录引用它们，不能删除：{names}").format(
            what=model._meta.verbose_name, names=names
        )
    )
