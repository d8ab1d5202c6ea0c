"""The command `plan`, as somebody at a terminal meets it."""

import json
import os
import signal
import subprocess
import sys
import time
from argparse import ArgumentTypeError

import pytest
import python_calamine

from fangcun_planner.cli import main
from fangcun_planner.cli.wishes import yuan

FILES = {"plan.json", "plan.xlsx", "plan.geojson", "plan.html"}


class TestPlan:
    def test_plans_the_demo_workbook_end_to_end(self, workbook, tmp_path, capsys):
        code = main(
            [
                *["plan", str(workbook), "--out", str(tmp_path), "--budget", "300万"],
                *["--open", "12", "--gap", "0.1", "--communities", "320613010011"],
            ]
        )

        plan = json.loads((tmp_path / "plan.json").read_text("utf-8"))["plan"]
        assert code == 0
        assert {path.name for path in tmp_path.iterdir()} >= FILES
        assert len(list((tmp_path / "communities").glob("320613010011-*.pdf"))) == 1
        assert 0 < plan["cost_fen"] <= plan["budget_fen"] == 300_000_000
        assert 0 < len(plan["spaces"]) <= 12
        assert len(plan["communities"]) == 179
        assert plan["bound"] >= plan["objective"]
        assert "no plan can serve more than" in capsys.readouterr().out

    def test_keeps_locks(self, small_workbook, tmp_path):
        first = self._space_ids(small_workbook)[:2]

        code = main(
            [
                *[
                    "plan",
                    str(small_workbook),
                    "--out",
                    str(tmp_path),
                    "--time",
                    "2",
                    "--no-papers",
                ],
                *["--must-open", first[0], "--must-not-open", first[1]],
            ]
        )

        plan = json.loads((tmp_path / "plan.json").read_text("utf-8"))["plan"]
        assert code == 0
        assert first[0] in {space["id"] for space in plan["spaces"]}
        assert first[1] not in {space["id"] for space in plan["spaces"]}

    def test_says_which_limit_binds(self, small_workbook, tmp_path, capsys):
        space = self._space_ids(small_workbook)[0]

        code = main(
            [
                *["plan", str(small_workbook), "--out", str(tmp_path), "--budget", "1"],
                *["--must-open", space],
            ]
        )

        assert code == 3
        assert "没有可行的方案" in capsys.readouterr().err

    def test_names_unknown_spaces(self, small_workbook, tmp_path, capsys):
        code = main(["plan", str(small_workbook), "--out", str(tmp_path), "--must-open", "nowhere"])

        assert code == 2
        assert "nowhere" in capsys.readouterr().err

    @staticmethod
    def _space_ids(workbook):
        book = python_calamine.CalamineWorkbook.from_path(workbook)
        name = next(name for name in book.sheet_names if "存量空间" in name)
        return [str(row[0]) for row in book.get_sheet_by_name(name).to_python() if str(row[0])][2:]


class TestWrongInput:
    def test_is_told_at_once_and_as_a_sheet(self, tmp_path, capsys):
        folder = tmp_path / "district"
        folder.mkdir()
        (folder / "communities.csv").write_text("代码,名称\nabc,\n", encoding="utf-8")

        code = main(["plan", str(folder), "--out", str(tmp_path / "out")])

        assert code == 2
        problems = python_calamine.CalamineWorkbook.from_path(tmp_path / "out" / "problems.xlsx")
        rows = problems.get_sheet_by_index(0).to_python()
        errors = [row for row in rows if "Error" in str(row[0])]
        assert len(errors) > 1
        assert capsys.readouterr().err.count("error: ") == len(errors)
        assert not (tmp_path / "out" / "plan.json").exists()

    def test_may_be_no_file_at_all(self, tmp_path, capsys):
        assert main(["plan", str(tmp_path / "none.xlsx"), "--out", str(tmp_path)]) == 2
        assert "文件不存在" in capsys.readouterr().err

    def test_may_be_a_street_file_that_is_none(self, small_workbook, tmp_path, capsys):
        streets = tmp_path / "edges.csv"
        streets.write_text("from_lon,from_lat\nx,y\n", encoding="utf-8")

        code = main(
            ["plan", str(small_workbook), "--out", str(tmp_path), "--streets", str(streets)]
        )

        assert code == 2
        assert "路网文件有误" in capsys.readouterr().err


class TestStreets:
    def test_are_walked_where_they_are_given(self, small_workbook, tmp_path):
        streets = tmp_path / "edges.csv"
        streets.write_text(
            "from_node,to_node,from_lon,from_lat,to_lon,to_lat\na,b,120.86,32.00,120.87,32.00\n",
            encoding="utf-8",
        )

        code = main(
            [
                *["plan", str(small_workbook), "--out", str(tmp_path), "--streets", str(streets)],
                *["--gap", "0.1", "--no-papers"],
            ]
        )

        plan = json.loads((tmp_path / "plan.json").read_text("utf-8"))["plan"]
        assert code == 0
        assert plan["walks"]["zh"] == "步行距离沿道路网计算。"

    def test_in_an_openstreetmap_file_that_is_none(self, small_workbook, tmp_path, capsys):
        streets = tmp_path / "map.osm"
        streets.write_text("not a map", encoding="utf-8")

        code = main(
            ["plan", str(small_workbook), "--out", str(tmp_path), "--streets", str(streets)]
        )

        assert code == 2
        assert "Traceback" not in capsys.readouterr().err


class TestCtrlC:
    def test_keeps_the_best_so_far_and_writes_it(self, small_workbook, tmp_path):
        process = subprocess.Popen(
            [
                *[sys.executable, "-c", "from fangcun_planner.cli import main; exit(main())"],
                *[
                    "plan",
                    str(small_workbook),
                    "--out",
                    str(tmp_path),
                    "--time",
                    "300",
                    "--gap",
                    "0",
                ],
                "--no-papers",
            ],
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        try:
            for line in process.stderr:
                if "objective" in line:
                    break
            time.sleep(0.5)
            process.send_signal(signal.SIGINT)
            said = process.stderr.read()
            code = process.wait(timeout=60)
        finally:
            process.kill()

        assert code == 0
        assert "已中止求解" in said
        assert {path.name for path in tmp_path.iterdir()} >= FILES
        plan = json.loads((tmp_path / "plan.json").read_text("utf-8"))["plan"]
        assert plan["seconds"] < 60


class TestYuan:
    @pytest.mark.parametrize(
        ("text", "fen"),
        [("3000000", 300_000_000), ("3,000,000", 300_000_000), ("300万", 300_000_000), ("0", 0)],
    )
    def test_is_read_as_people_write_it(self, text, fen):
        assert yuan(text) == fen

    @pytest.mark.parametrize("text", ["-1", "viel", "1e999999", "nan", "0.001", ""])
    def test_refuses_what_is_no_amount(self, text):
        with pytest.raises(ArgumentTypeError):
            yuan(text)
