"""Where people live, and with whom."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.people.rules.addresses import AddressParts, address_text
from fangcun.core.places.models import Building, Community
from fangcun.core.places.models.kept import LONGEST_TEXT


class Address(models.Model):
    """地址: estate, building, unit and room under a community; every part may be unknown.

    An address is never rewritten: who moves, or was written down wrongly, gets another one.
    """

    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="addresses", verbose_name=_("社区")
    )
    on_map = models.ForeignKey(
        Building,
        on_delete=models.PROTECT,
        related_name="addresses",
        verbose_name=_("地图上的楼栋"),
        null=True,
        blank=True,
    )
    estate = models.CharField(_("小区"), max_length=LONGEST_TEXT, blank=True)
    building = models.CharField(_("楼栋"), max_length=40, blank=True)
    unit = models.CharField(_("单元"), max_length=40, blank=True)
    room = models.CharField(_("室"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("地址")
        constraints = (
            models.UniqueConstraint(
                name="an_address_is_written_once",
                fields=["community", "estate", "building", "unit", "room"],
            ),
        )

    def __str__(self) -> str:
        return address_text(self.parts)

    @property
    def parts(self) -> AddressParts:
        return AddressParts(self.estate, self.building, self.unit, self.room)


class Household(models.Model):
    """户: people who live together."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "address__community__subdistrict",
        ScopeKind.COMMUNITY: "address__community_id",
    }

    address = models.ForeignKey(
        Address, on_delete=models.PROTECT, related_name="households", verbose_name=_("地址")
    )

    class Meta:
        verbose_name = _("户")

    def __str__(self) -> str:
        return str(self.address)
