"""A first scenario of the demo, already asked, so that a newcomer finds a plan to look at."""

from datetime import datetime

from django.db import transaction

from fangcun.core.accounts.models import User
from fangcun.core.catalog.queries import district_for_planning
from fangcun.oversight.planning.actions import WrittenScenario, ask_for_run, make_scenario
from fangcun.oversight.planning.models import Run

SOLVE_SECONDS = 20


@transaction.atomic
def ask_demo_scenario(*, asked_by: User, now: datetime) -> Run:
    """Ask the district's own question, money and number of openings as its workbook has them."""
    district = district_for_planning()
    scenario = make_scenario(
        written=WrittenScenario(
            name="演示情景：先补一老一小和助餐",
            note="首次启动时自动测算。可以复制它，改预算、改重视程度，再算一次。",
            budget_fen=district.options.budget_fen,
            open_at_most=district.options.open_at_most,
            reach_factor=1.0,
            elder_pace_m_per_min=district.rule("elder_walking_speed_m_per_min"),
            solve_seconds=SOLVE_SECONDS,
            gap=0.01,
            seed=1,
            emphasis={},
        ),
        made_by=asked_by,
        now=now,
    )
    return ask_for_run(scenario=scenario, asked_by=asked_by, now=now)
