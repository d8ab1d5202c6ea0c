"""`fangcun-plan cover`: one JSON object, or everything that is wrong, never a traceback."""

import json

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fangcun_planner.cli import main

DEMAND = "id,x,y,weight\na,0,0,5\nb,100,0,7\nc,1000,0,1\n"
SITES = "id,x,y\ns1,0,50\ns2,100,50\ns3,1000,50\n"


@pytest.fixture
def cover(tmp_path, capsys):
    """Run the command on two texts; answers exit code, standard output and standard error."""

    def run(*options, demand=DEMAND, sites=SITES, reach="60", opened="1", planar=True):
        for name, content in (("demand.csv", demand), ("sites.csv", sites)):
            data = content if isinstance(content, bytes) else content.encode()
            (tmp_path / name).write_bytes(data)
        files = [str(tmp_path / "demand.csv"), str(tmp_path / "sites.csv")]
        plane = ["--planar"] if planar else []
        arguments = [*files, "--reach-m", reach, "--open", opened, *plane, *options]
        try:
            code = main(["cover", *arguments])
        except SystemExit as refusal:
            code = refusal.code
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run


class TestCover:
    def test_prints_one_json_object(self, cover):
        code, out, _ = cover("--json", opened="2")

        answer = json.loads(out)
        assert code == 0
        assert answer.pop("seconds") >= 0
        assert answer == {
            "objective": 12,
            "bound": 12,
            "gap": 0,
            "open": ["s1", "s2"],
            "covered_share": 12 / 13,
            "status": "proven",
        }

    def test_prints_a_table_in_both_languages(self, cover):
        code, out, _ = cover()

        assert code == 0
        assert "已证明最优 / proven best" in out
        assert "开放站点 / open sites: 1: s2" in out

    def test_counts_and_lists_existing_sites(self, cover):
        _, out, _ = cover("--json", "--existing", "s3", opened="2")

        answer = json.loads(out)
        assert answer["open"] == ["s2", "s3"]
        assert answer["objective"] == 8

    def test_measures_great_circles_without_planar(self, cover):
        demand = "id,x,y,weight\na,120.9,32.0,1\nb,120.9,32.01,1\n"
        sites = "id,x,y\ns,120.9,32.0\n"

        # 0.01 degrees of a great circle are 1111.95 m
        _, near, _ = cover("--json", demand=demand, sites=sites, reach="1111", planar=False)
        _, far, _ = cover("--json", demand=demand, sites=sites, reach="1112", planar=False)

        assert json.loads(near)["objective"] == 1
        assert json.loads(far)["objective"] == 2

    @pytest.mark.parametrize(
        "encode",
        [
            pytest.param(lambda text: text.encode("utf-8-sig"), id="byte order mark"),
            pytest.param(lambda text: text.encode("gbk"), id="GBK"),
            pytest.param(lambda text: text.encode("utf-16"), id="UTF-16"),
            pytest.param(lambda text: text.replace("\n", "\r\n").encode(), id="Windows"),
            pytest.param(lambda text: text.replace(",", ";").encode(), id="semicolons"),
            pytest.param(lambda text: text.replace("id", " ID ").encode(), id="capitals"),
            pytest.param(lambda text: text.replace("\n", "\n\n").encode(), id="empty lines"),
        ],
    )
    def test_reads_what_spreadsheets_write(self, cover, encode):
        code, out, _ = cover("--json", sites=encode(SITES.replace("s2", "食堂")))

        assert code == 0
        assert json.loads(out)["open"] == ["食堂"]

    def test_lists_everything_that_is_wrong_at_once(self, cover):
        demand = "id,x,y,weight\na,0,0,-5\n,ten,0,7\na,nan,0,1\nd,1,2\ne,1_0,1e99,3\n"
        sites = "id,x\ns1,0\n"

        code, out, err = cover("--existing", "s9", demand=demand, sites=sites, opened="0")

        assert (code, out) == (2, "")
        for place in (
            "demand.csv:2:weight [-5]",
            "demand.csv:3:id []",
            "demand.csv:3:x [ten]",
            "demand.csv:4:x [nan]",
            "demand.csv:4:id [a]",
            "demand.csv:5:weight []",
            "demand.csv:6:x [1_0]",
            "demand.csv:6:y [1e99]",
            "sites.csv:1:y []",
            "--open [0]",
        ):
            assert place in err
        assert "负" in err or "应在" in err
        assert "must lie between" in err

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            pytest.param({"demand": ""}, "the file is empty", id="empty"),
            pytest.param({"demand": "id,x,y,weight\n"}, "there are no rows", id="header only"),
            pytest.param({"sites": b"\xff\xff\xff"}, "neither UTF-8 nor GB 18030", id="encoding"),
            pytest.param({"sites": SITES + "s1,7,7\n"}, "the same as in row 2", id="twice"),
            pytest.param({"sites": "id,x,x,y\na,1,2,3\n"}, "more than once", id="column twice"),
            pytest.param({"sites": 'id,x,y\n"' + "a" * 200_000}, "not a valid CSV", id="csv"),
            pytest.param(
                {"demand": "id,x,y,weight\na,0,91,1\n", "planar": False},
                "between -90 and 90",
                id="latitude",
            ),
        ],
    )
    def test_says_what_is_wrong_in_both_languages(self, cover, change, said):
        code, out, err = cover("--json", **change)

        assert (code, out) == (2, "")
        assert said in err
        assert "输入有" in err

    def test_knows_no_site_that_is_not_there(self, cover):
        code, _, err = cover("--existing", "s1", "nowhere", opened="3")

        assert code == 2
        assert "--existing [nowhere]" in err
        assert "[s1]" not in err

    def test_says_that_a_file_is_missing(self, cover, tmp_path):
        code = main(
            ["cover", str(tmp_path / "no.csv"), str(tmp_path), *["--reach-m", "1", "--open", "1"]]
        )

        assert code == 2

    @pytest.mark.parametrize(
        "wrong",
        [
            {"reach": "-1"},
            {"reach": "nan"},
            {"reach": "far"},
            {"opened": "1.5"},
            {"opened": "-1"},
            {"opened": "9" * 5_000},
        ],
    )
    def test_refuses_wrong_options(self, cover, wrong):
        code, out, err = cover(**wrong)

        assert (code, out) == (2, "")
        assert "must be" in err


CELL = st.one_of(
    st.text(max_size=8),
    st.floats().map(str),
    st.integers(-(10**20), 10**20).map(str),
    st.sampled_from(["", " ", "-", "1e400", "NaN", "٣", "１２", "0x10", '"', "a\nb", "=1+1"]),
)
TABLE = st.lists(st.lists(CELL, max_size=5).map(",".join), max_size=6)
FILE = st.one_of(
    st.binary(max_size=60),
    TABLE.map(lambda rows: "\n".join(["id,x,y,weight", *rows]).encode("utf-8", "replace")),
    TABLE.map(lambda rows: "\n".join(["id,x,y,weight", "q,1,1,1", *rows]).encode("gbk", "replace")),
)


class TestCoverOnAnything:
    @given(demand=FILE, sites=FILE, planar=st.booleans())
    @settings(
        max_examples=150,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    def test_answers_or_refuses(self, cover, demand, sites, planar):
        code, out, err = cover("--json", demand=demand, sites=sites, planar=planar)

        if code == 0:
            answer = json.loads(out)
            assert 0 <= answer["objective"] <= answer["bound"]
            assert np.isfinite(answer["bound"])
        else:
            assert code == 2
            assert out == ""
            assert "输入有" in err
