"""What people have agreed to."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.consent.models.notice import Notice
from fangcun.core.consent.states import SEPARATE, Channel, GivenBy, Kinship, Purpose
from fangcun.core.people.models import Resident
from fangcun.core.places.models.kept import LONGEST_TEXT


class Consent(models.Model):
    """同意: one purpose, one answer; it holds from `from_on` to `until`, both days included.

    Rows are never changed but for their end: withdrawn, or replaced by a newer one.
    """

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "resident__community__subdistrict",
        ScopeKind.COMMUNITY: "resident__community_id",
    }

    resident = models.ForeignKey(
        Resident, on_delete=models.PROTECT, related_name="consents", verbose_name=_("居民")
    )
    purpose = models.CharField(_("目的"), max_length=20, choices=Purpose)
    notice = models.ForeignKey(
        Notice,
        on_delete=models.PROTECT,
        related_name="consents",
        verbose_name=_("告知书"),
        null=True,
        blank=True,
    )
    given_by = models.CharField(_("同意人"), max_length=10, choices=GivenBy)
    guardian_name = models.CharField(_("监护人姓名"), max_length=40, blank=True)
    guardian_kinship = models.CharField(
        _("监护人关系"), max_length=20, choices=Kinship, blank=True, default=""
    )
    guardian_phone = models.CharField(_("监护人电话"), max_length=20, blank=True)
    is_age_seen = models.BooleanField(_("当面确认已满年龄"), default=False)
    channel = models.CharField(_("方式"), max_length=10, choices=Channel)
    evidence = models.CharField(_("凭据"), max_length=LONGEST_TEXT)
    from_on = models.DateField(_("开始日期"))
    until = models.DateField(_("有效期至"), null=True, blank=True)
    recorded_by = models.CharField(_("登记人"), max_length=LONGEST_TEXT)
    recorded_at = models.DateTimeField(_("登记时间"))
    withdrawn_at = models.DateTimeField(_("撤回时间"), null=True, blank=True)
    withdrawn_by = models.CharField(_("撤回办理人"), max_length=LONGEST_TEXT, blank=True)
    replaced_at = models.DateTimeField(_("更新时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("同意")
        constraints = (
            models.UniqueConstraint(
                name="one_answer_for_one_purpose_at_a_time",
                fields=["resident", "purpose"],
                condition=Q(withdrawn_at__isnull=True, replaced_at__isnull=True),
            ),
            models.CheckConstraint(
                name="a_guardian_has_name_relation_and_phone",
                condition=Q(given_by=GivenBy.SELF)
                | ~(Q(guardian_name="") | Q(guardian_kinship="") | Q(guardian_phone="")),
            ),
            models.CheckConstraint(name="a_consent_can_be_shown", condition=~Q(evidence="")),
            models.CheckConstraint(
                name="a_consent_does_not_end_before_it_starts",
                condition=Q(until__isnull=True) | Q(until__gte=F("from_on")),
            ),
        )

    def __str__(self) -> str:
        return self.get_purpose_display()

    @property
    def is_separate(self) -> bool:
        return self.purpose in SEPARATE
