"""Writing packs of rules: every change is a new version."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from django.db import transaction

from fangcun.core.catalog.actions.packs import (
    WrittenHead,
    must_have_rules,
    write_version,
)
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.catalog.states import Standing
from fangcun.core.entitlements.models import BenefitRule, RulePack
from fangcun.core.entitlements.queries.packs import terms_from
from fangcun.core.entitlements.states import Gives
from fangcun.core.places.actions.revised import write_revision


@dataclass(frozen=True, slots=True)
class WrittenRule:
    """What people write of one benefit."""

    code: str
    benefit: str
    name_zh: str
    name_en: str
    gives: Gives
    amount: int | None
    conditions: Mapping[str, Any]
    required_proofs: Sequence[str] = ()
    service: ServiceKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPack(WrittenHead):
    """What people write of a pack: where it comes from, when it holds, what it gives."""

    rules: Sequence[WrittenRule]


@transaction.atomic
def write_pack(
    *, code: str, over_version: int, written: WrittenPack, by: str, now: datetime
) -> RulePack:
    """Write the version after `over_version` (0: a new pack); the versions before it stay.

    NewerVersion if somebody has written one since `over_version` was read.
    """
    _must_say_something(written)
    pack = write_version(
        table=RulePack, code=code, over_version=over_version, written=written, by=by, now=now
    )
    _write_rules(pack, written.rules)
    return pack


@transaction.atomic
def set_in_use(
    *, pack: RulePack, revision: int, is_in_use: bool, by: str, now: datetime
) -> RulePack:
    """Switch a version of a pack on or off."""
    return write_revision(
        row=pack, revision=revision, values={"is_in_use": is_in_use}, by=by, now=now
    )


@transaction.atomic
def load_default_packs(*, now: datetime) -> list[RulePack]:
    """Bring the packs that the house ships; a pack that is there, edited or not, is left alone."""
    present = set(RulePack.objects.values_list("code", flat=True))
    text = files("fangcun.core.entitlements").joinpath("defaults/packs.json").read_text("utf-8")
    services = {service.code: service for service in ServiceKind.objects.all()}
    return [
        write_pack(
            code=shipped["code"],
            over_version=0,
            written=_read(shipped, services),
            by="方寸",
            now=now,
        )
        for shipped in json.loads(text)
        if shipped["code"] not in present
    ]


def _write_rules(pack: RulePack, rules: Iterable[WrittenRule]) -> None:
    BenefitRule.objects.bulk_create(
        BenefitRule(
            pack=pack,
            code=rule.code,
            benefit=rule.benefit,
            position=position,
            name_zh=rule.name_zh,
            name_en=rule.name_en,
            service=rule.service,
            gives=rule.gives,
            amount=rule.amount,
            conditions=dict(rule.conditions),
            required_proofs=list(rule.required_proofs),
        )
        for position, rule in enumerate(rules, start=1)
    )


def _must_say_something(written: WrittenPack) -> None:
    must_have_rules(written.rules)
    for rule in written.rules:
        terms_from(dict(rule.conditions), list(rule.required_proofs))  # BadCondition: our mistake


def _read(shipped: Mapping[str, Any], services: Mapping[str, ServiceKind]) -> WrittenPack:
    checked_on = shipped.get("checked_on")
    return WrittenPack(
        name_zh=shipped["name_zh"],
        name_en=shipped["name_en"],
        source=shipped["source"],
        checked_on=date.fromisoformat(checked_on) if checked_on else None,
        standing=Standing(shipped["standing"]),
        valid_from=date.fromisoformat(shipped["valid_from"]),
        valid_until=None,
        is_in_use=shipped["is_in_use"],
        rules=[
            WrittenRule(
                code=rule["code"],
                benefit=rule["benefit"],
                name_zh=rule["name_zh"],
                name_en=rule["name_en"],
                gives=Gives(rule["gives"]),
                amount=rule.get("amount"),
                conditions=rule["conditions"],
                required_proofs=rule.get("required_proofs", ()),
                service=services.get(rule.get("service", "")),
            )
            for rule in shipped["rules"]
        ],
    )
