"""The words that the house knows when it reads a line."""

from collections.abc import Iterable

from fangcun.core.catalog.models import ServiceKind
from fangcun.core.people.models import Address
from fangcun.services.desk.models import Category
from fangcun.services.desk.rules.lines import Vocabulary, Words


def vocabulary(*, categories: Iterable[Category], communities: Iterable[int]) -> Vocabulary:
    """Keywords of categories, names of services, estates of these communities: two queries."""
    services = ServiceKind.objects.filter(is_offered=True).values_list("code", "name_zh")
    estates = Address.objects.filter(community__in=communities).exclude(estate="")
    return Vocabulary(
        categories=tuple(Words(one.code, tuple(one.keywords)) for one in categories),
        services=tuple(Words(code, (name,)) for code, name in services.order_by("position", "pk")),
        estates=tuple(estates.order_by("estate").values_list("estate", flat=True).distinct()),
    )
