"""Streets from a CSV edge table, right and wrong."""

import numpy as np
import pytest

from fangcun_planner.problems import Severity
from fangcun_planner.walking.edge_table import read_edge_table

HEADER = "from_node,to_node,from_lon,from_lat,to_lon,to_lat,length_m\n"
RIGHT = HEADER + "a,b,120.90,32.00,120.91,32.00,1000\nb,c,120.91,32.00,120.91,32.01,\n"


def read(folder, content):
    path = folder / "streets.csv"
    path.write_text(content, encoding="utf-8")
    return read_edge_table(path)


class TestReadEdgeTable:
    def test_joins_segments_at_their_nodes(self, tmp_path):
        streets, problems = read(tmp_path, RIGHT)

        assert problems == []
        assert streets.lon.tolist() == [120.90, 120.91, 120.91]
        assert streets.from_node.tolist() == [0, 1]
        assert streets.to_node.tolist() == [1, 2]

    def test_measures_a_segment_without_length(self, tmp_path):
        streets, _ = read(tmp_path, RIGHT)

        assert streets.length_m == pytest.approx([1000, 1109], rel=0.001)

    def test_does_without_the_column_of_lengths(self, tmp_path):
        rows = [line.rsplit(",", 1)[0] for line in RIGHT.splitlines()]

        streets, problems = read(tmp_path, "\n".join(rows))

        assert problems == []
        assert streets.length_m == pytest.approx([945, 1109], rel=0.002)

    def test_says_where_a_row_is_wrong(self, tmp_path):
        wrong = RIGHT + ",d,120.9,95,120.9,32,far\n" + "c,a,120.95,32,120.90,32,9000\n"

        streets, problems = read(tmp_path, wrong)

        assert streets is None
        assert [(p.row, p.column, p.value) for p in problems] == [
            (4, "from_node", ""),
            (4, "from_lat", "95"),
            (4, "length_m", "far"),
        ]

    def test_refuses_a_node_in_two_places(self, tmp_path):
        streets, problems = read(tmp_path, RIGHT + "c,a,120.95,32,120.90,32,9000\n")

        assert streets is None
        assert [(p.row, p.column, p.value) for p in problems] == [(4, "from_node", "c")]

    def test_warns_of_a_street_shorter_than_the_straight_line(self, tmp_path):
        streets, problems = read(tmp_path, RIGHT + "c,a,120.91,32.01,120.90,32.00,20\n")

        assert streets.length_m.size == 3
        assert [(p.row, p.severity) for p in problems] == [(4, Severity.WARNING)]

    def test_leaves_out_segments_that_lead_nowhere(self, tmp_path):
        streets, _ = read(tmp_path, RIGHT + "a,a,120.90,32,120.90,32,50\n")

        assert np.isin([0, 1, 2], streets.from_node).tolist() == [True, True, False]
        assert streets.length_m.size == 2

    @pytest.mark.parametrize(
        "content",
        ["", HEADER, HEADER + "a,a,120.9,32,120.9,32,5\n", "from_node,to_node\na,b\n"],
    )
    def test_refuses_a_table_without_streets(self, tmp_path, content):
        streets, problems = read(tmp_path, content)

        assert streets is None
        assert problems
        assert all(p.reason.zh and p.reason.en for p in problems)
