"""Who changed a row, when, and what it said before and after."""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple

from django.db.models import Field
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from fangcun.base.templatetags.look import yuan
from fangcun_planner.district import AGE_BANDS

Names = dict[tuple[str, Any], str]
"""What rows that are pointed to are called, by field and key."""
UNSHOWN = frozenset({"id", "revision"})


class Change(NamedTuple):
    """One field of one version."""

    label: str
    before: str
    after: str


class Version(NamedTuple):
    """One version of a row: by whom, when, and what is different from the one before."""

    number: int
    by: str
    at: datetime
    is_first: bool
    changes: tuple[Change, ...]


def history_of(row: Any) -> list[Version]:
    """Every version of a row, the newest first."""
    kept = list(row.history.order_by("history_date", "history_id"))
    return [*_versions(kept)][::-1]


def changes_since(row: Any, *, revision: int) -> list[Version]:
    """What others have written since somebody read version `revision`, the newest first."""
    return [version for version in history_of(row) if version.number > revision]


def _versions(kept: list[Any]) -> Iterator[Version]:
    names = _names(kept)
    if kept:
        first = kept[0]
        yield Version(first.revision, first.history_user_id or "", first.history_date, True, ())
    for before, after in pairwise(kept):
        changes = tuple(_changes(before, after, names))
        by = after.history_user_id or ""
        yield Version(after.revision, by, after.history_date, False, changes)


def _changes(before: Any, after: Any, names: Names) -> Iterator[Change]:
    for field in type(after).tracked_fields:
        if field.name in UNSHOWN:
            continue
        old, new = getattr(before, field.attname), getattr(after, field.attname)
        if old == new:
            continue
        if field.name in {"residents_by_age", "need_rate"}:
            yield from _bands(str(field.verbose_name), old, new)
        else:
            yield Change(
                str(field.verbose_name), _as_read(field, old, names), _as_read(field, new, names)
            )


def _bands(label: str, old: list[float], new: list[float]) -> Iterator[Change]:
    for band, was, is_now in zip(AGE_BANDS, old, new, strict=True):
        if was != is_now:
            yield Change(f"{label} {band}", str(was), str(is_now))


def _as_read(field: "Field[Any, Any]", value: Any, names: Names) -> str:
    """A value as a page shows it; money in yuan."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if field.is_relation:
        return names.get((field.name, value), str(value))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if "fen" in field.name.split("_"):
        return _("{amount}元").format(amount=yuan(value))
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(formats.localize(value))


def _names(kept: list[Any]) -> Names:
    """One query for every field that pointed to different rows; a row that is gone has no name."""
    names: Names = {}
    for field in type(kept[0]).tracked_fields if kept else ():
        keys = {getattr(version, field.attname) for version in kept} if field.is_relation else set()
        if len(keys) > 1:
            rows = field.related_model._base_manager.in_bulk(keys - {None})
            names |= {(field.name, key): str(row) for key, row in rows.items()}
    return names
