"""Background jobs: each calls one action, signed by the house."""

from django.utils import timezone
from procrastinate.contrib.django import app

from fangcun.core.accounts.actions import the_house
from fangcun.services.canteen.actions.laying_out import AHEAD, lay_out_standing


@app.periodic(cron="7 * * * *")
@app.task(name="canteen.lay_out_standing", queueing_lock="canteen.lay_out_standing")
def lay_out(timestamp: int) -> None:
    """Standing meals are ordered as soon as there is a menu: within the hour."""
    now = timezone.now()
    lay_out_standing(until=timezone.localdate(now) + AHEAD, by=the_house(), now=now)
