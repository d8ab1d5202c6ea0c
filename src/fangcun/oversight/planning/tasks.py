"""Background jobs: each calls one action."""

from django.utils import timezone
from procrastinate.contrib.django import app

from fangcun.core.catalog.queries import district_for_planning
from fangcun.oversight.planning import actions
from fangcun.oversight.planning.actions.runs import CARRY_OUT


@app.task(name=CARRY_OUT)
def carry_out(run: int) -> None:
    """Solve what a planner asked for."""
    actions.carry_out_run(run_pk=run, read_district=district_for_planning, clock=timezone.now)


@app.periodic(cron="* * * * *")
@app.task(name="planning.find_lost_runs", queueing_lock="planning.find_lost_runs")
def find_lost_runs(timestamp: int) -> None:
    """Mark runs whose worker was killed; a restarted worker does it within a minute."""
    actions.fail_lost_runs(now=timezone.now())
