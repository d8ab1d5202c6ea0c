"""What the parts about a person need to know."""

from datetime import date
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.masking import mask_phone
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import Identity, identity_of

register = template.Library()


@register.simple_tag(takes_context=True)
def identity(context: dict[str, Any], resident: Resident) -> Identity:
    """The card of a resident for whoever reads the page."""
    return identity_of(resident, context["request"].user)


@register.filter
def age(resident: Resident) -> str:
    """82岁, or 约82岁 where only the year of birth is known; empty where nothing is."""
    years = resident.age_on(resident.died_on or _today())
    if years is None:
        return ""
    if resident.born_on is None:
        return _("约{years}岁").format(years=years)
    return _("{years}岁").format(years=years)


@register.filter
def masked_phone(number: str) -> str:
    """138****5678."""
    return mask_phone(number)


def _today() -> date:
    return timezone.localdate()
