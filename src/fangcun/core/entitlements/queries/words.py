"""Reasons, conditions and gifts in the words of the person they concern."""

from collections.abc import Iterable
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from fangcun.base.templatetags.look import yuan
from fangcun.core.entitlements.models import BenefitRule
from fangcun.core.entitlements.rules import (
    AgeAtLeast,
    AgeAtMost,
    AllOf,
    AnyOf,
    Condition,
    Has,
    LivesAs,
    LivesIn,
    Reason,
)
from fangcun.core.entitlements.states import LEVELS_OF, CircumstanceKind, Gives, Proof
from fangcun.core.people.states import Residence


def in_words(reason: Reason) -> str:
    """One reason as a sentence."""
    if reason.about == "age":
        return _age_in_words(reason)
    if reason.about in CircumstanceKind.values:
        return _circumstance_in_words(reason)
    return _home_in_words(reason)


def gift_in_words(rule: BenefitRule) -> str:
    """What one gets: 每次补贴6元."""
    sentences = {
        Gives.FEN_PER_TIME: _("每次补贴{yuan}元"),
        Gives.FEN_PER_DAY: _("每天补贴{yuan}元"),
        Gives.FEN_PER_MONTH: _("每月{yuan}元"),
        Gives.FREE: _("免费"),
        Gives.TIMES_PER_YEAR: _("每年{count}次"),
        Gives.VISITS_PER_WEEK: _("每周探访{count}次"),
        Gives.VISITS_PER_MONTH: _("每月探访{count}次"),
        Gives.VISITS_PER_QUARTER: _("每季探访{count}次"),
        Gives.PRIORITY: _("优先安排"),
    }
    return sentences[Gives(rule.gives)].format(yuan=yuan(rule.amount), count=rule.amount)


def condition_in_words(condition: Condition) -> str:
    """To whom a benefit is due, in one line."""
    match condition:
        case AllOf(parts):
            return _("，并且").join(_part_in_words(part) for part in parts)
        case AnyOf(parts):
            return _("或").join(_part_in_words(part) for part in parts)
        case Has():
            return _has_in_words(condition)
    return _single_in_words(condition)


def proofs_in_words(proofs: Iterable[str]) -> str:
    """What must be on file: 出生日期、身份证号."""
    return _("、").join(str(Proof(proof).label) for proof in proofs)


def _part_in_words(part: Condition) -> str:
    told = condition_in_words(part)
    is_several = isinstance(part, AllOf | AnyOf) and len(part.parts) > 1
    return _("（{told}）").format(told=told) if is_several else told


def _single_in_words(condition: AgeAtLeast | AgeAtMost | LivesAs | LivesIn) -> str:
    match condition:
        case AgeAtLeast(years):
            return _("满{years}周岁").format(years=years)
        case AgeAtMost(years):
            return _("不超过{years}周岁").format(years=years)
        case LivesAs(residences):
            return _("、").join(str(Residence(one).label) for one in residences)
        case LivesIn(communities):
            return _("住在{communities}").format(communities=_("、").join(communities))


def _has_in_words(wanted: Has) -> str:
    kind = CircumstanceKind(wanted.kind).label
    if wanted.level_at_most is not None:
        level = _level(wanted.kind, wanted.level_at_most)
        return _("{kind}（{level}或更重）").format(kind=kind, level=level)
    if wanted.level_at_least is not None:
        level = _level(wanted.kind, wanted.level_at_least)
        return _("{kind}（{level}及以上）").format(kind=kind, level=level)
    return str(kind)


def _age_in_words(reason: Reason) -> str:
    sentences = {
        "at_least": _("{found}岁，已满{wanted}周岁"),
        "not_at_least": _("{found}岁，未满{wanted}周岁"),
        "at_most": _("{found}岁，不超过{wanted}周岁"),
        "not_at_most": _("{found}岁，已超过{wanted}周岁"),
        "birth_unknown": _("缺出生日期：不知道是否符合{wanted}周岁的条件"),
        "birthday_unknown": _("只知道出生年份：今年{found}岁，缺生日，无法核对{wanted}周岁的条件"),
        "birth_date_missing": _("缺出生日期"),
    }
    return sentences[reason.case].format(found=reason.found, wanted=reason.wanted)


def _circumstance_in_words(reason: Reason) -> str:
    sentences = {
        "yes": _("{kind}，已核实"),
        "not_recorded": _("没有登记{kind}"),
        "not_begun": _("{kind}从{found}起才有效"),
        "other_level": _("{kind}的等级是{found}，不在条件内"),
        "run_out": _("{kind}的证明已于{found}到期"),
        "level_unknown": _("{kind}没有登记等级"),
        "not_verified": _("{kind}还没有核实"),
        "no_certificate": _("{kind}没有登记证件编号"),
    }
    kind = CircumstanceKind(reason.about)
    return sentences[reason.case].format(kind=kind.label, found=_found(reason))


def _found(reason: Reason) -> str:
    if reason.case in {"run_out", "not_begun"}:
        return formats.date_format(date.fromisoformat(str(reason.found)), "Y-m-d")
    if reason.case == "other_level":
        return _level(reason.about, int(reason.found or 0))
    return ""


def _home_in_words(reason: Reason) -> str:
    sentences = {
        ("residence", "yes"): _("居住类型是{found}"),
        ("residence", "no"): _("居住类型是{found}，条件是{wanted}"),
        ("residence", "unknown"): _("没有登记居住类型"),
        ("community", "yes"): _("住在本待遇的社区"),
        ("community", "no"): _("不住在本待遇的社区"),
        ("id_number", "missing"): _("缺身份证号"),
    }
    wanted = [_residence(one) for one in str(reason.wanted or "").split("、") if one]
    return sentences[reason.about, reason.case].format(
        found=_residence(str(reason.found or "")), wanted=_("、").join(wanted)
    )


def _residence(code: str) -> str:
    return str(Residence(code).label) if code in Residence.values else code


def _level(kind: str, level: int) -> str:
    levels = LEVELS_OF.get(kind)
    return str(levels(str(level)).label) if levels and str(level) in levels.values else str(level)
