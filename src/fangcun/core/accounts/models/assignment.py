"""Roles that people hold, each for a scope and until a day."""

from datetime import datetime
from typing import ClassVar

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.expressions import Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import Grant, ScopeKind, ScopePaths
from fangcun.core.accounts.models.user import User
from fangcun.core.accounts.states import RIGHTS_OF, Role, Scope
from fangcun.core.operators.models import Operator
from fangcun.core.places.models import Community, Facility


class AssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    def held_at(self, now: datetime) -> QuerySet["RoleAssignment"]:
        """Roles that hold at a moment, with the facilities where an operator's contracts run.

        Each says in `place` where it is held; empty for the whole district.
        """
        today = timezone.localdate(now)
        runs = Q(
            operator__contracts__starts_on__lte=today,
            operator__contracts__ends_on__gte=today,
        ) & _not_ended("operator__contracts__ended_at", now)
        begun = Q(starts_on__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        return self.filter(begun, _not_ended("ended_at", now)).annotate(
            running=Coalesce(ArrayAgg("operator__contracts__facility_id", filter=runs), Value([])),
            place=Coalesce(
                NullIf("subdistrict", Value("")),
                "community__name",
                "facility__name",
                "operator__name",
                Value(""),
            ),
        )


def _not_ended(path: str, now: datetime) -> Q:
    return Q(**{f"{path}__isnull": True}) | Q(**{f"{path}__gt": now})


class RoleAssignment(models.Model):
    """任职: one role of one person, for one scope, until a day.

    A role for a facility may name the operator that sends the person there: it then holds only
    while that operator runs the facility, and shows that operator's rows alone.
    """

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.COMMUNITY: "community_id",
        ScopeKind.OPERATOR: "operator_id",
    }

    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("账号")
    )
    role = models.CharField(_("岗位"), max_length=30, choices=Role)
    scope = models.CharField(_("范围"), max_length=20, choices=Scope)
    subdistrict = models.CharField(_("街道"), max_length=200, blank=True)
    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("社区")
    )
    facility = models.ForeignKey(
        Facility, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("设施")
    )
    operator = models.ForeignKey(
        Operator, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("运营机构")
    )
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("结束日期"), null=True, blank=True)
    ended_at = models.DateTimeField(_("提前结束时间"), null=True, blank=True)
    given_by = models.CharField(_("授予人"), max_length=200)
    ended_by = models.CharField(_("结束人"), max_length=200, blank=True)

    objects: ClassVar[models.Manager["RoleAssignment"]] = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("任职")
        constraints = (
            models.CheckConstraint(
                name="a_role_is_held_for_exactly_one_scope",
                condition=(
                    Q(scope=Scope.DISTRICT, subdistrict="", community=None, facility=None)
                    & Q(operator=None)
                )
                | (
                    Q(scope=Scope.SUBDISTRICT, community=None, facility=None, operator=None)
                    & ~Q(subdistrict="")
                )
                | Q(
                    scope=Scope.COMMUNITY,
                    subdistrict="",
                    community__isnull=False,
                    facility=None,
                    operator=None,
                )
                | Q(
                    scope=Scope.FACILITY,
                    subdistrict="",
                    community=None,
                    facility__isnull=False,
                )
                | Q(
                    scope=Scope.OPERATOR,
                    subdistrict="",
                    community=None,
                    facility=None,
                    operator__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="a_role_does_not_end_before_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
            ),
            models.UniqueConstraint(
                name="nobody_is_given_the_same_role_twice",
                fields=[
                    *("user", "role", "scope", "subdistrict"),
                    *("community", "facility", "operator"),
                ],
                condition=Q(ended_at=None),
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.get_role_display()}"

    @property
    def words(self) -> str:
        """The role and its scope, as a person would say it; from a row of `held_at`."""
        place: str = self.place  # type: ignore[attr-defined]  # by `held_at`
        return f"{place or self.get_scope_display()} · {self.get_role_display()}"

    @property
    def grant(self) -> Grant:
        """The rights this role gives, where; from a row of `held_at`."""
        if self.operator_id is not None:
            return self._operators_grant(self.operator_id)
        keys = {
            Scope.DISTRICT: None,
            Scope.SUBDISTRICT: self.subdistrict,
            Scope.COMMUNITY: self.community_id,
            Scope.FACILITY: self.facility_id,
        }
        return Grant(
            rights=RIGHTS_OF.get(self.role, frozenset()),
            kind=ScopeKind(self.scope),
            key=keys[Scope(self.scope)],
        )

    def _operators_grant(self, operator_id: int) -> Grant:
        """Where its contracts run at this moment; where none does, there is nothing to see."""
        runs: frozenset[int] = frozenset(self.running)  # type: ignore[attr-defined]  # by `held_at`
        if self.facility_id is not None:
            runs &= {self.facility_id}
        return Grant(
            rights=RIGHTS_OF.get(self.role, frozenset()) if runs else frozenset(),
            kind=ScopeKind.OPERATOR,
            key=operator_id,
            facilities=runs,
        )
