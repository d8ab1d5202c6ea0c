"""What a person's life is like, what a benefit gives, and what it asks to be shown."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CircumstanceKind(TextChoices):
    """情况: what is true of a person for a while, and shown by a paper or a visit.

    Age is not here: it follows from the day of birth.
    """

    DESTITUTE = "destitute", _("特困")
    DIBAO = "dibao", _("低保")
    LOW_INCOME = "low_income", _("低收入")
    EXPENDITURE_HARDSHIP = "expenditure_hardship", _("支出型困难")
    DISABLED = "disabled", _("残疾")
    ABILITY_LEVEL = "ability_level", _("失能")
    DEMENTIA = "dementia", _("认知障碍")
    SERIOUS_ILLNESS = "serious_illness", _("严重慢性病")
    LIVING_ALONE = "living_alone", _("独居")
    EMPTY_NEST = "empty_nest", _("空巢")
    LEFT_BEHIND = "left_behind", _("留守")
    LONE_ELDER = "lone_elder", _("孤寡")
    FAMILY_PLANNING = "family_planning", _("计划生育特殊家庭")


SENSITIVE_KINDS = frozenset(
    {
        CircumstanceKind.DISABLED,
        CircumstanceKind.ABILITY_LEVEL,
        CircumstanceKind.DEMENTIA,
        CircumstanceKind.SERIOUS_ILLNESS,
    }
)
"""Health-like: shown by right or with the resident's separate consent only."""

INCOME_KINDS = frozenset(
    {
        CircumstanceKind.DESTITUTE,
        CircumstanceKind.DIBAO,
        CircumstanceKind.LOW_INCOME,
        CircumstanceKind.EXPENDITURE_HARDSHIP,
    }
)
"""Classes of income; one person may be in several papers' classes at once."""


class DisabilityLevel(TextChoices):
    """残疾等级 as the certificate says; the first is the most severe."""

    ONE = "1", _("一级")
    TWO = "2", _("二级")
    THREE = "3", _("三级")
    FOUR = "4", _("四级")


class AbilityLevel(TextChoices):
    """GB/T 42195-2022: ability of older people."""

    INTACT = "0", _("能力完好")
    MILD = "1", _("轻度失能")
    MODERATE = "2", _("中度失能")
    SEVERE = "3", _("重度失能")
    TOTAL = "4", _("完全失能")


LEVELS_OF: dict[str, type[TextChoices]] = {
    CircumstanceKind.DISABLED: DisabilityLevel,
    CircumstanceKind.ABILITY_LEVEL: AbilityLevel,
}
"""Kinds that come in levels."""


class Gives(TextChoices):
    """In what a benefit is counted."""

    FEN_PER_TIME = "fen_per_time", _("每次补贴")
    FEN_PER_DAY = "fen_per_day", _("每日补贴")
    FEN_PER_MONTH = "fen_per_month", _("每月津贴")
    FREE = "free", _("免费")
    TIMES_PER_YEAR = "times_per_year", _("每年次数")
    VISITS_PER_WEEK = "visits_per_week", _("每周探访次数")
    VISITS_PER_MONTH = "visits_per_month", _("每月探访次数")
    VISITS_PER_QUARTER = "visits_per_quarter", _("每季探访次数")
    PRIORITY = "priority", _("优先安排")


IN_FEN = frozenset({Gives.FEN_PER_TIME, Gives.FEN_PER_DAY, Gives.FEN_PER_MONTH})
WITHOUT_AMOUNT = frozenset({Gives.FREE, Gives.PRIORITY})

TIMES_A_YEAR = {Gives.VISITS_PER_WEEK: 52, Gives.VISITS_PER_MONTH: 12, Gives.VISITS_PER_QUARTER: 4}


class Proof(TextChoices):
    """What must be on file before a benefit is given."""

    BIRTH_DATE = "birth_date", _("出生日期")
    ID_NUMBER = "id_number", _("身份证号")
    CERTIFICATE = "certificate", _("证件或证明编号")
