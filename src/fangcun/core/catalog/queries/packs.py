"""Versions of packs, of whatever they are packs: which is the newest, which hold on a day."""

from datetime import date
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from fangcun.core.catalog.models.pack import Pack

SomePack = TypeVar("SomePack", bound=Pack)


def newest_packs(table: type[SomePack]) -> QuerySet[SomePack]:
    """The newest version of every pack, begun or not; those in use first."""
    newest = _newest(_all(table))
    return _all(table).filter(pk__in=newest.values("pk")).order_by("-is_in_use", "code")


def newest_version(table: type[SomePack], code: str) -> SomePack | None:
    return versions_of(table, code).first()


def versions_of(table: type[SomePack], code: str) -> QuerySet[SomePack]:
    """Every version of a pack, the newest first."""
    return _all(table).filter(code=code).order_by("-version")


def begun_on(table: type[SomePack], on: date) -> QuerySet[SomePack]:
    """Of each pack the newest version that has begun, in use or not."""
    return _newest(_all(table).filter(valid_from__lte=on))


def holds_on(table: type[SomePack], on: date) -> Q:
    """As a condition on the rules: those of packs that hold on a day."""
    has_not_ended = Q(pack__valid_until__isnull=True) | Q(pack__valid_until__gte=on)
    begun = begun_on(table, on).values("pk")
    return has_not_ended & Q(pack__in=begun, pack__is_in_use=True)


def _newest(packs: QuerySet[SomePack]) -> QuerySet[SomePack]:
    return packs.order_by("code", "-version").distinct("code")


def _all(table: type[SomePack]) -> QuerySet[SomePack]:
    rows: Any = table._default_manager.all()
    found: QuerySet[SomePack] = rows
    return found
