"""The covering solver against brute force, an independent solver, and what must always hold."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fangcun_planner.covering import CoveringProblem, Status
from fangcun_planner.covering.points import from_points
from fangcun_planner.covering.solve import SolveParams, solve


def a_town(seed, demands=60, sites=10, p=3, reach_m=220.0, existing=(), whole=True):
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(0, 1_000, (2, demands))
    site_x, site_y = rng.uniform(0, 1_000, (2, sites))
    weight = rng.integers(0, 50, demands).astype(float) if whole else rng.uniform(0, 9, demands)
    built = np.zeros(sites, bool)
    built[list(existing)] = True
    return from_points(
        demand_x=x,
        demand_y=y,
        weight=weight,
        site_x=site_x,
        site_y=site_y,
        reach_m=reach_m,
        planar=True,
        open_at_most=p,
        existing=built,
    )


def a_cover(rows, *, sites, p, weight=None, existing=()):
    built = np.zeros(sites, bool)
    built[list(existing)] = True
    return CoveringProblem(
        weight=np.ones(len(rows)) if weight is None else np.array(weight, float),
        cover_start=np.cumsum([0, *map(len, rows)]),
        cover_site=np.array([s for row in rows for s in row], np.int32),
        site_count=sites,
        open_at_most=p,
        existing=built,
    )


def weight_covered(problem, open_sites):
    """Counted demand by demand, with sets."""
    chosen = set(open_sites)
    rows = np.split(problem.cover_site, problem.cover_start[1:-1])
    return sum(
        weight for weight, row in zip(problem.weight, rows, strict=True) if chosen & set(row)
    )


def best_by_brute_force(problem):
    built = set(np.flatnonzero(problem.existing))
    free = [s for s in range(problem.site_count) if s not in built]
    more = min(problem.open_at_most - len(built), len(free))
    return max(weight_covered(problem, built | set(some)) for some in combinations(free, more))


class TestSolve:
    @given(
        seed=st.integers(0, 100_000),
        p=st.integers(2, 6),
        reach_m=st.sampled_from([80.0, 150.0, 300.0, 600.0]),
        existing=st.sets(st.integers(0, 9), max_size=2),
        whole=st.booleans(),
    )
    @settings(max_examples=60, deadline=None)
    def test_proves_the_best_choice_of_small_towns(self, seed, p, reach_m, existing, whole):
        town = a_town(seed, p=p, reach_m=reach_m, existing=existing, whole=whole)

        answer = solve(town)

        assert answer.status is Status.PROVEN
        assert answer.objective == pytest.approx(best_by_brute_force(town))
        assert answer.bound == pytest.approx(answer.objective)

    @given(
        rows=st.lists(st.sets(st.integers(0, 7), max_size=4), min_size=1, max_size=20),
        p=st.integers(0, 9),
        weights=st.lists(st.integers(0, 3), min_size=20, max_size=20),
    )
    @settings(max_examples=100, deadline=None)
    def test_proves_the_best_choice_of_any_cover(self, rows, p, weights):
        problem = a_cover([sorted(row) for row in rows], sites=8, p=p, weight=weights[: len(rows)])

        answer = solve(problem)

        assert answer.status is Status.PROVEN
        assert answer.objective == best_by_brute_force(problem)
        assert answer.is_open.sum() <= p

    @pytest.mark.parametrize("seed", range(6))
    def test_needs_the_tree_where_prices_alone_do_not_prove_it(self, seed):
        rng = np.random.default_rng(seed)
        rows = [sorted(rng.choice(40, 2, replace=False).tolist()) for _ in range(150)]
        problem = a_cover(rows, sites=40, p=10, weight=rng.integers(1, 20, 150))

        answer = solve(problem)

        assert answer.status is Status.PROVEN
        assert answer.objective == optimum_by_pulp(problem)

    @pytest.mark.parametrize("seed", range(3))
    def test_never_claims_more_than_it_proves(self, seed):
        town = a_town(seed, demands=800, sites=60, p=10, reach_m=150.0)

        answer = solve(town, SolveParams(time_s=0.0))

        proven = solve(town)
        assert answer.objective <= proven.objective <= answer.bound
        assert (answer.status is Status.PROVEN) == (answer.gap <= 1e-6)

    @given(seed=st.integers(0, 1_000), more=st.integers(0, 3))
    @settings(max_examples=25, deadline=None)
    def test_never_serves_less_with_more_sites(self, seed, more):
        fewer = solve(a_town(seed, demands=200, sites=30, p=4))
        richer = solve(a_town(seed, demands=200, sites=30, p=4 + more))

        assert richer.objective >= fewer.objective

    @given(seed=st.integers(0, 1_000), existing=st.sets(st.integers(0, 29), max_size=4))
    @settings(max_examples=25, deadline=None)
    def test_keeps_existing_sites_open_within_the_limit(self, seed, existing):
        town = a_town(seed, demands=200, sites=30, p=4, existing=existing)

        answer = solve(town)

        assert answer.is_open[list(existing)].all()
        assert answer.is_open.sum() <= 4
        assert answer.objective == weight_covered(town, np.flatnonzero(answer.is_open))

    def test_gives_the_same_answer_again(self):
        town = a_town(5, demands=4_000, sites=150, p=15, reach_m=120.0)
        effort = SolveParams(seed=7, rounds=4)

        one, other = solve(town, effort), solve(town, effort)

        assert (one.is_open == other.is_open).all()
        assert (one.objective, one.bound) == (other.objective, other.bound)

    def test_stops_at_the_gap_asked_for(self):
        town = a_town(5, demands=4_000, sites=150, p=15, reach_m=120.0)

        answer = solve(town, SolveParams(gap=0.3))

        assert answer.gap <= 0.3
        assert answer.rounds <= 1

    def test_stops_when_told_and_keeps_the_best(self):
        town = a_town(5, demands=4_000, sites=150, p=15, reach_m=120.0)
        seen = []

        answer = solve(town, on_progress=lambda now: bool(seen.append(now)))

        assert len(seen) == 1
        assert answer.objective == weight_covered(town, np.flatnonzero(answer.is_open))
        assert answer.bound >= answer.objective > 0

    def test_opens_nothing_that_adds_nothing(self):
        answer = solve(a_cover([[0, 1], [1, 2], [2]], sites=4, p=4))

        assert answer.objective == 3
        assert answer.is_open.sum() == 2

    @pytest.mark.parametrize(
        "problem",
        [
            pytest.param(a_cover([], sites=3, p=2), id="nobody"),
            pytest.param(a_cover([[], []], sites=3, p=2), id="out of reach"),
            pytest.param(a_cover([[0]], sites=1, p=0), id="nothing may open"),
            pytest.param(a_cover([[0]], sites=1, p=1, weight=[0]), id="nothing weighs"),
            pytest.param(a_cover([[]], sites=0, p=5), id="no sites"),
        ],
    )
    def test_knows_when_nothing_can_be_won(self, problem):
        answer = solve(problem)

        assert answer.status is Status.PROVEN
        assert (answer.objective, answer.bound, answer.gap) == (0, 0, 0)


class TestAgainstSpopt:
    @pytest.mark.parametrize("seed", range(4))
    def test_agrees_with_an_independent_model(self, seed):
        locate = pytest.importorskip("spopt.locate")
        pulp = pytest.importorskip("pulp")
        rng = np.random.default_rng(seed)
        demand, site = rng.uniform(0, 1_000, (300, 2)), rng.uniform(0, 1_000, (40, 2))
        weight = rng.integers(1, 100, 300).astype(float)
        built = np.zeros(40, bool)
        built[[3, 11]] = seed % 2 == 1
        distance = np.linalg.norm(demand[:, None] - site, axis=2)
        peer = locate.MCLP.from_cost_matrix(
            distance,
            weight,
            service_radius=130,
            p_facilities=6,
            predefined_facilities_arr=built if built.any() else None,
        ).solve(pulp.PULP_CBC_CMD(msg=False))

        answer = solve(
            from_points(
                demand_x=demand[:, 0],
                demand_y=demand[:, 1],
                weight=weight,
                site_x=site[:, 0],
                site_y=site[:, 1],
                reach_m=130,
                planar=True,
                open_at_most=6,
                existing=built,
            )
        )

        assert answer.status is Status.PROVEN
        assert answer.objective == pytest.approx(peer.problem.objective.value())


def optimum_by_pulp(problem):
    pulp = pytest.importorskip("pulp")
    model = pulp.LpProblem("covering", pulp.LpMaximize)
    x = [pulp.LpVariable(f"x{s}", cat="Binary") for s in range(problem.site_count)]
    z = [pulp.LpVariable(f"z{i}", 0, 1) for i in range(problem.weight.size)]
    model += pulp.lpSum(float(w) * served for w, served in zip(problem.weight, z, strict=True))
    rows = np.split(problem.cover_site, problem.cover_start[1:-1])
    for served, row in zip(z, rows, strict=True):
        model += served <= pulp.lpSum(x[s] for s in row)
    model += pulp.lpSum(x) <= problem.open_at_most
    model.solve(pulp.PULP_CBC_CMD(msg=False))
    return round(model.objective.value())
