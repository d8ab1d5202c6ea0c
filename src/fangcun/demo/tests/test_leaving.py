"""Leaving the demo for one's own district, after trying a plan out to the end."""

from dataclasses import replace

import pytest

from fangcun.core.catalog.actions import import_district
from fangcun.core.catalog.queries import recorded_district
from fangcun.core.catalog.tests.small_town import import_town
from fangcun.core.places.actions import StillInUse
from fangcun.core.places.models import Project
from fangcun.oversight.planning.actions import adopt_plan
from fangcun.oversight.planning.tests.cast import (
    MONDAY_9AM,
    a_finished_run,
    a_planner,
    a_scenario,
    a_town,
)


@pytest.mark.django_db
class TestLeavingTheDemo:
    def test_says_which_adopted_projects_are_in_the_way_and_changes_nothing(self):
        town = a_town()
        demo = replace(town, spaces=tuple(replace(s, is_demo=True) for s in town.spaces))
        import_district(district=demo, by="甲", now=MONDAY_9AM)
        plan = a_finished_run(a_scenario(a_planner())).plan
        adopt_plan(plan=plan, adopted_by=a_planner("second"), now=MONDAY_9AM)
        adopted = Project.objects.order_by("pk").first()

        with pytest.raises(StillInUse, match=adopted.name):
            import_town()

        assert recorded_district() == demo
