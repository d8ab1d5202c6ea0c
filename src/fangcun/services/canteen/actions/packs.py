"""Packs of subsidy rules: every change is a new version; what was settled keeps its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.core.catalog.actions.packs import (
    SaysNothing,
    WrittenHead,
    must_have_rules,
    write_version,
)
from fangcun.core.catalog.states import Standing
from fangcun.core.entitlements.queries import terms_from
from fangcun.core.places.actions.revised import write_revision
from fangcun.services.canteen.models import SubsidyPack, SubsidyRule
from fangcun.services.canteen.queries.defaults import default_subsidies
from fangcun.services.canteen.rules.subsidies import ALL, Shares
from fangcun.services.canteen.states import Mode, Period


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenRule:
    """What people write of one subsidy: a fixed amount, or a share up to a most."""

    code: str
    name_zh: str
    name_en: str
    conditions: Mapping[str, Any]
    periods: Sequence[str]
    modes: Sequence[str]
    shares: Shares
    amount_fen: int | None = None
    percent: int | None = None
    most_fen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPack(WrittenHead):
    """What people write of a pack: where it comes from, when it holds, what it gives."""

    rules: Sequence[WrittenRule]


@transaction.atomic
def write_pack(
    *, code: str, over_version: int, written: WrittenPack, by: str, now: datetime
) -> SubsidyPack:
    """Write the version after `over_version` (0: a new pack); the versions before it stay.

    NewerVersion if somebody has written one since `over_version` was read.
    """
    _must_say_something(written)
    pack = write_version(
        table=SubsidyPack, code=code, over_version=over_version, written=written, by=by, now=now
    )
    SubsidyRule.objects.bulk_create(rules_as_rows(pack, written.rules))
    return pack


@transaction.atomic
def set_in_use(
    *, pack: SubsidyPack, revision: int, is_in_use: bool, by: str, now: datetime
) -> SubsidyPack:
    """Switch a version of a pack on or off; a version that is off gives nothing."""
    return write_revision(
        row=pack, revision=revision, values={"is_in_use": is_in_use}, by=by, now=now
    )


@transaction.atomic
def load_default_subsidies(*, by: str, now: datetime) -> list[SubsidyPack]:
    """Bring the packs that the house ships; a pack that is there, edited or not, is left alone."""
    present = set(SubsidyPack.objects.values_list("code", flat=True))
    return [
        write_pack(code=shipped["code"], over_version=0, written=_read(shipped), by=by, now=now)
        for shipped in default_subsidies()
        if shipped["code"] not in present
    ]


def rules_as_rows(pack: SubsidyPack, rules: Sequence[WrittenRule]) -> list[SubsidyRule]:
    """What is written, as rows that need not be kept: a preview reckons with them too."""
    return [
        SubsidyRule(
            pack=pack,
            code=rule.code,
            position=position,
            name_zh=rule.name_zh,
            name_en=rule.name_en,
            conditions=dict(rule.conditions),
            periods=list(rule.periods),
            modes=list(rule.modes),
            amount_fen=rule.amount_fen,
            percent=rule.percent,
            most_fen=rule.most_fen,
            district_percent=rule.shares.district,
            street_percent=rule.shares.street,
            operator_percent=rule.shares.operator,
        )
        for position, rule in enumerate(rules, start=1)
    ]


def _must_say_something(written: WrittenPack) -> None:
    must_have_rules(written.rules)
    for rule in written.rules:
        if sum(rule.shares) != ALL:
            raise SaysNothing(_("“{rule}”各方分担的比例加起来不是100%。").format(rule=rule.name_zh))
        terms_from(dict(rule.conditions), [])  # BadCondition: our mistake


def _read(shipped: Mapping[str, Any]) -> WrittenPack:
    return WrittenPack(
        name_zh=shipped["name_zh"],
        name_en=shipped["name_en"],
        source=shipped["source"],
        checked_on=date.fromisoformat(shipped["checked_on"]),
        standing=Standing(shipped["standing"]),
        valid_from=date.fromisoformat(shipped["valid_from"]),
        valid_until=None,
        is_in_use=shipped["is_in_use"],
        rules=[_read_rule(rule) for rule in shipped["rules"]],
    )


def _read_rule(rule: Mapping[str, Any]) -> WrittenRule:
    return WrittenRule(
        code=rule["code"],
        name_zh=rule["name_zh"],
        name_en=rule["name_en"],
        conditions=rule["conditions"],
        periods=[Period(one).value for one in rule["periods"]],
        modes=[Mode(one).value for one in rule["modes"]],
        shares=Shares(**rule["shares"]),
        amount_fen=rule.get("amount_fen"),
        percent=rule.get("percent"),
        most_fen=rule.get("most_fen"),
    )
