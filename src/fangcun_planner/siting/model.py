"""The siting question after exact reductions, laid out for compiled loops.

A *slot* is one function in one space, number ``space * F + function``. A *group* is a set of
rows that no plan can tell apart. An *entry* is one (group, slot) pair that can be walked;
entries are kept by slot, and `group_entry` finds them from the group's side. A *candidate* is
one module that may stand in one slot.
"""

from typing import NamedTuple

from fangcun_planner.siting.problem import Bools, Floats, Longs

CLOSED, FREE, MUST_OPEN, EXISTING = 0, 1, 2, 3
"""What a space may do in the model: never open, open if it pays, open always, open already."""

NOT_OPEN, INTERSPERSED, COMPLEX = -1, 0, 1
"""Kind of a new facility."""

NO_LIMIT = 2**40


class Model(NamedTuple):
    """G groups, S spaces, F functions, C communities, E entries, Q candidates.

    Parameters
    ----------
    group_function, group_community, group_need, group_weight
        (G,) Function, community, persons, value of serving one.
    group_start, group_slot, group_entry
        (G+1,), (E,), (E,) Slots a group can walk to, and where that entry lies by slot.
    slot_start, slot_group
        (S*F+1,), (E,) Groups that can walk to a slot.
    built
        (S*F,) Persons served by what exists.
    candidate_start, candidate_module, candidate_units, candidate_capacity, candidate_cost
        (S*F+1,), (Q,) … Modules per slot; floor area in units of `unit_m2`, cost in fen.
    space_state, space_units, space_community, space_can_be_complex
        (S,) One of the four states; floor area in units; community; large enough for a complex.
    required
        (S, F) The function must be there if the space opens.
    kind_cost
        (S, 2) Fen for opening as interspersed, as complex.
    community_start, community_space
        (C+1,), (S,) Spaces by community.
    community_goal
        (C,) Weighted need that counts extra: `equity_share` of the community's total.
    """

    functions: int
    unit_m2: int
    group_function: Longs
    group_community: Longs
    group_need: Floats
    group_weight: Floats
    group_start: Longs
    group_slot: Longs
    group_entry: Longs
    slot_start: Longs
    slot_group: Longs
    built: Floats
    candidate_start: Longs
    candidate_module: Longs
    candidate_units: Longs
    candidate_capacity: Floats
    candidate_cost: Floats
    space_state: Longs
    space_units: Longs
    space_community: Longs
    space_can_be_complex: Bools
    required: Bools
    kind_cost: Floats
    is_priority: Bools
    community_start: Longs
    community_space: Longs
    community_goal: Floats
    complexes_left: Longs
    complex_min_functions: int
    complex_min_priority: int
    interspersed_max_functions: int
    interspersed_min_priority: int
    budget: float
    open_at_most: int
    equity_weight: float

    @property
    def spaces(self) -> int:
        return len(self.space_state)
