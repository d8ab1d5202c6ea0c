"""What must be answered before the day is over."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from fangcun.services.desk.models import ServiceRequest
from fangcun.services.desk.queries.book import SHOWN_WITH
from fangcun.services.desk.queries.standing import Requests, overdue


def due_by_tonight(*, requests: Requests, now: datetime, most: int) -> list[ServiceRequest]:
    """The latest first: what is overdue, then what is due today."""
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    midnight = datetime.combine(tomorrow, time(), timezone.get_default_timezone())
    due = overdue(requests, now=midnight).select_related(*SHOWN_WITH)
    return list(due.order_by("due_at", "pk")[:most])
