"""How well a number is known."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Standing(TextChoices):
    """The four of `fangcun_planner.district.Standing`, as people read them."""

    VERIFIED = "verified", _("已核对原文")
    SECONDARY = "secondary", _("见于转载")
    DERIVED = "derived", _("由其他数推算")
    UNVERIFIED = "unverified", _("未核对")


TO_BE_CHECKED = frozenset({Standing.SECONDARY, Standing.UNVERIFIED})
"""What is shown as 待核."""
