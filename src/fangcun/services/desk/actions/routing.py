"""Routing rules: written, put in order, taken out of use."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.core.operators.models import Operator
from fangcun.core.places.actions.revised import write_revision
from fangcun.core.places.models import Community
from fangcun.services.desk.models import Category, RoutingRule


class OrderChanged(Refusal):
    """Somebody else has added, removed or moved a rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenRule:
    """What a rule asks for, and where it sends."""

    category: Category | None
    community: Community | None
    from_time: time | None
    until_time: time | None
    on_working_days: bool | None
    is_urgent: bool | None
    to_operator: Operator | None
    to_person: User | None
    is_in_use: bool = True


@transaction.atomic
def add_rule(*, written: WrittenRule, by: str, now: datetime) -> RoutingRule:
    """A new rule is asked after those of the same community that are there."""
    of_same = RoutingRule.objects.filter(community=written.community)
    last = of_same.aggregate(last=Max("position"))["last"] or 0
    row = RoutingRule(position=last + 1, **_values(written))
    row._history_user, row._history_date = by, now  # type: ignore[attr-defined]
    row.save(force_insert=True)
    return row


@transaction.atomic
def change_rule(
    *, rule: RoutingRule, revision: int, written: WrittenRule, by: str, now: datetime
) -> RoutingRule:
    """Correct a rule; requests that are in the book stay whose they are."""
    return write_revision(row=rule, revision=revision, values=_values(written), by=by, now=now)


@transaction.atomic
def order_rules(
    *, community: Community | None, order: Sequence[int], by: str, now: datetime
) -> None:
    """Ask the rules of a community (None: the district's) in this order, by their numbers."""
    rows = RoutingRule.objects.select_for_update().filter(community=community)
    standing = {row.pk: row for row in rows.order_by("pk")}
    if sorted(order) != sorted(standing):
        raise OrderChanged(_("规则刚刚被别人增减过，请刷新页面后再排序。"))
    moved = [
        standing[pk]
        for position, pk in enumerate(order, start=1)
        if standing[pk].position != position
    ]
    for position, pk in enumerate(order, start=1):
        RoutingRule.objects.filter(pk=pk).exclude(position=position).update(
            position=position, revision=F("revision") + 1
        )
    written = list(RoutingRule.objects.filter(pk__in=[row.pk for row in moved]))
    versions: Any = RoutingRule.history
    versions.bulk_history_create(written, update=True, default_user=by, default_date=now)


def _values(written: WrittenRule) -> dict[str, Any]:
    return {field.name: getattr(written, field.name) for field in fields(written)}
