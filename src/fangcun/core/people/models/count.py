"""What remains of people who asked to be forgotten: counts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangcun.core.places.models import Community


class ForgottenCount(models.Model):
    """匿名计数: how many forgotten people of a community had this, by the year it began."""

    community = models.ForeignKey(
        Community,
        on_delete=models.PROTECT,
        related_name="forgotten_people",
        verbose_name=_("社区"),
    )
    what = models.CharField(_("内容"), max_length=150)  # circumstance:dibao, consent:health, circle
    year = models.PositiveSmallIntegerField(_("年份"))
    people = models.PositiveIntegerField(_("人数"), default=0)

    class Meta:
        verbose_name = _("匿名计数")
        constraints = (
            models.UniqueConstraint(
                name="forgotten_people_are_counted_in_one_row",
                fields=["community", "what", "year"],
            ),
        )

    def __str__(self) -> str:
        return f"{self.what} {self.year}: {self.people}"
