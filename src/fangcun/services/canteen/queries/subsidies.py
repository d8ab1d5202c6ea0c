"""Which subsidy is due for a meal, by which rule, and why."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from fangcun.base.dates import day
from fangcun.base.templatetags.look import yuan
from fangcun.core.catalog.queries.packs import holds_on
from fangcun.core.entitlements.queries import (
    condition_in_words,
    reasons_in_words,
    terms_from,
)
from fangcun.core.entitlements.rules import Answer, Explanation, Facts, explain
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person
from fangcun.services.canteen.models import MealOrder, SubsidyClaim, SubsidyPack, SubsidyRule
from fangcun.services.canteen.queries.priced import facts_on
from fangcun.services.canteen.rules.subsidies import (
    Giving,
    Parts,
    Shares,
    parts_of,
    subsidy_of,
)
from fangcun.services.canteen.states import Mode, OrderState, Period

RulesOn = Callable[[date], Sequence[SubsidyRule]]


class Due(NamedTuple):
    """What is due for one meal: to whom, by which rule, and who pays what of its price."""

    person: int
    rule: SubsidyRule
    parts: Parts


class Explained(NamedTuple):
    """Whether a meal is subsidised, in one sentence, and why, or what is missing for it."""

    answer: Answer
    words: str
    reasons: tuple[str, ...]


def rules_in_force(on: date) -> list[SubsidyRule]:
    """The rules by which meals of a day are subsidised, in the order in which they are asked."""
    rows = SubsidyRule.objects.filter(holds_on(SubsidyPack, on))
    return list(rows.select_related("pack").order_by("pack__code", "position", "pk"))


def giving_of(rule: SubsidyRule) -> Giving:
    """What a rule gives, as the rules reckon it."""
    return Giving(shares_of(rule), rule.amount_fen, rule.percent, rule.most_fen)


def shares_of(rule: SubsidyRule) -> Shares:
    return Shares(rule.district_percent, rule.street_percent, rule.operator_percent)


def is_about(rule: SubsidyRule, *, period: str, mode: str) -> bool:
    """Whether a rule speaks of such a meal; one that names none speaks of all."""
    is_meal = not rule.periods or period in rule.periods
    return is_meal and (not rule.modes or mode in rule.modes)


def explanation_of(rule: SubsidyRule, facts: Facts) -> Explanation:
    """Whether a rule holds for a person, and why."""
    return explain(facts=facts, terms=terms_from(rule.conditions, []))


def first_met(
    rules: Iterable[SubsidyRule], *, facts: Facts, period: str, mode: str
) -> SubsidyRule | None:
    """The first rule that somebody meets is his."""
    for rule in rules:
        about = is_about(rule, period=period, mode=mode)
        if about and explanation_of(rule, facts).is_entitled:
            return rule
    return None


def parts_by(rule: SubsidyRule, price_fen: int) -> Parts:
    """Who pays what of a price by a rule."""
    giving = giving_of(rule)
    subsidy = subsidy_of(price_fen=price_fen, giving=giving)
    return parts_of(price_fen=price_fen, subsidy_fen=subsidy, shares=giving.shares)


def due_for(order: MealOrder) -> Due | None:
    """What is due for this meal by the rules of its day; None where nothing is."""
    if order.resident is None or not order.price_fen:
        return None
    rules = rules_in_force(order.served_on)
    if not rules:
        return None
    facts = facts_on(order.resident, order.served_on)
    rule = first_met(rules, facts=facts, period=order.period, mode=order.mode)
    if rule is None:
        return None
    parts = parts_by(rule, order.price_fen)
    person = order.resident.merged_into_id or order.resident.pk
    return Due(person, rule, parts) if parts.subsidy_fen else None


def person_of_order(order: MealOrder) -> QuerySet[Resident, int]:
    """Every row of the person of an order that names one."""
    assert order.resident is not None  # noqa: S101
    return same_person(order.resident)


def subsidised_meal(
    *, resident: Resident, served_on: date, period: str, but: MealOrder | None = None
) -> SubsidyClaim | None:
    """The meal that has his subsidy of a meal time, wherever it is; `but`: the one just shown."""
    rows = SubsidyClaim.objects.filter(
        resident__in=same_person(resident), served_on=served_on, period=period, released_at=None
    )
    if but is not None:
        rows = rows.exclude(order=but)
    return rows.select_related("order__kitchen").first()


def explain_subsidy(
    *, resident: Resident, period: Period, mode: Mode, on: date, sees_health: bool
) -> Explained:
    """Whether he gets a subsidy for such a meal, as it is said to him at the counter."""
    taken = subsidised_meal(resident=resident, served_on=on, period=period)
    if taken is not None:
        return _taken(taken)
    rules = [rule for rule in rules_in_force(on) if is_about(rule, period=period, mode=mode)]
    if not rules:
        return Explained(Answer.NO, _("这一餐没有补贴。"), ())
    facts = facts_on(resident, on)
    told = [(rule, explanation_of(rule, facts)) for rule in rules]
    for answer in (Answer.YES, Answer.UNKNOWN):
        for rule, explanation in told:
            if explanation.answer == answer:
                return _explained(rule, explanation, sees_health=sees_health)
    against = tuple(reason for _rule, one in told for reason in one.against)
    reasons = reasons_in_words(against, sees_health=sees_health)
    return Explained(Answer.NO, _("不符合这一餐的补贴条件。"), reasons)


def givings_for(
    *, resident: Resident, period: Period, modes: Iterable[Mode], on: date
) -> dict[Mode, Giving]:
    """What he would get for a meal, by the way he takes it; nothing if he has had his subsidy."""
    if subsidised_meal(resident=resident, served_on=on, period=period) is not None:
        return {}
    rules, facts = rules_in_force(on), facts_on(resident, on)
    met = {mode: first_met(rules, facts=facts, period=period, mode=mode) for mode in modes}
    return {mode: giving_of(rule) for mode, rule in met.items() if rule is not None}


def explain_order(order: MealOrder, *, sees_health: bool) -> Explained | None:
    """Why this meal is subsidised, or why not; None where nobody is named or it is cancelled."""
    if order.resident is None or order.state not in {OrderState.ORDERED, OrderState.SERVED}:
        return None
    claim = SubsidyClaim.objects.filter(order=order, released_at=None)
    mine = claim.select_related("rule__pack").first()
    if mine is not None:
        return Explained(Answer.YES, claim_in_words(mine), ())
    return explain_subsidy(
        resident=order.resident,
        period=Period(order.period),
        mode=Mode(order.mode),
        on=order.served_on,
        sees_health=sees_health,
    )


def claim_in_words(claim: SubsidyClaim) -> str:
    """By which rule, and who pays: 补贴3元（老年人助餐补贴第1版：80周岁及以上）：区1.5元……."""
    paid = [
        (_("区"), claim.district_fen),
        (_("街道"), claim.street_fen),
        (_("机构"), claim.operator_fen),
    ]
    payers = [_("{who}{fen}元").format(who=who, fen=yuan(fen)) for who, fen in paid if fen]
    return _("补贴{subsidy}元，按“{pack}”第{version}版“{rule}”；{payers}。").format(
        subsidy=yuan(claim.price_fen - claim.resident_fen),
        pack=claim.rule.pack,
        version=claim.rule.pack.version,
        rule=claim.rule,
        payers=_("、").join(payers),
    )


def giving_in_words(rule: SubsidyRule) -> str:
    """How much a rule gives: 每餐3元; 价格的25%，最多3元."""
    if rule.amount_fen is not None:
        return _("每餐{amount}元").format(amount=yuan(rule.amount_fen))
    if rule.most_fen is None:
        return _("价格的{percent}%").format(percent=rule.percent)
    return _("价格的{percent}%，最多{most}元").format(
        percent=rule.percent, most=yuan(rule.most_fen)
    )


def meals_in_words(rule: SubsidyRule) -> str:
    """For which meals: 午餐、晚餐 · 堂食."""
    periods = [str(Period(one).label) for one in rule.periods] or [_("各餐")]
    modes = [str(Mode(one).label) for one in rule.modes] or [_("各种取餐方式")]
    return f"{_('、').join(periods)} · {_('、').join(modes)}"


def shares_in_words(rule: SubsidyRule) -> str:
    """Who bears it: 区50%、街道30%、机构20%."""
    shares = [
        (_("区"), rule.district_percent),
        (_("街道"), rule.street_percent),
        (_("机构"), rule.operator_percent),
    ]
    return _("、").join(f"{who}{share}%" for who, share in shares if share)


def whom_in_words(rule: SubsidyRule) -> str:
    return condition_in_words(terms_from(rule.conditions, []).condition)


def _taken(claim: SubsidyClaim) -> Explained:
    """One meal at a meal time is subsidised, over all canteens: it is said which."""
    words = _("{day}的{meal}补贴已用在{kitchen}的一份餐上，这一份按全价。").format(
        day=day(claim.served_on),
        meal=claim.get_period_display(),
        kitchen=claim.order.kitchen,
    )
    return Explained(Answer.NO, words, ())


def _explained(rule: SubsidyRule, told: Explanation, *, sees_health: bool) -> Explained:
    said = {"rule": rule, "gift": giving_in_words(rule)}
    if told.answer == Answer.YES:
        words = _("可享受补贴：{gift}（{rule}）。").format(**said)
        return Explained(
            told.answer, words, reasons_in_words(told.because, sees_health=sees_health)
        )
    words = _("补上下面的信息后可能有补贴：{gift}（{rule}）。").format(**said)
    return Explained(
        told.answer, words, reasons_in_words(told.missing_proofs, sees_health=sees_health)
    )
