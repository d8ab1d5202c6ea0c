"""What was done about a request."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopePaths
from fangcun.core.accounts.models import User
from fangcun.core.places.models.kept import LONGEST_TEXT
from fangcun.ledger.models import Commitment
from fangcun.services.desk.models.request import ServiceRequest
from fangcun.services.desk.states import Channel, FollowUpKind, LinkKind, ReferredTo, Score


class FollowUp(models.Model):
    """跟进: one contact, one promise, one move of a request.

    A row stays as it was written; only a promise is marked as kept.
    """

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        kind: f"request__{path}" for kind, path in ServiceRequest.SCOPE_PATHS.items()
    }

    request = models.ForeignKey(
        ServiceRequest,
        on_delete=models.PROTECT,
        related_name="follow_ups",
        verbose_name=_("需求单"),
    )
    kind = models.CharField(_("类型"), max_length=20, choices=FollowUpKind)
    channel = models.CharField(_("渠道"), max_length=20, choices=Channel, blank=True)
    was_reached = models.BooleanField(_("已联系上"), null=True, blank=True)
    words = models.TextField(_("内容"), blank=True)
    promised_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("承诺人"),
        null=True,
        blank=True,
    )
    due_on = models.DateField(_("承诺日期"), null=True, blank=True)
    kept_at = models.DateTimeField(_("兑现时间"), null=True, blank=True)
    is_solved = models.BooleanField(_("已解决"), null=True, blank=True)
    score = models.PositiveSmallIntegerField(_("满意度"), choices=Score, null=True, blank=True)
    is_thanks = models.BooleanField(_("感谢"), default=False)
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("记录人")
    )
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("跟进")
        constraints = (
            models.CheckConstraint(
                name="a_promise_has_an_owner_and_a_day",
                condition=~Q(kind=FollowUpKind.PROMISE)
                | Q(promised_by__isnull=False, due_on__isnull=False),
            ),
            models.CheckConstraint(
                name="a_contact_was_reached_or_not",
                condition=~Q(kind=FollowUpKind.CONTACT) | Q(was_reached__isnull=False),
            ),
            models.CheckConstraint(
                name="a_resident_who_was_reached_says_whether_it_is_solved",
                condition=~Q(kind=FollowUpKind.CALL_BACK)
                | Q(was_reached=True, is_solved__isnull=False)
                | Q(was_reached=False, is_solved__isnull=True, score__isnull=True),
            ),
            models.CheckConstraint(
                name="a_resident_is_content_from_1_to_5",
                condition=Q(score__isnull=True) | Q(score__range=(1, 5)),
            ),
        )
        indexes = (
            models.Index(fields=["request", "at"], name="the_log_of_a_request"),
            models.Index(
                fields=["due_on"],
                name="promises_to_keep",
                condition=Q(kind=FollowUpKind.PROMISE, kept_at__isnull=True),
            ),
            models.Index(
                fields=["at"], name="call_backs", condition=Q(kind=FollowUpKind.CALL_BACK)
            ),
        )

    def __str__(self) -> str:
        return self.words or str(FollowUpKind(self.kind).label)


class Link(models.Model):
    """What solves a request: a commitment in the ledger, or a place outside the house."""

    request = models.ForeignKey(
        ServiceRequest, on_delete=models.PROTECT, related_name="links", verbose_name=_("需求单")
    )
    kind = models.CharField(_("类型"), max_length=20, choices=LinkKind)
    commitment = models.OneToOneField(
        Commitment,
        on_delete=models.PROTECT,
        related_name="asked_by",
        verbose_name=_("约定"),
        null=True,
        blank=True,
    )
    referred_to = models.CharField(_("转介去向"), max_length=20, choices=ReferredTo, blank=True)
    words = models.CharField(_("说明"), max_length=LONGEST_TEXT, blank=True)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("关联")
        constraints = (
            models.CheckConstraint(
                name="a_link_leads_somewhere",
                condition=Q(kind=LinkKind.REFERRAL, commitment=None) & ~Q(referred_to="")
                | (~Q(kind=LinkKind.REFERRAL) & Q(commitment__isnull=False, referred_to="")),
            ),
        )

    def __str__(self) -> str:
        return self.words
