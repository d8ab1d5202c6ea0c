"""Packs and rules: which hold on a day, and what they say."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from fangcun.core.entitlements.models import BenefitRule, RulePack
from fangcun.core.entitlements.rules import Terms, condition_from
from fangcun.core.entitlements.states import CircumstanceKind
from fangcun.core.people.states import Residence

KINDS = frozenset(CircumstanceKind.values)
RESIDENCES = frozenset(Residence.values) - {Residence.UNKNOWN}


def pack_in_force(on: date) -> QuerySet[RulePack]:
    """Of each pack the newest version that has begun, in use or not."""
    begun = RulePack.objects.filter(valid_from__lte=on)
    return begun.order_by("code", "-version").distinct("code")


def rules_in_force(on: date) -> QuerySet[BenefitRule]:
    """The rules by which benefits are due on a day."""
    has_not_ended = Q(pack__valid_until__isnull=True) | Q(pack__valid_until__gte=on)
    rows = BenefitRule.objects.filter(
        has_not_ended, pack__in=pack_in_force(on).values("pk"), pack__is_in_use=True
    )
    return rows.select_related("pack", "service").order_by("pack__code", "position", "pk")


def rule_in_force(key: str, *, on: date) -> BenefitRule | None:
    """One rule by its key, pack/rule, in the version that holds."""
    pack_code, _slash, code = key.partition("/")
    return rules_in_force(on).filter(pack__code=pack_code, code=code).first()


def newest_packs() -> QuerySet[RulePack]:
    """The newest version of every pack, begun or not."""
    newest = RulePack.objects.order_by("code", "-version").distinct("code")
    return RulePack.objects.filter(pk__in=newest.values("pk")).order_by("-is_in_use", "code")


def newest_version(code: str) -> RulePack | None:
    return RulePack.objects.filter(code=code).order_by("-version").first()


def versions_of(code: str) -> QuerySet[RulePack]:
    """Every version of a pack, the newest first."""
    return RulePack.objects.filter(code=code).order_by("-version")


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
