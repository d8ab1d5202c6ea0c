"""What a change of a pack would mean, before it is saved."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from fangcun.core.entitlements.queries.cells import shown_count
from fangcun.core.entitlements.queries.entitled import entitled_by
from fangcun.core.entitlements.rules import Terms
from fangcun.core.people.models import Resident

SAMPLE = 10


class Difference(NamedTuple):
    """How many more and how many fewer; None where so few that they could be known."""

    code: str
    before: int | None
    after: int | None
    more: int | None
    fewer: int | None


class Preview(NamedTuple):
    """Rule by rule, and a few of those concerned where the reader may see persons."""

    rules: list[Difference]
    comes: list[Resident]
    goes: list[Resident]


def preview(
    *,
    before: Mapping[str, Terms],
    after: Mapping[str, Terms],
    on: date,
    among: QuerySet[Resident],
    named: QuerySet[Resident],
    smallest: int,
) -> Preview:
    """Compare two versions of a pack, by rule, among all residents; names only of `named`.

    Counts below `smallest` are hidden.
    """
    found = Preview([], [], [])
    for code in dict.fromkeys([*before, *after]):
        old = _pks(before.get(code), on, among)
        new = _pks(after.get(code), on, among)
        more, fewer = new.exclude(pk__in=old.values("pk")), old.exclude(pk__in=new.values("pk"))
        counts = [rows.count() for rows in (old, new, more, fewer)]
        found.rules.append(_difference(code, counts, smallest=smallest))
        found.comes.extend(_sample(more, named))
        found.goes.extend(_sample(fewer, named))
    return found._replace(comes=found.comes[:SAMPLE], goes=found.goes[:SAMPLE])


def _difference(code: str, counts: list[int], *, smallest: int) -> Difference:
    """Where a difference is hidden, the number after is too: it could be reckoned from both."""
    before, after, more, fewer = (shown_count(count, smallest=smallest) for count in counts)
    return Difference(code, before, None if None in (more, fewer) else after, more, fewer)


def _pks(terms: Terms | None, on: date, among: QuerySet[Resident]) -> QuerySet[Resident]:
    return among.none() if terms is None else entitled_by(terms=terms, on=on, among=among)


def _sample(found: QuerySet[Resident], named: QuerySet[Resident]) -> list[Resident]:
    rows = named.filter(pk__in=found.values("pk")).select_related("community")
    return list(rows.order_by("pk")[:SAMPLE])
