"""Background jobs: each calls one action."""

from django.utils import timezone
from procrastinate.contrib.django import app

from fangcun.core.notices import actions


@app.periodic(cron="* * * * *")
@app.task(name="notices.send_waiting", queueing_lock="notices.send_waiting", lock="notices")
def send_waiting(timestamp: int) -> None:
    """Messages leave within a minute of what they tell."""
    actions.send_waiting(now=timezone.now())
