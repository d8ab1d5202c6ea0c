"""`fangcun-plan template` writes what can be filled in, and never over somebody's work."""

import pytest

from fangcun_planner.cli import main
from fangcun_planner.demo import demo_district
from fangcun_planner.files import read_district


class TestTemplateCommand:
    def test_writes_an_empty_workbook(self, tmp_path, capsys):
        path = tmp_path / "district.xlsx"

        assert main(["template", str(path)]) == 0

        assert "wrote" in capsys.readouterr().out
        assert {p.sheet for p in read_district(path).errors} == {"参数", "社区", "楼栋", "存量空间"}

    def test_fills_in_the_demo_district_on_request(self, tmp_path):
        path = tmp_path / "district.xlsx"

        assert main(["template", str(path), "--demo"]) == 0

        assert read_district(path).district == demo_district()

    def test_writes_a_folder_on_request(self, tmp_path):
        path = tmp_path / "district"

        assert main(["template", str(path), "--csv-folder", "--demo"]) == 0

        assert read_district(path).district == demo_district()

    @pytest.mark.parametrize("options", [[], ["--csv-folder"]], ids=["workbook", "folder"])
    def test_leaves_what_is_there_alone(self, tmp_path, capsys, options):
        path = tmp_path / "district.xlsx"
        if options:
            path.mkdir()
        kept = path / "notes.txt" if options else path
        kept.write_text("somebody's work")

        assert main(["template", str(path), *options]) == 2

        assert kept.read_text() == "somebody's work"
        said = capsys.readouterr().err
        assert "已存在" in said
        assert "--force" in said

    def test_overwrites_when_forced(self, tmp_path):
        path = tmp_path / "district.xlsx"
        path.write_text("old")

        assert main(["template", str(path), "--force"]) == 0

        assert path.read_bytes().startswith(b"PK")

    @pytest.mark.parametrize("name", ["district.csv", "no/such/folder/district.xlsx"])
    def test_says_why_it_cannot_write(self, tmp_path, capsys, name):
        assert main(["template", str(tmp_path / name)]) == 2

        assert " / " in capsys.readouterr().err
