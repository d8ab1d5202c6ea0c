"""The command `verify`: what somebody who trusts nobody types."""

import json

import pytest

from fangcun_planner.cli import main

WISHES = ["--budget", "60万", "--open", "5"]


@pytest.fixture(scope="module")
def plan_file(small_workbook, tmp_path_factory):
    out = tmp_path_factory.mktemp("plan")
    told = ["--time", "3", "--no-papers", "--out", str(out)]
    assert main(["plan", str(small_workbook), *WISHES, *told]) == 0
    return out / "plan.json"


class TestVerify:
    def test_accepts_a_plan_of_its_input(self, plan_file, small_workbook, capsys):
        assert main(["verify", str(plan_file), str(small_workbook), *WISHES]) == 0

        assert "accepted: objective" in capsys.readouterr().out

    def test_names_what_is_not_so(self, plan_file, small_workbook, tmp_path, capsys):
        content = json.loads(plan_file.read_text("utf-8"))
        content["plan"]["cost_fen"] -= 100
        (tmp_path / "plan.json").write_text(json.dumps(content), "utf-8")

        code = main(["verify", str(tmp_path / "plan.json"), str(small_workbook), *WISHES])

        assert code == 1
        assert "refused: it costs" in capsys.readouterr().out

    def test_holds_a_plan_against_the_money_that_there_is(self, plan_file, small_workbook, capsys):
        assert main(["verify", str(plan_file), str(small_workbook), "--budget", "50万"]) == 1

        assert "budget_fen = 60000000, the input says 50000000" in capsys.readouterr().out

    def test_says_what_it_cannot_read(self, plan_file, small_workbook, tmp_path, capsys):
        broken = tmp_path / "plan.json"
        broken.write_text("{", "utf-8")

        assert main(["verify", str(broken), str(small_workbook)]) == 2
        assert main(["verify", str(plan_file), str(tmp_path / "none.xlsx")]) == 2

        assert "plan.json" in capsys.readouterr().err
