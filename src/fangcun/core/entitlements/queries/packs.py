"""Packs and rules: which hold on a day, and what they say."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from fangcun.core.catalog.queries import packs
from fangcun.core.entitlements.models import BenefitRule, RulePack
from fangcun.core.entitlements.rules import Terms, condition_from
from fangcun.core.entitlements.states import CircumstanceKind
from fangcun.core.people.states import Residence

KINDS = frozenset(CircumstanceKind.values)
RESIDENCES = frozenset(Residence.values) - {Residence.UNKNOWN}


def pack_in_force(on: date) -> QuerySet[RulePack]:
    """Of each pack the newest version that has begun, in use or not."""
    return packs.begun_on(RulePack, on)


def rules_in_force(on: date) -> QuerySet[BenefitRule]:
    """The rules by which benefits are due on a day."""
    rows = BenefitRule.objects.filter(packs.holds_on(RulePack, on))
    return rows.select_related("pack", "service").order_by("pack__code", "position", "pk")


def rule_in_force(key: str, *, on: date) -> BenefitRule | None:
    """One rule by its key, pack/rule, in the version that holds."""
    pack_code, _slash, code = key.partition("/")
    return rules_in_force(on).filter(pack__code=pack_code, code=code).first()


def newest_packs() -> QuerySet[RulePack]:
    """The newest version of every pack, begun or not."""
    return packs.newest_packs(RulePack)


def newest_version(code: str) -> RulePack | None:
    return packs.newest_version(RulePack, code)


def versions_of(code: str) -> QuerySet[RulePack]:
    """Every version of a pack, the newest first."""
    return packs.versions_of(RulePack, code)


def rules_of(pack: RulePack) -> list[BenefitRule]:
    """What one version of a pack gives, in its order."""
    rows = BenefitRule.objects.filter(pack=pack).select_related("pack", "service")
    return list(rows.order_by("position", "pk"))


def terms_of(rule: BenefitRule) -> Terms:
    """To whom a benefit is due, as the rules read it."""
    return terms_from(rule.conditions, rule.required_proofs)


def terms_from(conditions: Any, required_proofs: list[str]) -> Terms:
    """What is written in a pack, read; BadCondition if it cannot be."""
    condition = condition_from(conditions, kinds=KINDS, residences=RESIDENCES)
    return Terms(condition, frozenset(required_proofs))
