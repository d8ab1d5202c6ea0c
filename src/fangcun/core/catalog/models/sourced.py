"""Where a number comes from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangcun.core.catalog.states import TO_BE_CHECKED, Standing


class Sourced(models.Model):
    """A row of numbers that names its source, and when somebody last looked."""

    source = models.TextField(_("来源"), blank=True)
    checked_on = models.DateField(_("核对日期"), null=True, blank=True)
    standing = models.CharField(
        _("可信程度"), max_length=20, choices=Standing, default=Standing.UNVERIFIED
    )

    class Meta:
        abstract = True

    @property
    def is_to_be_checked(self) -> bool:
        """Shown as 待核."""
        return self.standing in TO_BE_CHECKED
