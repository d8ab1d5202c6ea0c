"""Tables booked for a festive dinner."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    BigIntegerRangeField,
    DateTimeRangeField,
    RangeBoundary,
    RangeOperators,
)
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.accounts.models import User
from fangcun.core.people.models import Resident
from fangcun.core.places.models.kept import LONGEST_TEXT, history
from fangcun.ledger.models import Commitment, Offer
from fangcun.services.canteen.models.kitchen import Kitchen
from fangcun.services.canteen.states import BookingState, Channel


class TsTzRange(Func):
    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class OneNumber(Func):
    """A number as a range of itself: equal ones overlap, and no extension is needed."""

    function = "INT8RANGE"
    template = "%(function)s(%(expressions)s, %(expressions)s, '[]')"
    output_field = BigIntegerRangeField()


class DiningTable(models.Model):
    """餐桌: a table of the plan, with its seats and where it stands."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "kitchen__facility__community__subdistrict",
        ScopeKind.COMMUNITY: "kitchen__facility__community_id",
        ScopeKind.FACILITY: "kitchen__facility_id",
    }

    kitchen = models.ForeignKey(
        Kitchen, on_delete=models.PROTECT, related_name="tables", verbose_name=_("食堂")
    )
    number = models.CharField(_("桌号"), max_length=10)
    seats = models.PositiveSmallIntegerField(_("座位"))
    column = models.PositiveSmallIntegerField(_("列"))
    row = models.PositiveSmallIntegerField(_("行"))
    is_in_use = models.BooleanField(_("使用中"), default=True)
    is_demo = models.BooleanField(_("演示"), default=False)

    class Meta:
        verbose_name = _("餐桌")
        constraints = (
            models.UniqueConstraint(name="a_table_has_its_number", fields=["kitchen", "number"]),
            models.UniqueConstraint(
                name="no_two_tables_stand_on_one_spot",
                fields=["kitchen", "column", "row"],
                condition=Q(is_in_use=True),
            ),
            models.CheckConstraint(name="a_table_has_seats", condition=Q(seats__gt=0)),
        )

    def __str__(self) -> str:
        return self.number


class Seating(models.Model):
    """席次: one sitting of a festive dinner: 年夜饭 17:00; an offer of the ledger, in tables."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "kitchen__facility__community__subdistrict",
        ScopeKind.COMMUNITY: "kitchen__facility__community_id",
        ScopeKind.FACILITY: "kitchen__facility_id",
    }

    kitchen = models.ForeignKey(
        Kitchen, on_delete=models.PROTECT, related_name="seatings", verbose_name=_("食堂")
    )
    name = models.CharField(_("名称"), max_length=LONGEST_TEXT)
    starts_at = models.DateTimeField(_("开始"))
    ends_at = models.DateTimeField(_("结束"))
    deposit_fen = models.BigIntegerField(_("每桌订金"), default=0)
    offer = models.OneToOneField(
        Offer, on_delete=models.PROTECT, related_name="seating", verbose_name=_("供给")
    )
    is_demo = models.BooleanField(_("演示"), default=False)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history(without=["is_demo"])

    class Meta:
        verbose_name = _("席次")
        constraints = (
            models.CheckConstraint(
                name="a_seating_lasts_a_while", condition=Q(ends_at__gt=F("starts_at"))
            ),
        )

    def __str__(self) -> str:
        return self.name


class TableBooking(models.Model):
    """订桌: a party at one table, or at several put together."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "seating__kitchen__facility__community__subdistrict",
        ScopeKind.COMMUNITY: "seating__kitchen__facility__community_id",
        ScopeKind.FACILITY: "seating__kitchen__facility_id",
    }

    seating = models.ForeignKey(
        Seating, on_delete=models.PROTECT, related_name="bookings", verbose_name=_("席次")
    )
    resident = models.ForeignKey(
        Resident, on_delete=models.PROTECT, related_name="table_bookings", verbose_name=_("居民")
    )
    party_size = models.PositiveSmallIntegerField(_("人数"))
    channel = models.CharField(_("预订渠道"), max_length=20, choices=Channel)
    code = models.CharField(_("订桌码"), max_length=12)
    token = models.CharField(_("二维码内容"), max_length=40, unique=True)
    note = models.CharField(_("备注"), max_length=LONGEST_TEXT, blank=True)
    state = models.CharField(
        _("状态"), max_length=20, choices=BookingState, default=BookingState.BOOKED
    )
    commitment = models.OneToOneField(
        Commitment, on_delete=models.PROTECT, related_name="table_booking", verbose_name=_("约定")
    )
    written_key = models.UUIDField(_("登记凭证"), unique=True)
    booked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("预订人")
    )
    booked_at = models.DateTimeField(_("预订时间"))
    is_demo = models.BooleanField(_("演示"), default=False)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history(without=["written_key", "token", "is_demo"])

    class Meta:
        verbose_name = _("订桌")
        constraints = (
            models.UniqueConstraint(name="a_table_code_is_called_once", fields=["seating", "code"]),
            models.CheckConstraint(name="a_party_is_of_somebody", condition=Q(party_size__gt=0)),
        )
        indexes = (models.Index(fields=["resident", "-booked_at"], name="tables_of_a_person"),)

    def __str__(self) -> str:
        return f"{self.seating} {self.code}"


class BookedTable(models.Model):
    """A table that a party has, from when until when; the database lets no two overlap."""

    booking = models.ForeignKey(
        TableBooking, on_delete=models.PROTECT, related_name="tables", verbose_name=_("订桌")
    )
    table = models.ForeignKey(
        DiningTable, on_delete=models.PROTECT, related_name="booked", verbose_name=_("餐桌")
    )
    starts_at = models.DateTimeField(_("开始"))
    ends_at = models.DateTimeField(_("结束"))
    left_at = models.DateTimeField(_("释放时间"), null=True, blank=True)
    """Moved to another table, or cancelled."""

    class Meta:
        verbose_name = _("桌位")
        constraints = (
            ExclusionConstraint(
                name="no_table_is_given_to_two_parties",
                expressions=[
                    (
                        TsTzRange("starts_at", "ends_at", RangeBoundary()),
                        RangeOperators.OVERLAPS,
                    ),
                    (OneNumber("table"), RangeOperators.OVERLAPS),
                ],
                condition=Q(left_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.table} {self.starts_at:%m-%d %H:%M}"
