"""What can run out: dated, limited supply of a service."""

from datetime import datetime
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.accounts.models import User
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.operators.models import Operator
from fangcun.core.people.models import Group
from fangcun.core.places.models import Community, Facility, Room
from fangcun.core.places.models.kept import LONGEST_TEXT, history
from fangcun.ledger.states import OfferState


class Offer(models.Model):
    """供给: so many units of a service in a window of time, for whom, at what price, until when.

    `taken` is the sum of units of its commitments that hold a place (held, open, kept). It is
    changed by one guarded statement only; the database refuses a place too many.
    """

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "community__subdistrict",
        ScopeKind.COMMUNITY: "community_id",
        ScopeKind.FACILITY: "facility_id",
        ScopeKind.OPERATOR: "operator_id",
    }

    service = models.ForeignKey(
        ServiceKind, on_delete=models.PROTECT, related_name="offers", verbose_name=_("服务")
    )
    title = models.CharField(_("名称"), max_length=LONGEST_TEXT, blank=True)
    """What people ask for, where the service's name says too little: 588元年货礼包."""
    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="offers", verbose_name=_("社区")
    )
    facility = models.ForeignKey(
        Facility,
        on_delete=models.PROTECT,
        related_name="offers",
        verbose_name=_("设施"),
        null=True,
        blank=True,
    )
    room = models.ForeignKey(
        Room,
        on_delete=models.PROTECT,
        related_name="offers",
        verbose_name=_("房间"),
        null=True,
        blank=True,
    )
    operator = models.ForeignKey(
        Operator,
        on_delete=models.PROTECT,
        related_name="offers",
        verbose_name=_("服务机构"),
        null=True,
        blank=True,
    )
    source = models.CharField(_("来源"), max_length=80, blank=True)
    """The row of the trade that it belongs to: `canteen:sale_item:3`."""
    starts_at = models.DateTimeField(_("开始时间"))
    ends_at = models.DateTimeField(_("结束时间"))
    books_from = models.DateTimeField(_("开始预订"))
    books_until = models.DateTimeField(_("截止预订"))
    cancel_until = models.DateTimeField(_("截止取消"))
    """Until then people cancel or change by themselves; later the desk does, with a reason."""
    capacity = models.PositiveIntegerField(_("总量"), null=True, blank=True)
    """None: as many as come."""
    taken = models.PositiveIntegerField(_("已占"), default=0)
    price_fen = models.BigIntegerField(_("价格"), default=0)
    most_per_person = models.PositiveIntegerField(_("每人限量"), null=True, blank=True)
    most_per_household = models.PositiveIntegerField(_("每户限量"), null=True, blank=True)
    least_units = models.PositiveIntegerField(_("成行最少"), null=True, blank=True)
    decide_at = models.DateTimeField(_("成行判定时间"), null=True, blank=True)
    decided_at = models.DateTimeField(_("已判定时间"), null=True, blank=True)
    has_waiting_list = models.BooleanField(_("可候补"), default=False)
    accept_minutes = models.PositiveIntegerField(_("候补确认时限（分钟）"), default=0)
    """How long somebody who moves up may take to say yes; 0: the place is simply his."""
    communities = models.ManyToManyField(
        Community, related_name="+", verbose_name=_("限这些社区"), blank=True
    )
    """Nobody named: for residents of every community."""
    least_age = models.PositiveSmallIntegerField(_("最小年龄"), null=True, blank=True)
    most_age = models.PositiveSmallIntegerField(_("最大年龄"), null=True, blank=True)
    benefit = models.CharField(_("须享有的待遇"), max_length=130, blank=True)
    """Key of a benefit rule (`pack/rule`) that a person must be entitled to."""
    group = models.ForeignKey(
        Group,
        on_delete=models.PROTECT,
        related_name="offers",
        verbose_name=_("限小组成员"),
        null=True,
        blank=True,
    )
    state = models.CharField(_("状态"), max_length=20, choices=OfferState, default=OfferState.OPEN)
    called_off_why = models.CharField(_("取消原因"), max_length=500, blank=True)
    opened_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("发布人")
    )
    opened_at = models.DateTimeField(_("发布时间"))
    written_key = models.UUIDField(_("登记凭证"), unique=True, null=True, blank=True)
    is_demo = models.BooleanField(_("演示"), default=False)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history(without=["taken", "written_key", "is_demo"])

    class Meta:
        verbose_name = _("供给")
        constraints = (
            models.CheckConstraint(
                name="nothing_limited_is_oversold",
                condition=Q(capacity__isnull=True) | Q(taken__lte=F("capacity")),
            ),
            models.CheckConstraint(
                name="an_offer_does_not_end_before_it_starts",
                condition=Q(ends_at__gte=F("starts_at")),
            ),
            models.CheckConstraint(
                name="booking_ends_before_the_offer_does",
                condition=Q(books_from__lte=F("books_until"), books_until__lte=F("ends_at")),
            ),
            models.CheckConstraint(
                name="a_minimum_is_decided_at_a_time",
                condition=Q(least_units__isnull=True, decide_at__isnull=True)
                | Q(least_units__gt=0, decide_at__isnull=False),
            ),
            models.CheckConstraint(
                name="an_offer_called_off_says_why",
                condition=~Q(state=OfferState.CALLED_OFF) | ~Q(called_off_why=""),
            ),
            models.CheckConstraint(
                name="an_offer_costs_nothing_or_more", condition=Q(price_fen__gte=0)
            ),
        )
        indexes = (
            models.Index(fields=["service", "starts_at"], name="offers_of_a_service"),
            models.Index(fields=["facility", "starts_at"], name="offers_at_a_facility"),
            models.Index(fields=["community", "starts_at"], name="offers_in_a_community"),
            models.Index(fields=["source"], name="offers_by_source"),
            models.Index(
                fields=["decide_at"],
                name="offers_to_decide",
                condition=Q(decided_at__isnull=True, decide_at__isnull=False),
            ),
        )
        triggers = (pgtrigger.Protect(name="offers_are_not_deleted", operation=pgtrigger.Delete),)

    def __str__(self) -> str:
        return self.title or str(self.service)

    @property
    def has_caps(self) -> bool:
        """Whether what one person or one household may have is limited."""
        return self.most_per_person is not None or self.most_per_household is not None

    @property
    def is_for_some(self) -> bool:
        """Whether it is for some people only; the communities it names are not asked here."""
        ages = self.least_age is not None or self.most_age is not None
        return ages or bool(self.benefit) or self.group_id is not None

    @property
    def left(self) -> int | None:
        """Units that nobody has taken; None: no limit."""
        return None if self.capacity is None else self.capacity - self.taken

    @property
    def is_bookable(self) -> bool:
        """Neither called off nor over."""
        return self.state in (OfferState.OPEN, OfferState.STOPPED)

    def is_to_decide(self, now: datetime) -> bool:
        """Whether the hour has come at which it must be said if it takes place."""
        is_due = self.decide_at is not None and self.decide_at <= now
        return is_due and self.decided_at is None
