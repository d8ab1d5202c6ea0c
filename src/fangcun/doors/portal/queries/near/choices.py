"""What can be looked for: functions and services that some place really has."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from fangcun.core.catalog.models import ServiceKind
from fangcun.core.catalog.queries import services_offered
from fangcun.core.operators.models import PromisedLine
from fangcun.core.operators.queries import contracts_running
from fangcun.ledger.queries.public import offers_ahead


def services_to_find(*, now: datetime) -> QuerySet[ServiceKind]:
    """Services that a running contract promises or that can be booked somewhere soon."""
    running = contracts_running(timezone.localdate(now))
    promised = PromisedLine.objects.filter(dropped_on=None, contract__in=running)
    coming = offers_ahead(now).filter(facility__isnull=False)
    return services_offered().filter(
        Q(pk__in=promised.values("service")) | Q(pk__in=coming.order_by().values("service"))
    )
