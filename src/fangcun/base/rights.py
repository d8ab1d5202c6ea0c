"""What a person may do, as a page asks for it; the people room says who holds which right."""

from enum import StrEnum


class Right(StrEnum):
    READ_PLANS = "read_plans"  # the district's records and plans; they name no resident
    CHANGE_PLANS = "change_plans"  # records of places, rules, scenarios; adopting a plan
