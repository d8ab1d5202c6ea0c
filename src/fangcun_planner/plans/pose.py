"""A district's question as arrays, with the way back from every array to the records."""

from dataclasses import dataclass

import numpy as np

from fangcun_planner.district import District
from fangcun_planner.plans.people import NeedRows, People, community_of_building, need_rows, reach_m
from fangcun_planner.plans.premises import Premises, kind_rules, places_of, premises
from fangcun_planner.siting import Multipliers, SitingProblem
from fangcun_planner.siting.problem import Floats, Ints, Longs
from fangcun_planner.walking import WalkProblem, Walks
from fangcun_planner.walking.solve import solve as find_walks


@dataclass(frozen=True, slots=True, eq=False)
class PosedDistrict:
    """The siting question of a district, and what its rows, places and walks stand for.

    Parameters
    ----------
    problem
        Place s is ``district.spaces[s]``, or the facility ``s - len(district.spaces)``.
    rows
        Function, class of people and building of each row of need.
    walk_m
        (K,) Metres of each walk of the problem.
    walks
        From every building to every place within the farthest reach, whatever it offers.
    """

    district: District
    problem: SitingProblem
    rows: NeedRows
    walk_m: Floats
    walks: Walks

    @property
    def row_of_walk(self) -> Ints:
        """(K,) The row of need that takes each walk."""
        counts = np.diff(self.problem.walk_start)
        return np.repeat(np.arange(counts.size, dtype=np.int32), counts)


def pose_district(district: District, *, walks: Walks | None = None) -> PosedDistrict:
    """Pose the question that a district's records ask.

    `walks` of an earlier posing may be given where positions, streets and reaches are the same.
    """
    rows, places = need_rows(district), premises(district)
    walks = district_walks(district) if walks is None else walks
    walk_start, walk_space, walk_m = _walks_of_rows(district, rows, places, walks)
    home = community_of_building(district)
    options = district.options
    problem = SitingProblem(
        row_function=rows.function,
        row_community=home[rows.building],
        row_need=rows.need,
        row_weight=rows.weight,
        walk_start=walk_start,
        walk_space=walk_space,
        space_community=places.space_community,
        space_area_m2=places.space_area_m2,
        space_decision=places.space_decision,
        built_capacity=places.built_capacity,
        module_function=places.module_function,
        module_area_m2=places.module_area_m2,
        module_capacity=places.module_capacity,
        module_cost_fen=places.module_cost_fen,
        module_allowed=places.module_allowed,
        function_required=places.function_required,
        kind_cost_fen=places.kind_cost_fen,
        is_priority=np.array([f.is_priority for f in district.functions], dtype=bool),
        complexes_left=places.complexes_left,
        budget_fen=options.budget_fen,
        kinds=kind_rules(district),
        open_at_most=options.open_at_most,
        equity_weight=_option_or_rule(district, options.equity_weight, "equity_weight"),
        equity_share=_option_or_rule(district, options.equity_share, "equity_share"),
    )
    return PosedDistrict(district=district, problem=problem, rows=rows, walk_m=walk_m, walks=walks)


def district_walks(district: District, *, limit_m: float | None = None) -> Walks:
    """Walk from every building to every place, as far as any function counts for anybody."""
    places = places_of(district)
    farthest_m = float(reach_m(district).max(initial=1.0))
    return find_walks(
        WalkProblem(
            origin_lon=np.array([b.lon for b in district.buildings], dtype=np.float64),
            origin_lat=np.array([b.lat for b in district.buildings], dtype=np.float64),
            target_lon=np.array([p.lon for p in places], dtype=np.float64),
            target_lat=np.array([p.lat for p in places], dtype=np.float64),
            limit_m=farthest_m if limit_m is None else limit_m,
            streets=district.streets,
            detour_factor=district.rule("detour_factor"),
        )
    )


def carry_modules(module_at: Ints, *, old: PosedDistrict, new: PosedDistrict) -> Ints:
    """Say an earlier plan's modules in the indices of another posing of the same district."""
    old_modules = [(f.code, m.code) for f in old.district.functions for m in f.modules]
    new_modules = {
        (f.code, m.code): at
        for at, (f, m) in enumerate((f, m) for f in new.district.functions for m in f.modules)
    }
    space_at = {space.id: at for at, space in enumerate(new.district.spaces)}
    function_at = {function.code: at for at, function in enumerate(new.district.functions)}
    carried = np.full(new.problem.built_capacity.shape, -1, dtype=np.int32)
    for space, function in zip(*np.nonzero(module_at >= 0), strict=True):
        module = new_modules.get(old_modules[module_at[space, function]])
        place = space_at.get(old.district.spaces[space].id)
        column = function_at.get(old.district.functions[function].code)
        if module is not None and place is not None and column is not None:
            carried[place, column] = module
    return carried


def carry_prices(
    prices: Multipliers, *, old: PosedDistrict, new: PosedDistrict
) -> Multipliers | None:
    """Say an earlier proof's prices in the rows of another posing; rows new to it start at 0.

    None where buildings, functions or communities differ, for then the rows are others.
    """
    before, after = old.district, new.district
    if (
        before.buildings != after.buildings
        or before.communities != after.communities
        or [f.code for f in before.functions] != [f.code for f in after.functions]
    ):
        return None
    need = np.zeros(new.rows.need.size)
    keys, wanted = _row_keys(old), _row_keys(new)
    at = np.searchsorted(keys, wanted).clip(max=max(0, keys.size - 1))
    known = keys[at] == wanted if keys.size else np.zeros(wanted.size, bool)
    need[known] = prices.need[at[known]]
    return Multipliers(
        need=need, budget=prices.budget, opening=prices.opening, equity=prices.equity
    )


def _row_keys(posed: PosedDistrict) -> Longs:
    """One ascending number per row of need: function, class of people, building."""
    rows, buildings = posed.rows, len(posed.district.buildings)
    return (rows.function.astype(np.int64) * len(People) + rows.people) * buildings + rows.building


def _walks_of_rows(
    district: District, rows: NeedRows, places: Premises, walks: Walks
) -> tuple[Longs, Ints, Floats]:
    """Give each row the places that are near enough and could offer its function."""
    reach, offers = reach_m(district), places.can_offer()
    origin = walks.origin
    counts, spaces, metres = [], [], []
    for function in range(len(district.functions)):
        for people in People:
            mine = (rows.function == function) & (rows.people == people)
            has_row = np.zeros(len(district.buildings), bool)
            has_row[rows.building[mine]] = True
            kept = (walks.metres <= reach[function, people]) & has_row[origin]
            kept &= offers[walks.target, function]
            counts.append(np.bincount(origin[kept], minlength=has_row.size)[has_row])
            spaces.append(walks.target[kept])
            metres.append(walks.metres[kept])
    start = np.zeros(rows.need.size + 1, dtype=np.int64)
    if counts:
        np.cumsum(np.concatenate(counts), out=start[1:])
    return (
        start,
        np.concatenate(spaces or [[]]).astype(np.int32),
        np.concatenate(metres or [[]]).astype(np.float64),
    )


def _option_or_rule(district: District, option: float | None, rule: str) -> float:
    return district.rule(rule) if option is None else option
