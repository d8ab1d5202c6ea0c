"""People who asked that their data be deleted."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.consent.states import Channel, GivenBy
from fangcun.core.people.models import Resident
from fangcun.core.places.models.kept import LONGEST_TEXT


class ForgetRequest(models.Model):
    """删除请求: asked on a day, due on a day, settled once: done, or refused with a reason."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "resident__community__subdistrict",
        ScopeKind.COMMUNITY: "resident__community_id",
    }

    resident = models.ForeignKey(
        Resident, on_delete=models.PROTECT, related_name="forget_requests", verbose_name=_("居民")
    )
    asked_by = models.CharField(_("提出人"), max_length=10, choices=GivenBy)
    channel = models.CharField(_("方式"), max_length=10, choices=Channel)
    words = models.CharField(_("原话"), max_length=LONGEST_TEXT, blank=True)
    asked_at = models.DateTimeField(_("提出时间"))
    recorded_by = models.CharField(_("登记人"), max_length=LONGEST_TEXT)
    due_on = models.DateField(_("答复期限"))
    account_due_on = models.DateField(_("账号注销期限"), null=True, blank=True)
    done_at = models.DateTimeField(_("完成时间"), null=True, blank=True)
    refused_at = models.DateTimeField(_("不予删除时间"), null=True, blank=True)
    refused_because = models.CharField(_("不予删除原因"), max_length=LONGEST_TEXT, blank=True)
    settled_by = models.CharField(_("经办人"), max_length=LONGEST_TEXT, blank=True)

    class Meta:
        verbose_name = _("删除请求")
        constraints = (
            models.UniqueConstraint(
                name="one_open_request_to_be_forgotten",
                fields=["resident"],
                condition=Q(done_at__isnull=True, refused_at__isnull=True),
            ),
            models.CheckConstraint(
                name="a_request_to_be_forgotten_is_settled_once",
                condition=Q(done_at__isnull=True) | Q(refused_at__isnull=True),
            ),
            models.CheckConstraint(
                name="who_is_not_forgotten_is_told_why",
                condition=Q(refused_at__isnull=True) | ~Q(refused_because=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.resident_id} {self.due_on}"
