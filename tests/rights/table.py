"""What a row of the table says; the union of the rooms' tables; the names of the router."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from fangcun.core.accounts.states import Role
from tests.rights.town import ANONYMOUS, RESIDENT, Side

STAFF = frozenset(Role)
DOERS = frozenset(
    {
        *(Role.OPERATOR_MANAGER, Role.CANTEEN, Role.CARE, Role.HEALTH, Role.CLASS, Role.MARKET),
        *(Role.HOME_VISIT, Role.VOLUNTEER_COORDINATOR),
    }
)
PUBLIC = STAFF | {ANONYMOUS, RESIDENT}

NO_TABLE = {"__init__", "table", "town"}


@dataclass(frozen=True)
class Row:
    """Who gets in at one address, and where it lies in the town."""

    roles: frozenset[str] | set[str]
    at: Callable[[Side], Sequence[Any]] = field(default=lambda _side: [])
    method: str = "get"
    data: Callable[[Side], Mapping[str, Any]] = field(default=lambda _side: {})
    query: str = ""
    is_of_one_place: bool = False
    is_ones_own: bool = False
    """Shows what the visitor himself has done before; without that, 404 is no refusal."""

    def address(self, name: str, side: Side) -> str:
        return reverse(name, args=list(self.at(side))) + self.query


def every_row() -> dict[str, Row]:
    """The rooms' tables together; no two may speak of one address."""
    rows: dict[str, Row] = {}
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem in NO_TABLE or path.stem.startswith("test_"):
            continue
        table = import_module(f"tests.rights.{path.stem}").ROWS
        assert not rows.keys() & table.keys(), f"{path.stem} speaks of another room's addresses"
        rows |= table
    return rows


def every_name() -> set[str]:
    """The name of every address; one without a name is named by what it matches, and has no row."""
    return set(_names(get_resolver().url_patterns, ""))


def _names(patterns: Sequence[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _names(pattern.url_patterns, space)
        else:
            yield f"{prefix}{pattern.name or pattern.pattern}"
