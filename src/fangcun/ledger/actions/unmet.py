"""Needs that were not met: written down with the reason."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.transactions import joined
from fangcun.core.accounts.models import User
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.operators.models import Operator
from fangcun.core.people.models import Resident
from fangcun.core.places.models import Community, Facility
from fangcun.ledger.actions.reversed import reverse
from fangcun.ledger.models import UnmetNeed
from fangcun.ledger.states import WhyNot


class NothingWanted(Refusal):
    """An unmet need says what was wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNeed:
    """Who wanted what, where, when, and why it was not given."""

    why: WhyNot
    community: Community
    service: ServiceKind | None = None
    wanted: str = ""  # in the person's words, where no service of the catalogue fits
    resident: Resident | None = None
    people: int = 1
    facility: Facility | None = None
    operator: Operator | None = None
    wished_on: date | None = None
    note: str = ""  # no names: the row can never be changed
    source: str = ""
    written_key: UUID | None = None  # the same key twice writes once


@joined
def record_unmet(*, need: NewNeed, by: User, now: datetime) -> UnmetNeed:
    """Write down one need that was not met."""
    if need.service is None and not need.wanted.strip():
        raise NothingWanted(_("请选择服务项目，或写明想要什么。"))
    row = _row(need, by, now)
    if need.written_key is None:
        UnmetNeed.objects.bulk_create([row])
        return row
    UnmetNeed.objects.bulk_create([row], ignore_conflicts=True)  # of two, the first is kept
    return UnmetNeed.objects.get(written_key=need.written_key)


@transaction.atomic
def reverse_need(*, need: UnmetNeed, reason: str, by: User, now: datetime) -> UnmetNeed:
    """Take back an unmet need that was wrong, and say why. A promise that ended in it stays so."""
    return reverse(row=need, reason=reason, by=by, now=now)


def _row(need: NewNeed, by: User, now: datetime) -> UnmetNeed:
    return UnmetNeed(
        why=need.why,
        community=need.community,
        service=need.service,
        wanted=need.wanted.strip(),
        resident=need.resident,
        people=need.people,
        facility=need.facility,
        operator=need.operator,
        wished_on=need.wished_on,
        note=need.note.strip(),
        source=need.source,
        written_key=need.written_key,
        recorded_by=by,
        recorded_at=now,
    )
