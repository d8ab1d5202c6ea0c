"""Services that residents can receive."""

from django.db.models import QuerySet

from fangcun.core.catalog.models import ServiceKind


def all_services() -> QuerySet[ServiceKind]:
    """Every service of the catalogue, in its order."""
    return ServiceKind.objects.select_related("function").order_by("position", "pk")


def services_offered() -> QuerySet[ServiceKind]:
    """Services that can be promised and delivered today."""
    return all_services().filter(is_offered=True)
