"""Relatives whom a resident lets in."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.accounts.models import User
from fangcun.core.consent.states import Channel, CircleAction, FieldGroup, Kinship
from fangcun.core.people.models import Resident
from fangcun.core.places.models.kept import LONGEST_TEXT, history


class CircleMember(models.Model):
    """亲情圈成员: sees and does what the resident allowed, until a day, unless revoked."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "resident__community__subdistrict",
        ScopeKind.COMMUNITY: "resident__community_id",
    }

    resident = models.ForeignKey(
        Resident, on_delete=models.PROTECT, related_name="circle", verbose_name=_("居民")
    )
    name = models.CharField(_("姓名"), max_length=40)
    kinship = models.CharField(_("关系"), max_length=20, choices=Kinship)
    phone = models.CharField(_("电话"), max_length=20)
    account = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="circles",
        verbose_name=_("账号"),
        null=True,
        blank=True,
    )
    sees = ArrayField(
        models.CharField(max_length=20, choices=FieldGroup),
        verbose_name=_("可以看"),
        default=list,
        blank=True,
    )
    does = ArrayField(
        models.CharField(max_length=20, choices=CircleAction),
        verbose_name=_("可以代办"),
        default=list,
        blank=True,
    )
    from_on = models.DateField(_("开始日期"))
    until = models.DateField(_("有效期至"))
    channel = models.CharField(_("居民同意的方式"), max_length=10, choices=Channel)
    evidence = models.CharField(_("凭据"), max_length=LONGEST_TEXT)
    recorded_by = models.CharField(_("登记人"), max_length=LONGEST_TEXT)
    recorded_at = models.DateTimeField(_("登记时间"))
    revoked_at = models.DateTimeField(_("取消时间"), null=True, blank=True)
    revoked_by = models.CharField(_("取消人"), max_length=LONGEST_TEXT, blank=True)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history()

    class Meta:
        verbose_name = _("亲情圈成员")
        constraints = (
            models.UniqueConstraint(
                name="a_relative_is_in_a_circle_once",
                fields=["resident", "phone"],
                condition=Q(revoked_at__isnull=True),
            ),
            models.CheckConstraint(
                name="a_relative_is_let_in_for_something",
                condition=Q(sees__len__gt=0) | Q(does__len__gt=0),
            ),
            models.CheckConstraint(
                name="a_relative_is_let_in_until_a_later_day",
                condition=Q(until__gte=F("from_on")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}（{self.get_kinship_display()}）"

    @property
    def sees_names(self) -> list[str]:
        return [str(FieldGroup(group).label) for group in self.sees]

    @property
    def does_names(self) -> list[str]:
        return [str(CircleAction(action).label) for action in self.does]

    def holds_on(self, day: date) -> bool:
        return self.revoked_at is None and self.from_on <= day <= self.until
