"""Groups of people who do something together."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.people.models.resident import Resident
from fangcun.core.places.models import Community
from fangcun.core.places.models.kept import LONGEST_TEXT


class Group(models.Model):
    """小组: a choir, the volunteers of an estate; an offer may be for its members only."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "community__subdistrict",
        ScopeKind.COMMUNITY: "community_id",
    }

    name = models.CharField(_("名称"), max_length=LONGEST_TEXT)
    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="groups", verbose_name=_("社区")
    )
    is_demo = models.BooleanField(_("演示"), default=False)

    class Meta:
        verbose_name = _("小组")
        constraints = (
            models.UniqueConstraint(
                name="a_community_names_a_group_once", fields=["community", "name"]
            ),
        )

    def __str__(self) -> str:
        return self.name


class GroupMember(models.Model):
    """Somebody in a group, from a day on, until he leaves."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "group__community__subdistrict",
        ScopeKind.COMMUNITY: "group__community_id",
    }

    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, related_name="members", verbose_name=_("小组")
    )
    resident = models.ForeignKey(
        Resident, on_delete=models.PROTECT, related_name="groups", verbose_name=_("居民")
    )
    since = models.DateField(_("加入日期"))
    left_on = models.DateField(_("退出日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("小组成员")
        constraints = (
            models.UniqueConstraint(
                name="nobody_is_in_a_group_twice",
                fields=["group", "resident"],
                condition=Q(left_on__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.group} · {self.resident_id}"
