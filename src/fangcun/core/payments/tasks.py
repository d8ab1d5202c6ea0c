"""Background jobs: each calls one action."""

from django.utils import timezone
from procrastinate.contrib.django import app

from fangcun.core.payments import actions
from fangcun.core.payments.providers.trial import TrialProvider
from fangcun.core.payments.providers.trial.actions import DELIVER
from fangcun.core.payments.providers.trial.letters import Letter


@app.periodic(cron="* * * * *")
@app.task(name="payments.ask_open", queueing_lock="payments.ask_open", lock="payments")
def ask_open(timestamp: int) -> None:
    """What was not heard is asked for; then what was not paid in time is given up."""
    now = timezone.now()
    actions.ask_open(now=now)
    actions.expire_payments(now=now)


@app.task(name=DELIVER)
def deliver_trial_letter(body: str, signature: str) -> None:
    """Bring a notification of the test provider to where every provider's are read."""
    actions.take_notification(
        provider=TrialProvider.name,
        body=body.encode(),
        headers=Letter(body, signature).headers,
        now=timezone.now(),
    )
