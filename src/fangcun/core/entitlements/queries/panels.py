"""What one resident's page shows: circumstances, benefits with their reasons, enrolments."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from fangcun.core.entitlements.models import BenefitRule, Circumstance, Enrolment
from fangcun.core.entitlements.queries.circumstances import Standing, standing_of
from fangcun.core.entitlements.queries.packs import rules_in_force, terms_of
from fangcun.core.entitlements.queries.words import gift_in_words, in_words
from fangcun.core.entitlements.rules import (
    Answer,
    Explanation,
    Facts,
    Held,
    Reason,
    best_step,
    explain,
)
from fangcun.core.entitlements.states import SENSITIVE_KINDS, TIMES_A_YEAR, Gives
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person


class ShownCircumstance(NamedTuple):
    """A circumstance and how it stands today."""

    row: Circumstance
    standing: Standing


class ShownBenefit(NamedTuple):
    """A benefit, whether it is due, and why."""

    rule: BenefitRule
    gift: str
    answer: Answer
    because: tuple[str, ...]
    against: tuple[str, ...]
    missing_proofs: tuple[str, ...]
    enrolment: Enrolment | None


class Panel(NamedTuple):
    """Circumstances first; then what is due, what a paper would open, what is not due."""

    resident: Resident
    on: date
    circumstances: list[ShownCircumstance]
    hidden: int  # health-like circumstances that the reader may not see
    due: list[ShownBenefit]
    missing: list[ShownBenefit]
    not_due: list[ShownBenefit]
    sees_health: bool
    may_write: bool = False

    @property
    def shows_health(self) -> bool:
        """Whether anything health-like is on the page, so that the look must be noted."""
        return any(shown.row.is_sensitive for shown in self.circumstances)


def panel(resident: Resident, *, on: date, sees_health: bool) -> Panel:
    """All of it in three queries; `resident` comes with his community."""
    held = list(
        Circumstance.objects.filter(resident__in=same_person(resident), ended_at=None).order_by(
            "kind", "pk"
        )
    )
    enrolments = {
        one.key: one
        for one in Enrolment.objects.filter(resident__in=same_person(resident), ended_at=None)
    }
    facts = facts_of(resident, held, on=on)
    told = [(rule, explain(facts=facts, terms=terms_of(rule))) for rule in rules_in_force(on)]
    shown = [
        _shown(rule, explanation, enrolments.get(rule.key), sees_health=sees_health)
        for rule, explanation in _best_steps(told)
    ]
    seen = [one for one in held if sees_health or not one.is_sensitive]
    return Panel(
        resident=resident,
        on=on,
        circumstances=[ShownCircumstance(one, standing_of(one, on=on)) for one in seen],
        hidden=len(held) - len(seen),
        due=[one for one in shown if one.answer == Answer.YES],
        missing=[one for one in shown if one.answer == Answer.UNKNOWN],
        not_due=[one for one in shown if one.answer == Answer.NO],
        sees_health=sees_health,
    )


def explanation_for(resident: Resident, *, rule: BenefitRule, on: date) -> Explanation:
    """Whether one benefit is due to one resident, and why."""
    held = Circumstance.objects.filter(resident__in=same_person(resident), ended_at=None)
    return explain(facts=facts_of(resident, held, on=on), terms=terms_of(rule))


def facts_of(resident: Resident, held: Iterable[Circumstance], *, on: date) -> Facts:
    """What is on file of a resident, as the rules read it."""
    return Facts(
        on=on,
        born_on=resident.born_on,
        birth_year=resident.birth_year,
        residence=resident.residence,
        community=resident.community.code,
        has_id_number=resident.id_digest is not None,
        held=tuple(
            Held(
                kind=one.kind,
                level=one.level,
                from_on=one.from_on,
                until=one.until,
                is_verified=one.is_verified,
                has_certificate=one.has_number,
            )
            for one in held
        ),
    )


def _best_steps(
    told: Sequence[tuple[BenefitRule, Explanation]],
) -> list[tuple[BenefitRule, Explanation]]:
    """Where a step of a ladder is due, the others are left out: one gets the best, not the sum."""
    ladders: dict[str, list[tuple[BenefitRule, Explanation]]] = {}
    for rule, explanation in told:
        ladders.setdefault(f"{rule.pack_id}/{rule.benefit}", []).append((rule, explanation))
    kept = []
    for steps in ladders.values():
        best = best_step([(_worth(rule), explanation) for rule, explanation in steps])
        kept += steps if best is None else [steps[best]]
    return kept


def _worth(rule: BenefitRule) -> int:
    """By what the steps of a ladder are compared: money by money, visits by the year."""
    return (rule.amount or 0) * TIMES_A_YEAR.get(Gives(rule.gives), 1)


def _shown(
    rule: BenefitRule,
    told: Explanation,
    enrolment: Enrolment | None,
    *,
    sees_health: bool,
) -> ShownBenefit:
    return ShownBenefit(
        rule=rule,
        gift=gift_in_words(rule),
        answer=told.answer,
        because=reasons_in_words(told.because, sees_health=sees_health),
        against=reasons_in_words(told.against, sees_health=sees_health),
        missing_proofs=reasons_in_words(told.missing_proofs, sees_health=sees_health),
        enrolment=enrolment,
    )


def reasons_in_words(reasons: Iterable[Reason], *, sees_health: bool) -> tuple[str, ...]:
    """Reasons in words; a health-like one only for those who may see it."""
    words = (
        in_words(reason)
        if sees_health or reason.about not in SENSITIVE_KINDS
        else _("健康类情况（按权限显示）")
        for reason in reasons
    )
    return tuple(dict.fromkeys(words))
