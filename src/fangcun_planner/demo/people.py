"""How many people live in each community of the demo district, and of which age."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fangcun_planner.demo.apportion import apportion

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def residents_by_age(
    *, people: Mapping[str, Any], density: Floats, age: Floats, rng: np.random.Generator
) -> Ints:
    """(C, 8) Residents of C communities by band, exactly as many in all as the census counted.

    `density` and `age` (C,) say how full and how old a community's subdistrict is; 1 is average.
    """
    count = len(density)
    residents = apportion(
        total=people["residents"],
        weights=density * np.exp(rng.normal(0.0, people["size_spread"], count)),
    )
    elder_weight = age * np.exp(rng.normal(0.0, people["age_spread"], count))
    elders = apportion(
        total=round(people["residents"] * people["share_65_up"]),
        weights=residents * elder_weight,
    )
    by_age = [
        np.concatenate([_under_65(people, young, old), _over_64(people, elder, rng)])
        for young, elder, old in zip(residents - elders, elders, elder_weight, strict=True)
    ]
    return np.array(by_age, dtype=np.int64)


def households(*, people: Mapping[str, Any], residents: Ints, rng: np.random.Generator) -> Ints:
    """(C,) Households of communities, a few per cent larger or smaller than the average."""
    size = people["persons_per_household"] * rng.uniform(0.94, 1.06, len(residents))
    homes: Ints = np.rint(residents / size).astype(np.int64)
    return homes


def _under_65(people: Mapping[str, Any], residents: int, old: float) -> Ints:
    """Where many elders live, there are fewer children and more people of 60 to 64."""
    weights = np.array(people["under_65_weights"])
    weights[:4] *= old**-0.4
    weights[5] *= old**0.6
    return apportion(total=int(residents), weights=weights)


def _over_64(people: Mapping[str, Any], elders: int, rng: np.random.Generator) -> Ints:
    share_80_up = people["share_80_up_of_65_up"] * rng.uniform(0.8, 1.2)
    return apportion(total=int(elders), weights=np.array([1.0 - share_80_up, share_80_up]))
