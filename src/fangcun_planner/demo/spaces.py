"""The demo district's idle premises: made up, of the kinds that cities really have."""

from collections.abc import Mapping, Sequence

import numpy as np

from fangcun_planner.district import Building, Community, IdleSpace

CONDITIONS = ("良好", "一般", "较差")  # from the cheapest third of fit-out costs to the dearest


def idle_spaces(
    *,
    count: int,
    mark: str,
    types: Sequence[Mapping[str, str]],
    communities: Sequence[Community],
    buildings: Sequence[Building],
    rng: np.random.Generator,
) -> tuple[IdleSpace, ...]:
    """`count` spaces, every one at the foot of a building, drawn by the buildings' residents."""
    names = {community.code: community.name for community in communities}
    residents = np.array([building.residents for building in buildings], dtype=np.float64)
    hosts = rng.choice(len(buildings), count, replace=False, p=residents / residents.sum())
    weights = np.array([float(kind["weight"]) for kind in types])
    kinds = rng.choice(len(types), count, p=weights / weights.sum())
    return tuple(
        _space(
            number=number,
            mark=mark,
            kind=types[kind],
            host=buildings[host],
            community_name=names[buildings[host].community],
            rng=rng,
        )
        for number, (host, kind) in enumerate(zip(sorted(hosts), kinds, strict=True), start=1)
    )


def _space(
    *,
    number: int,
    mark: str,
    kind: Mapping[str, str],
    host: Building,
    community_name: str,
    rng: np.random.Generator,
) -> IdleSpace:
    area = round(_between(kind, "area_low_m2", "area_high_m2", rng, is_skewed=True))
    fit_out = round(
        _between(kind, "fit_out_low_yuan_per_m2", "fit_out_high_yuan_per_m2", rng, is_skewed=True)
    )
    rent = round(_between(kind, "rent_low_yuan_per_m2", "rent_high_yuan_per_m2", rng))
    return IdleSpace(
        id=f"S{number:03d}",
        name=community_name + kind["name"] + mark.format(number=number),
        community=host.community,
        lon=host.lon,
        lat=host.lat,
        floor_area_m2=float(area),
        floor=int(rng.choice([int(floor) for floor in kind["floors"].split()])),
        is_step_free=bool(rng.random() < float(kind["step_free_share"])),
        fit_out_fen_per_m2=fit_out * 100,
        tenure=kind["tenure"],
        rent_fen_per_year=rent * area * 100,
        condition=_condition(kind, fit_out),
        present_use=kind["present_use"],
        is_demo=True,
    )


def _between(
    kind: Mapping[str, str],
    low: str,
    high: str,
    rng: np.random.Generator,
    *,
    is_skewed: bool = False,
) -> float:
    """A number of the kind's range; skewed means that small ones are more frequent."""
    share = rng.random()
    least, most = float(kind[low]), float(kind[high])
    if is_skewed:
        return float(least * (most / least) ** share)
    return float(least + (most - least) * share)


def _condition(kind: Mapping[str, str], fit_out: int) -> str:
    least = float(kind["fit_out_low_yuan_per_m2"])
    most = float(kind["fit_out_high_yuan_per_m2"])
    third = int(3 * np.log(fit_out / least) / np.log(most / least))
    return CONDITIONS[min(max(third, 0), len(CONDITIONS) - 1)]
