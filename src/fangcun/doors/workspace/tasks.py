"""Background jobs: each calls one action."""

from django.utils import timezone
from procrastinate.contrib.django import app

from fangcun.doors.workspace import actions


@app.periodic(cron="*/2 * * * *")
@app.task(name="workspace.late_money", queueing_lock="workspace.late_money")
def tell_of_late_money(timestamp: int) -> None:
    """Money that came too late is told of soon after it came."""
    actions.tell_of_late_money(now=timezone.now())
