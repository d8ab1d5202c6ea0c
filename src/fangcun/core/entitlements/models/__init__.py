"""Tables: circumstances of residents, rule packs with their benefits, enrolments."""

from fangcun.core.entitlements.models.circumstance import Circumstance
from fangcun.core.entitlements.models.enrolment import Enrolment
from fangcun.core.entitlements.models.pack import BenefitRule, RulePack

__all__ = ["BenefitRule", "Circumstance", "Enrolment", "RulePack"]
