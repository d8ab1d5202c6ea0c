"""How much of an offer a person or a household has claimed, over all ways of booking."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangcun.ledger.models.offer import Offer


class Claim(models.Model):
    """限购计数: units of one offer that one person or one household holds or waits for.

    Only offers with a cap have them. Raised and lowered by guarded statements, so that two ways
    of booking at once cannot get past the cap.
    """

    offer = models.ForeignKey(
        Offer, on_delete=models.PROTECT, related_name="claims", verbose_name=_("供给")
    )
    whose = models.CharField(_("谁"), max_length=40)
    """`resident:12` or `household:7`."""
    units = models.PositiveIntegerField(_("数量"), default=0)

    class Meta:
        verbose_name = _("限购计数")
        constraints = (
            models.UniqueConstraint(
                name="a_claim_is_counted_in_one_row", fields=["offer", "whose"]
            ),
        )

    def __str__(self) -> str:
        return f"{self.offer_id} {self.whose}: {self.units}"
