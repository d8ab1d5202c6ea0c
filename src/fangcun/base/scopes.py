"""Which rows a person may see: rights are held for a scope, rows say to which scopes they belong.

One definition, told twice: `within` filters a table, `is_within` judges one row. A table takes
part by saying where its scopes are found::

    class Room(models.Model):
        SCOPE_PATHS: ClassVar[ScopePaths] = {
            ScopeKind.SUBDISTRICT: "facility__community__subdistrict",
            ScopeKind.COMMUNITY: "facility__community_id",
            ScopeKind.FACILITY: "facility_id",
        }

A kind of scope that a table does not name gives nobody a row of it; the district gives all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from fangcun.base.rights import Right

Row = TypeVar("Row", bound=Model)


class ScopeKind(StrEnum):
    """For what a role is held."""

    DISTRICT = "district"
    SUBDISTRICT = "subdistrict"  # the key is its name
    COMMUNITY = "community"
    FACILITY = "facility"
    OPERATOR = "operator"


ScopePaths = Mapping[ScopeKind, str]


@dataclass(frozen=True, slots=True)
class Grant:
    """Rights for one scope; `key` is the row's number, or a subdistrict's name.

    `facilities` belongs to an operator's grant: where its contracts run today. Its rows of other
    facilities are history that stays with the community.
    """

    rights: frozenset[Right]
    kind: ScopeKind
    key: int | str | None = None
    facilities: frozenset[int] = field(default_factory=frozenset)


def within(*, grants: Iterable[Grant], right: Right, rows: QuerySet[Row]) -> QuerySet[Row]:
    """The rows for which one of the grants gives the right."""
    paths = _paths_of(rows.model)
    wanted = Q(pk__in=[])
    for grant in grants:
        if right not in grant.rights:
            continue
        if grant.kind == ScopeKind.DISTRICT:
            return rows
        if grant.kind in paths:
            wanted |= _rows_of(grant, paths)
    return rows.filter(wanted)


def is_within(*, grants: Iterable[Grant], right: Right, row: Model) -> bool:
    """Whether one of the grants gives the right for this row."""
    paths = _paths_of(type(row))
    return any(_holds(grant, row, paths) for grant in grants if right in grant.rights)


def _paths_of(table: type[Model]) -> ScopePaths:
    paths: ScopePaths = getattr(table, "SCOPE_PATHS")  # noqa: B009  # every scoped table has it
    return paths


def _rows_of(grant: Grant, paths: ScopePaths) -> Q:
    rows = Q(**{paths[grant.kind]: grant.key})
    if grant.kind == ScopeKind.OPERATOR and ScopeKind.FACILITY in paths:
        where = paths[ScopeKind.FACILITY]
        rows &= Q(**{f"{where}__in": grant.facilities}) | Q(**{f"{where}__isnull": True})
    return rows


def _holds(grant: Grant, row: Model, paths: ScopePaths) -> bool:
    if grant.kind == ScopeKind.DISTRICT:
        return True
    if grant.kind not in paths or _value(row, paths[grant.kind]) != grant.key:
        return False
    if grant.kind != ScopeKind.OPERATOR or ScopeKind.FACILITY not in paths:
        return True
    where = _value(row, paths[ScopeKind.FACILITY])
    return where is None or where in grant.facilities


def _value(row: Any, path: str) -> Any:
    for step in path.split("__"):
        if row is None:
            return None
        row = getattr(row, step)
    return row
