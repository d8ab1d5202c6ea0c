"""Where people live, and with whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangcun.core.places.models import Building, Community
from fangcun.core.places.models.kept import LONGEST_TEXT


class Address(models.Model):
    """地址: estate, building, unit and room under a community; every part may be unknown."""

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
        building = f"{self.building}号楼" if self.building.isdigit() else self.building
        unit = f"{self.unit}单元" if self.unit.isdigit() else self.unit
        room = f"{self.room}室" if self.room.isdigit() else self.room
        return f"{self.estate}{building}{unit}{room}"


class Household(models.Model):
    """户: people who live together."""

    address = models.ForeignKey(
        Address, on_delete=models.PROTECT, related_name="households", verbose_name=_("地址")
    )

    class Meta:
        verbose_name = _("户")

    def __str__(self) -> str:
        return str(self.address)
