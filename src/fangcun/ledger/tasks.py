"""Background jobs: each calls one action, signed by the house."""

from django.utils import timezone
from procrastinate.contrib.django import app

from fangcun.core.accounts.actions import the_house
from fangcun.ledger import actions

EVERY_MINUTE = "* * * * *"


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="ledger.lapse_overdue", queueing_lock="ledger.lapse_overdue")
def lapse_overdue(timestamp: int) -> None:
    """Held places that nobody said yes to in time go to the next in line."""
    actions.lapse_overdue(by=the_house(), now=timezone.now())


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="ledger.decide_due", queueing_lock="ledger.decide_due")
def decide_due(timestamp: int) -> None:
    """Whether enough have booked, for offers whose hour has come."""
    actions.decide_due(by=the_house(), now=timezone.now())


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="ledger.close_over", queueing_lock="ledger.close_over")
def close_over(timestamp: int) -> None:
    """Offers whose time is over: whoever still waits has waited in vain."""
    actions.close_over(by=the_house(), now=timezone.now())
