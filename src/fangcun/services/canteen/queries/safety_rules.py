"""What food safety asks for, of a day; every version stays readable."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fangcun.core.catalog.queries import packs
from fangcun.core.catalog.states import Standing
from fangcun.services.canteen.models import SafetyPack, SafetyRule
from fangcun.services.canteen.queries.defaults import default_safety_rules
from fangcun.services.canteen.rules.safety import is_outside

FOOD_SAFETY = "food_safety"
SAMPLE_GRAMS, SAMPLE_HOURS, BODY = "sample_grams", "sample_hours", "body"
CELSIUS = "℃"


def safety_rules(*, on: date) -> dict[str, SafetyRule]:
    """What is asked for on a day, by code; what nobody has written is as the site brings it."""
    rules = {row["code"]: default_rule(row, place) for place, row in _given()}
    written = SafetyRule.objects.filter(packs.holds_on(SafetyPack, on), pack__code=FOOD_SAFETY)
    rules |= {rule.code: rule for rule in written}
    return dict(sorted(rules.items(), key=lambda one: (one[1].position, one[0])))


def default_rule(row: dict[str, Any], position: int) -> SafetyRule:
    """A requirement as the site brings it, not written yet."""
    return SafetyRule(
        code=row["code"],
        position=position,
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        least=row["least"],
        most=row["most"],
        unit_zh=row["unit_zh"],
        unit_en=row["unit_en"],
        source=row["source"],
        checked_on=date.fromisoformat(row["checked_on"]),
        standing=Standing(row["standing"]),
    )


def rules_of_version(pack: SafetyPack) -> list[SafetyRule]:
    return list(SafetyRule.objects.filter(pack=pack).order_by("position", "pk"))


def safety_versions() -> QuerySet[SafetyPack]:
    """Every version that was written, the newest first."""
    return packs.versions_of(SafetyPack, FOOD_SAFETY)


def is_against(rule: SafetyRule, value: int) -> bool:
    return is_outside(value, least=rule.least, most=rule.most)


def asked_in_words(rule: SafetyRule) -> str:
    """At least 125 g; 0 to 8 ℃; at most −12 ℃."""
    least, most = _shown(rule, rule.least), _shown(rule, rule.most)
    is_english = (get_language() or "").startswith("en")
    unit = rule.unit_en if is_english and rule.unit_en else rule.unit_zh
    if rule.most is None:
        return _("不低于{least}{unit}").format(least=least, unit=unit)
    if rule.least is None:
        return _("不高于{most}{unit}").format(most=most, unit=unit)
    return _("{least}至{most}{unit}").format(least=least, most=most, unit=unit)


def _given() -> enumerate[dict[str, Any]]:
    return enumerate(default_safety_rules()["rules"])


def _shown(rule: SafetyRule, value: int | None) -> str:
    if value is None:
        return ""
    return f"{value / 10:g}" if rule.unit_zh == CELSIUS else str(value)
