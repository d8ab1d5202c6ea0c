"""What operators must be able to show, how often and by what they promised a service."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CredentialKind(TextChoices):
    """A paper that an operator must be able to show."""

    BUSINESS_LICENCE = "business_licence", _("营业执照或登记证书")
    FOOD_PERMIT = "food_permit", _("食品经营许可证")
    HEALTH_CERTIFICATE = "health_certificate", _("从业人员健康证明")
    MEDICAL_LICENCE = "medical_licence", _("医疗机构执业许可证")
    PROFESSIONAL_LICENCE = "professional_licence", _("职业资格证书")
    CARE_RECORD = "care_record", _("养老或托育机构备案")
    FIRE_SAFETY = "fire_safety", _("消防验收或检查合格证明")
    INSURANCE = "insurance", _("公众责任保险")
    OTHER = "other", _("其他证照")


IS_OF_A_PERSON = frozenset({CredentialKind.HEALTH_CERTIFICATE, CredentialKind.PROFESSIONAL_LICENCE})
"""Credentials that one named member of staff holds."""


class Per(TextChoices):
    """In what time a promised quantity is due."""

    WEEK = "week", _("每周")
    MONTH = "month", _("每月")
    YEAR = "year", _("每年")
    TERM = "term", _("合同期内")


class CountedIn(TextChoices):
    """By what a promised quantity is counted, and what the ledger is then asked for."""

    PERSON_TIMES = "person_times", _("人次")
    SESSIONS = "sessions", _("场")


class Standing(TextChoices):
    """How a contract stands on a day."""

    AHEAD = "ahead", _("未开始")
    RUNNING = "running", _("执行中")
    OVER = "over", _("已到期")
    ENDED_EARLY = "ended_early", _("已提前终止")
