"""How unequally something is spread over people."""

import numpy as np
from numpy.typing import NDArray

from fangcun_planner.errors import BadProblem

Floats = NDArray[np.float64]


def gini(value: Floats, persons: Floats) -> float:
    """Gini coefficient of a value per person: 0 where all have the same, near 1 where one has all.

    Half the mean difference between two persons drawn at random, over the mean; by the area
    under the Lorenz curve. 0 where there is nothing to share.

    Parameters
    ----------
    value
        (N,) What a person of each group has, ≥ 0.
    persons
        (N,) How many there are of them, ≥ 0.
    """
    value, persons = _by_value(value, persons)
    held = np.concatenate([[0.0], np.cumsum(value * persons)])
    if held[-1] <= 0:
        return 0.0
    area = (persons * (held[1:] + held[:-1])).sum() / (persons.sum() * held[-1])
    return float(max(0.0, 1.0 - area))


def worst_share(value: Floats, persons: Floats, *, share: float = 0.1) -> float:
    """Mean value of the worst-served share of all persons; 0 where there is nobody."""
    if not 0 < share <= 1:
        raise BadProblem(f"share must be above 0 and at most 1, got {share}")
    value, persons = _by_value(value, persons)
    counted = share * persons.sum()
    if counted <= 0:
        return 0.0
    before = np.cumsum(persons) - persons
    taken = np.clip(counted - before, 0.0, persons)
    return float((taken * value).sum() / counted)


def _by_value(value: Floats, persons: Floats) -> tuple[Floats, Floats]:
    """Both in the order of rising value."""
    if value.ndim != 1 or value.shape != persons.shape:
        raise BadProblem(f"value and persons must be (N,), got {value.shape} and {persons.shape}")
    if not (np.isfinite(value).all() and np.isfinite(persons).all()):
        raise BadProblem("value and persons must be numbers")
    if min(value.min(initial=0.0), persons.min(initial=0.0)) < 0:
        raise BadProblem("value and persons must be at least 0")
    order = np.argsort(value, kind="stable")
    return value[order], persons[order]
