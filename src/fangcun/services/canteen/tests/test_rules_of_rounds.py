"""Who goes to which doors: short ways, nobody twice, nobody left out."""

from itertools import pairwise, permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from fangcun.services.canteen.rules.prep import grams_needed, single_dishes
from fangcun.services.canteen.rules.rounds import (
    Door,
    natural,
    nearest_first,
    share_out,
    tour,
    two_opt,
    walk_m,
)

METRES = st.integers(-2000, 2000)
POINTS = st.tuples(METRES.map(float), METRES.map(float))
FEW = settings(max_examples=25, deadline=None)


@st.composite
def doors(draw) -> list[Door]:
    houses = draw(
        st.lists(
            st.tuples(st.sampled_from("甲乙丙"), st.integers(1, 12), st.none() | POINTS),
            max_size=14,
            unique_by=lambda house: house[:2],
        )
    )
    found: list[Door] = []
    for estate, building, at in houses:
        for _room in range(draw(st.integers(1, 4))):
            found.append(
                Door(len(found), estate, str(building), "1", str(draw(st.integers(1, 30))), at)
            )
    return found


class TestTour:
    @FEW
    @given(st.lists(POINTS, max_size=6))
    def test_of_few_doors_is_the_shortest_there_is(self, points):
        best = min(walk_m(points, order) for order in permutations(range(len(points))))

        assert abs(walk_m(points, tour(points)) - best) < 1e-6

    @FEW
    @given(st.lists(POINTS, min_size=9, max_size=30))
    def test_of_many_doors_visits_each_once_and_is_no_longer_than_nearest_first(self, points):
        order = tour(points)

        assert sorted(order) == list(range(len(points)))
        assert walk_m(points, order) <= walk_m(points, nearest_first(points)) + 1e-6

    @FEW
    @given(st.lists(POINTS, min_size=2, max_size=7, unique=True))
    def test_turned_pieces_are_not_far_from_the_best(self, points):
        best = min(walk_m(points, order) for order in permutations(range(len(points))))

        assert walk_m(points, two_opt(points, nearest_first(points))) <= 1.5 * best + 1e-6

    def test_goes_round_the_square_and_does_not_cross_it(self):
        square = [(100.0, 100.0), (-100.0, -100.0), (100.0, -100.0), (-100.0, 100.0)]

        assert round(walk_m(square, tour(square))) == round(600 + 2 * 100 * 2**0.5)


class TestShareOut:
    @FEW
    @given(doors(), st.integers(1, 4))
    def test_every_door_is_on_one_way(self, wanted, couriers):
        ways = share_out(wanted, couriers=couriers)

        assert len(ways) == couriers
        assert sorted(door.key for way in ways for door in way) == [one.key for one in wanted]

    @FEW
    @given(doors(), st.integers(1, 4))
    def test_a_building_is_visited_once_by_one_courier(self, wanted, couriers):
        ways = share_out(wanted, couriers=couriers)

        entered = [
            (door.estate, door.building)
            for way in ways
            for before, door in pairwise([None, *way])
            if before is None or (before.estate, before.building) != (door.estate, door.building)
        ]
        assert len(entered) == len(set(entered))

    def test_without_a_map_estates_and_buildings_are_taken_in_their_order(self):
        wanted = [
            Door(1, "南里", "10"),
            Door(2, "北里", "2"),
            Door(3, "南里", "2"),
            Door(4, "南里", "2", "1", "101"),
        ]

        (way,) = share_out(wanted, couriers=1)

        assert [door.key for door in way] == [2, 3, 4, 1]

    def test_what_is_not_on_the_map_follows_its_estate(self):
        wanted = [
            Door(1, "南里", "1", at=(0.0, -500.0)),
            Door(2, "北里", "1", at=(0.0, 500.0)),
            Door(3, "南里", "7"),
            Door(4),
        ]

        (way,) = share_out(wanted, couriers=1)
        keys = [door.key for door in way]

        assert keys.index(3) == keys.index(1) + 1
        assert keys[-1] == 4

    def test_doors_are_shared_evenly(self):
        wanted = [Door(n, "里", str(n), at=(float(n * 10), 5.0)) for n in range(10)]

        assert [len(way) for way in share_out(wanted, couriers=3)] == [4, 4, 2]

    def test_two_comes_before_ten(self):
        assert sorted(["10号", "2号", "甲"], key=natural) == ["2号", "10号", "甲"]


class TestPrep:
    @given(st.dictionaries(st.integers(1, 5), st.integers(0, 50)))
    def test_a_set_meal_is_as_many_of_each_of_its_parts(self, portions):
        cooked = single_dishes(portions, parts={1: [2, 3]})

        assert sum(cooked.values()) == sum(portions.values()) + portions.get(1, 0)
        assert cooked.get(3, 0) == portions.get(3, 0) + portions.get(1, 0)

    def test_grams_are_added_up_over_dishes(self):
        grams = [(1, "米", 150), (2, "米", 50), (2, "肉", 80), (9, "鱼", 100)]

        assert grams_needed({1: 10, 2: 3}, grams=grams) == {"米": 1650, "肉": 240, "鱼": 0}
