"""A district may lack nearly everything and still gets its plan and its files."""

import json
from dataclasses import replace

import pytest

from fangcun_planner.plans.document import write_document
from fangcun_planner.plans.explain import explain
from fangcun_planner.plans.geojson import write_geojson
from fangcun_planner.plans.page import write_page
from fangcun_planner.plans.papers import write_papers
from fangcun_planner.plans.plan import plan_district
from fangcun_planner.plans.sheets import write_sheets
from fangcun_planner.siting.solve import SolveParams

BARE = [
    pytest.param({"spaces": ()}, id="no spaces"),
    pytest.param({"facilities": ()}, id="no facilities"),
    pytest.param({"spaces": (), "facilities": ()}, id="no places"),
    pytest.param({"buildings": (), "facilities": ()}, id="nobody"),
    pytest.param({"boundary": ()}, id="no boundary"),
]


class TestBareDistrict:
    @pytest.mark.parametrize("missing", BARE)
    def test_gets_a_plan_and_every_file(self, town, missing, tmp_path):
        plan = plan_district(replace(town, **missing), SolveParams(time_s=5, rounds=6))

        facts = explain(plan, effort=SolveParams(time_s=2, rounds=4))
        write_document(plan, facts, tmp_path / "plan.json")
        write_geojson(plan, facts, tmp_path / "plan.geojson")
        write_sheets(plan, facts, tmp_path / "plan.xlsx")
        write_page(plan, facts, tmp_path / "plan.html")
        papers = write_papers(plan, facts, tmp_path / "communities")

        told = json.loads((tmp_path / "plan.json").read_text("utf-8"))["plan"]
        assert len(told["communities"]) == len(papers) == 2
        assert all(community["proposal"]["zh"] for community in told["communities"])
