"""The books, the categories of needs with their due times, and where needs are sent."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.accounts.models import User
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.catalog.models.function import Named
from fangcun.core.catalog.models.sourced import Sourced
from fangcun.core.operators.models import Operator
from fangcun.core.places.models import Community, Facility
from fangcun.core.places.models.kept import LONGEST_TEXT, history
from fangcun.services.desk.states import DueUnit


class Book(models.Model):
    """登记本: one of several books of a community: the desk's, a room's, an operator's."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "community__subdistrict",
        ScopeKind.COMMUNITY: "community_id",
        ScopeKind.FACILITY: "facility_id",
        ScopeKind.OPERATOR: "operator_id",
    }

    name = models.CharField(_("名称"), max_length=LONGEST_TEXT)
    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="books", verbose_name=_("社区")
    )
    facility = models.ForeignKey(
        Facility,
        on_delete=models.PROTECT,
        related_name="books",
        verbose_name=_("设施"),
        null=True,
        blank=True,
    )
    operator = models.ForeignKey(
        Operator,
        on_delete=models.PROTECT,
        related_name="books",
        verbose_name=_("运营机构"),
        null=True,
        blank=True,
    )
    is_in_use = models.BooleanField(_("使用中"), default=True)
    is_demo = models.BooleanField(_("演示"), default=False)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history()

    class Meta:
        verbose_name = _("登记本")
        constraints = (
            models.UniqueConstraint(
                name="a_book_has_its_own_name_in_a_community", fields=["community", "name"]
            ),
        )

    def __str__(self) -> str:
        return self.name


class Category(Named, Sourced):
    """需求类别: with its own questions and due times."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {}  # the district's

    code = models.CharField(_("代码"), max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(_("顺序"))
    service = models.ForeignKey(
        ServiceKind,
        on_delete=models.PROTECT,
        related_name="categories",
        verbose_name=_("服务项目"),
        null=True,
        blank=True,
    )
    keywords = models.JSONField(_("关键词"), default=list, blank=True)
    """Words by which a line is recognised: 油烟机, 抽油烟机."""
    questions = models.JSONField(_("问题"), default=list, blank=True)
    """The category's own questions: `[{"code": "floor", "zh": "几楼？", "en": "Which floor?"}]`."""
    due_amount = models.PositiveSmallIntegerField(_("办理时限"))
    due_unit = models.CharField(_("时限单位"), max_length=20, choices=DueUnit)
    urgent_minutes = models.PositiveSmallIntegerField(_("紧急时限（分钟）"), default=30)
    is_in_use = models.BooleanField(_("使用中"), default=True)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history()

    class Meta:
        verbose_name = _("需求类别")
        constraints = (
            models.CheckConstraint(
                name="a_need_is_due_some_time", condition=Q(due_amount__gt=0, urgent_minutes__gt=0)
            ),
        )


class RoutingRule(models.Model):
    """派单规则: the first rule that fits says whose a new request is.

    A community's own rules are asked before the district's.
    """

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "community__subdistrict",
        ScopeKind.COMMUNITY: "community_id",
    }

    position = models.PositiveSmallIntegerField(_("顺序"))
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("需求类别")
    )
    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("社区")
    )
    from_time = models.TimeField(_("从"), null=True, blank=True)
    until_time = models.TimeField(_("到"), null=True, blank=True)
    on_working_days = models.BooleanField(_("仅工作日"), null=True, blank=True)
    """True: working days only; False: days off only; None: any day."""
    is_urgent = models.BooleanField(_("紧急"), null=True, blank=True)
    to_operator = models.ForeignKey(
        Operator, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("派给机构")
    )
    to_person = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("派给个人")
    )
    """Neither: the desk of the community keeps it."""
    is_in_use = models.BooleanField(_("使用中"), default=True)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history()

    class Meta:
        verbose_name = _("派单规则")
        constraints = (
            models.CheckConstraint(
                name="a_rule_sends_to_one",
                condition=Q(to_operator__isnull=True) | Q(to_person__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return str(self.position)


class DutyPerson(models.Model):
    """值班负责人: decides what was returned twice."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "community__subdistrict",
        ScopeKind.COMMUNITY: "community_id",
    }

    community = models.OneToOneField(
        Community, on_delete=models.PROTECT, related_name="duty_person", verbose_name=_("社区")
    )
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("负责人")
    )
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history()

    class Meta:
        verbose_name = _("值班负责人")

    def __str__(self) -> str:
        return str(self.user)
