"""Where communities lie on the sketch."""

from typing import NamedTuple

import pytest
from shapely import union_all
from shapely.geometry import Point, shape

from fangcun.core.places.rules import Centre, community_centres, sketched_cells
from fangcun.core.places.states import NEXT_STAGES, Stage

SQUARE = ((120.8, 31.9), (120.9, 31.9), (120.9, 32.0), (120.8, 32.0), (120.8, 31.9))


class House(NamedTuple):
    community: str
    lon: float
    lat: float
    residents: int = 0


class TestCommunityCentres:
    def test_is_where_people_live_on_average(self):
        houses = [House("a", 120.0, 31.0, 300), House("a", 121.0, 32.0, 100)]

        assert community_centres(buildings=houses, others=[]) == {"a": Centre(120.25, 31.25)}

    def test_is_where_the_spaces_are_when_nobody_lives_there(self):
        empty, spaces = [House("a", 120.0, 31.0, 0)], [House("a", 120.5, 31.5)]

        assert community_centres(buildings=empty, others=spaces) == {"a": Centre(120.5, 31.5)}

    def test_prefers_people_to_spaces(self):
        houses, spaces = [House("a", 120.0, 31.0, 1)], [House("a", 120.5, 31.5)]

        assert community_centres(buildings=houses, others=spaces) == {"a": Centre(120.0, 31.0)}


class TestSketchedCells:
    def test_hold_their_centres_and_do_not_overlap(self):
        centres = {
            "a": Centre(120.82, 31.95),
            "b": Centre(120.88, 31.95),
            "c": Centre(120.85, 31.99),
        }

        cells = {
            code: shape(cell)
            for code, cell in sketched_cells(centres=centres, boundary=(SQUARE,)).items()
        }

        assert all(cells[code].contains(Point(centres[code])) for code in centres)
        together = union_all(list(cells.values()))
        assert sum(cell.area for cell in cells.values()) == pytest.approx(together.area, rel=1e-3)

    def test_are_none_without_communities(self):
        assert sketched_cells(centres={}, boundary=(SQUARE,)) == {}


class TestStages:
    def test_lead_from_proposal_to_closing_and_never_back(self):
        order = list(Stage)

        for stage, ways in NEXT_STAGES.items():
            assert all(order.index(way) > order.index(stage) for way in ways)

    def test_every_stage_but_closed_can_be_closed(self):
        assert {stage for stage in Stage if Stage.CLOSED not in NEXT_STAGES[stage]} == {
            Stage.CLOSED
        }
