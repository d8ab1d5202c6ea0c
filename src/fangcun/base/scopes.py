"""Which rows a person may see: rights are held for a scope, rows say to which scopes they belong.

One definition, told twice: `within` filters a table, `is_within` judges one row. A table takes
part by saying where its scopes are found::

    class Room(models.Model):
        SCOPE_PATHS: ClassVar[ScopePaths] = {
            ScopeKind.SUBDISTRICT: "facility__community__subdistrict",
            ScopeKind.COMMUNITY: "facility__community_id",
            ScopeKind.FACILITY: "facility_id",
        }

A path may run through many rows (an operator's contracts): any of them will do. A kind of scope
that a table does not name gives nobody a row of it; the district gives all. A table that names
facilities and no operator (a room, its hours) shows an operator what lies where it runs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from django.db.models import Manager, Model, Q, QuerySet

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
    """The rows for which one of the grants gives the right, each of them once."""
    table = rows.model
    wanted = Q(pk__in=[])
    for grant in grants:
        if right not in grant.rights:
            continue
        if grant.kind == ScopeKind.DISTRICT:
            return rows
        wanted |= _rows_of(grant, table)
    return rows.filter(wanted)


def is_within(*, grants: Iterable[Grant], right: Right, row: Model) -> bool:
    """Whether one of the grants gives the right for this row."""
    return any(_holds(grant, row) for grant in grants if right in grant.rights)


def _paths_of(table: type[Model]) -> ScopePaths:
    paths: ScopePaths = getattr(table, "SCOPE_PATHS")  # noqa: B009  # every scoped table has it
    return paths


def _rows_of(grant: Grant, table: type[Model]) -> Q:
    """The same judgement as `_holds`, as a condition on the table."""
    paths = _paths_of(table)
    if _is_seen_by_place_alone(grant, paths):
        return _any_of(table, Q(**{f"{paths[ScopeKind.FACILITY]}__in": grant.facilities}))
    if grant.kind not in paths:
        return Q(pk__in=[])
    rows = Q(**{paths[grant.kind]: grant.key})
    if grant.kind == ScopeKind.OPERATOR and ScopeKind.FACILITY in paths:
        where = paths[ScopeKind.FACILITY]
        rows &= Q(**{f"{where}__in": grant.facilities}) | Q(**{f"{where}__isnull": True})
    return _any_of(table, rows)


def _any_of(table: type[Model], rows: Q) -> Q:
    """A condition that runs through many rows asks whether there is one: a join would double."""
    if not any(_runs_through_many(table, path) for path in _paths_of(table).values()):
        return rows
    return Q(pk__in=table._base_manager.filter(rows).values("pk"))


@cache
def _runs_through_many(table: type[Model], path: str) -> bool:
    reached: Any = table
    for step in path.split("__"):
        if step == "pk":
            return False
        relation = reached._meta.get_field(step)
        if relation.one_to_many or relation.many_to_many:
            return True
        if not relation.is_relation:
            return False
        reached = relation.related_model
    return False


def _holds(grant: Grant, row: Model) -> bool:
    if grant.kind == ScopeKind.DISTRICT:
        return True
    paths = _paths_of(type(row))
    if _is_seen_by_place_alone(grant, paths):
        return not grant.facilities.isdisjoint(_values(row, paths[ScopeKind.FACILITY]))
    if grant.kind not in paths or grant.key not in _values(row, paths[grant.kind]):
        return False
    if grant.kind != ScopeKind.OPERATOR or ScopeKind.FACILITY not in paths:
        return True
    where = _values(row, paths[ScopeKind.FACILITY])
    return not (grant.facilities | {None}).isdisjoint(where)


def _is_seen_by_place_alone(grant: Grant, paths: ScopePaths) -> bool:
    """An operator's grant for a table that knows places and no operators."""
    return (
        grant.kind == ScopeKind.OPERATOR
        and ScopeKind.OPERATOR not in paths
        and ScopeKind.FACILITY in paths
    )


def _values(row: Model, path: str) -> set[Any]:
    """What is found at the end of a path; None where it leads nowhere, as in the database."""
    reached: list[Any] = [row]
    for step in path.split("__"):
        reached = [found for one in reached for found in _next(one, step)]
    return set(reached)


def _next(row: Any, step: str) -> list[Any]:
    if row is None:
        return [None]
    found = getattr(row, step)
    if isinstance(found, Manager):
        return list(found.all()) or [None]
    return [found]
