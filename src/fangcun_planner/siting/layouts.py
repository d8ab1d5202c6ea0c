# ruff: noqa: PLR0912, PLR0917  (compiled: no keyword-only arguments, loops in place)
"""The best layout of one space, exactly: which modules, as either kind of facility.

A dynamic programme over functions. Its state is how many functions are in (counted as far as
a rule can ask), how many of them come first (likewise) and the floor area used. One table per
function is kept, so that the choice is read back by asking which step gives the same number.
"""

import numpy as np

from fangcun_planner.siting.compiled import compiled
from fangcun_planner.siting.model import Model
from fangcun_planner.siting.problem import Floats

NEVER = -1e300
"""Worth of a layout that the rules forbid."""


def layout_tables(model: Model) -> Floats:
    """Room for the tables of `best_layouts` in the largest space."""
    counts, firsts = count_caps(model)
    units = int(model.space_units.max(initial=0))
    candidates = model.candidate_units.max(initial=0) * model.functions
    shape = (model.functions + 1, counts + 1, firsts + 1, min(units, int(candidates)) + 1)
    return np.empty(shape, np.float64)


@compiled
def count_caps(model):  # type: ignore[no-untyped-def]
    """How far functions, and functions that come first, have to be counted."""
    enough = model.functions + 1
    most = min(model.interspersed_max_functions, model.functions)
    firsts = min(max(model.complex_min_priority, model.interspersed_min_priority), enough)
    counts = max(min(model.complex_min_functions, enough), most + 1)
    return max(counts, firsts), firsts  # as many as `firsts`, so that p <= n holds when both stop


@compiled
def best_layouts(model, space, net, tables, interspersed, complex_):  # type: ignore[no-untyped-def]
    """Fill in the best layout as interspersed and as complex; return what each is worth.

    Parameters
    ----------
    net
        (Q,) Worth of each candidate, its cost already taken off. Costs of kinds are not.
    tables
        From `layout_tables`.
    interspersed, complex_
        (F,) Written: candidate of each function, -1 for none.
    """
    counts, firsts = count_caps(model)
    most = min(model.interspersed_max_functions, model.functions)
    can_be_complex = model.space_can_be_complex[space]
    if not can_be_complex:
        counts = most
    units = _fill_tables(model, space, net, tables, counts, firsts, can_be_complex)
    last = model.functions
    best_i, n_i, p_i = NEVER, 0, 0
    best_c, n_c, p_c = NEVER, 0, 0
    for n in range(1, counts + 1):
        for p in range(min(n, firsts) + 1):
            value = tables[last, n, p, units]
            if n <= most and p >= model.interspersed_min_priority and value > best_i:
                best_i, n_i, p_i = value, n, p
            if (
                can_be_complex
                and n >= model.complex_min_functions
                and p >= model.complex_min_priority
                and value > best_c
            ):
                best_c, n_c, p_c = value, n, p
    if best_i > NEVER:
        _read_back(
            model, space, net, tables, counts, firsts, can_be_complex, units, n_i, p_i, interspersed
        )
    if best_c > NEVER:
        _read_back(
            model, space, net, tables, counts, firsts, can_be_complex, units, n_c, p_c, complex_
        )
    return best_i, best_c


@compiled
def _fill_tables(model, space, net, tables, counts, firsts, beyond):  # type: ignore[no-untyped-def]
    """One table after each function; returns the area that can be used at all."""
    units = 0
    base = space * model.functions
    for function in range(model.functions):
        largest = 0
        for q in range(
            model.candidate_start[base + function], model.candidate_start[base + function + 1]
        ):
            largest = max(largest, model.candidate_units[q])
        units += largest
    units = min(units, model.space_units[space])
    for n in range(counts + 1):
        for p in range(firsts + 1):
            for a in range(units + 1):
                tables[0, n, p, a] = NEVER
    for a in range(units + 1):
        tables[0, 0, 0, a] = 0.0
    for function in range(model.functions):
        old, new = tables[function], tables[function + 1]
        for n in range(min(counts, function + 1) + 1, counts + 1):
            for p in range(min(n, firsts) + 1):
                for a in range(units + 1):
                    new[n, p, a] = NEVER
        stays = not model.required[space, function]
        reached = min(counts, function + 1)
        for n in range(reached + 1):
            for p in range(min(n, firsts) + 1):
                for a in range(units + 1):
                    new[n, p, a] = old[n, p, a] if stays else NEVER
        first = 1 if model.is_priority[function] else 0
        for q in range(
            model.candidate_start[base + function], model.candidate_start[base + function + 1]
        ):
            area, worth = model.candidate_units[q], net[q]
            if area > units or worth == NEVER:
                continue
            for n in range(min(counts, function) + 1):
                to_n = n + 1
                if to_n > counts:
                    if not beyond:
                        continue
                    to_n = counts
                for p in range(min(n, firsts) + 1):
                    source, target = old[n, p], new[to_n, min(p + first, firsts)]
                    if source[units - area] == NEVER:
                        continue
                    for a in range(area, units + 1):
                        target[a] = max(target[a], source[a - area] + worth)
    return units


@compiled
def _read_back(model, space, net, tables, counts, firsts, beyond, units, n, p, layout):  # type: ignore[no-untyped-def]
    """Follow the tables from the last function to the first."""
    base = space * model.functions
    a = units
    for function in range(model.functions - 1, -1, -1):
        value = tables[function + 1, n, p, a]
        layout[function] = -1
        if not model.required[space, function] and tables[function, n, p, a] == value:
            continue
        first = 1 if model.is_priority[function] else 0
        found = False
        for q in range(
            model.candidate_start[base + function], model.candidate_start[base + function + 1]
        ):
            area = model.candidate_units[q]
            if area > a or net[q] == NEVER:
                continue
            for from_n in (n - 1, n):
                if from_n < 0 or (from_n == n and (n < counts or not beyond)):
                    continue
                for from_p in (p - first, p):
                    if from_p < 0 or from_p > from_n or (from_p == p and first == 1 and p < firsts):
                        continue
                    if tables[function, from_n, from_p, a - area] + net[q] == value:
                        layout[function] = q
                        n, p, a = from_n, from_p, a - area
                        found = True
                        break
                if found:
                    break
            if found:
                break
