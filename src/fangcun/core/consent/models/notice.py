"""What people are told before they answer, and the times that the law sets."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopePaths
from fangcun.core.catalog.models.sourced import Sourced
from fangcun.core.consent.states import UNIT_OF, Limit, Purpose
from fangcun.core.places.models.kept import LONGEST_TEXT, history


class Notice(Sourced):
    """告知书: why the data are needed and what it means for him. A change is a new version.

    Notices and limits hold for the whole district: only rights held for it change them.
    """

    SCOPE_PATHS: ClassVar[ScopePaths] = {}

    purpose = models.CharField(_("目的"), max_length=20, choices=Purpose)
    version = models.PositiveIntegerField(_("版本号"), default=1)
    necessity_zh = models.TextField(_("为什么需要"))
    necessity_en = models.TextField(_("为什么需要（英文）"))
    impact_zh = models.TextField(_("对您的影响"))
    impact_en = models.TextField(_("对您的影响（英文）"))
    written_by = models.CharField(_("编写人"), max_length=LONGEST_TEXT, blank=True)
    written_at = models.DateTimeField(_("编写时间"))

    class Meta:
        verbose_name = _("告知书")
        constraints = (
            models.UniqueConstraint(
                name="a_version_of_a_notice_is_written_once", fields=["purpose", "version"]
            ),
            models.CheckConstraint(
                name="a_notice_says_why_and_what_it_means",
                condition=~Q(necessity_zh="") & ~Q(impact_zh=""),
            ),
        )

    def __str__(self) -> str:
        return self.get_purpose_display()

    @property
    def necessity(self) -> str:
        return self.necessity_en if _is_english() and self.necessity_en else self.necessity_zh

    @property
    def impact(self) -> str:
        return self.impact_en if _is_english() and self.impact_en else self.impact_zh


class LegalLimit(Sourced):
    """法定期限: one number with its source."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {}

    code = models.CharField(_("代码"), max_length=30, choices=Limit, unique=True)
    value = models.PositiveSmallIntegerField(_("数值"))
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history()

    class Meta:
        verbose_name = _("法定期限")

    def __str__(self) -> str:
        return self.get_code_display()

    @property
    def unit(self) -> str:
        return str(UNIT_OF[self.code])


def _is_english() -> bool:
    return (get_language() or "").startswith("en")
