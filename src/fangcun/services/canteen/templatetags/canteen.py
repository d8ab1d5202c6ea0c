"""What the canteen's pages say in words."""

from collections.abc import Iterable

from django import template
from django.utils.translation import gettext as _

from fangcun.services.canteen.states import Allergen

register = template.Library()


@register.filter
def allergens(found: Iterable[str]) -> str:
    """Allergens as people read them, in the order of the standard."""
    within = set(found)
    return _("、").join(str(one.label) for one in Allergen if one in within)
