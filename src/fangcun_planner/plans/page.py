"""plan.html: the plan as one page that opens anywhere, without any other file or host."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2
import numpy as np

from fangcun_planner.district import Building
from fangcun_planner.plans import wording
from fangcun_planner.plans.document import is_demo
from fangcun_planner.plans.drawing import Frame, path
from fangcun_planner.plans.facts import BuildingFacts, PlanFacts
from fangcun_planner.plans.people import urgency_of
from fangcun_planner.plans.plan import DistrictPlan
from fangcun_planner.plans.premises import Place, is_complex, modules_of, places_of
from fangcun_planner.plans.sheet_rows import STANDINGS
from fangcun_planner.plans.summary import headline, how_good, marks
from fangcun_planner.plans.tally import need_tally
from fangcun_planner.siting.problem import Floats
from fangcun_planner.text import Text

WIDTH = 1000.0
KIND_NAMES = {
    "complex": Text("综合体", "complex"),
    "interspersed": Text("插花式", "interspersed"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One place on the map: where, of which kind, and what to say about it."""

    id: str
    x: float
    y: float
    kind: str  # complex, interspersed, existing or shut
    name: str
    note: Text


def write_page(plan: DistrictPlan, facts: PlanFacts, path: Path) -> None:
    """Write plan.html."""
    path.write_text(page(plan, facts), encoding="utf-8")


def page(plan: DistrictPlan, facts: PlanFacts) -> str:
    """The text of plan.html."""
    frame = Frame.around(_points(plan), width=WIDTH, margin=24)
    shares = _Shares.of(plan, facts.buildings)
    return _template().render(
        facts=facts,
        district=plan.district,
        is_demo=is_demo(plan),
        headline=headline(facts),
        how_good=how_good(facts),
        marks_to_know=marks(facts, is_demo=is_demo(plan)),
        frame=frame,
        boundary=path(frame, plan.district.boundary),
        dots=list(_dots(frame, facts.buildings, shares)),
        marks=list(_marks(plan, facts, frame)),
        scale_units=round(frame.units(1000), 1),
        map_data=_map_data(plan, facts, shares),
        spaces={space.id: space for space in facts.spaces},
        community_names={c.code: c.name for c in facts.communities},
        function_names={f.code: f.name for f in facts.functions},
        kinds=KIND_NAMES,
        standings={standing.value: name for standing, name in STANDINGS.items()},
        module_names={(f.code, m.code): m.name for f, m in modules_of(plan.district)},
        wording=wording,
    )


def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("fangcun_planner.plans"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.get_template("plan.html.j2")


def _points(plan: DistrictPlan) -> list[tuple[float, float]]:
    """What the map opens on: where people live; a boundary may reach far into a river."""
    district = plan.district
    places: list[Building | Place] = [*district.buildings, *places_of(district)]
    corners = [point for ring in district.boundary for point in ring]
    return [(place.lon, place.lat) for place in places] or corners or [(0.0, 0.0)]


@dataclass(frozen=True, slots=True, eq=False)
class _Shares:
    """(F + 1, B) Share of need met per function, in whole percent; the first row is all needs."""

    before: list[list[int]]
    after: list[list[int]]

    @classmethod
    def of(cls, plan: DistrictPlan, buildings: Sequence[BuildingFacts]) -> "_Shares":
        _, need = need_tally(plan.posed)
        weight = need * [urgency_of(f, plan.district.options) for f in plan.district.functions]
        return cls(
            before=_percents(_table([b.share_before for b in buildings], weight), weight),
            after=_percents(_table([b.share_after for b in buildings], weight), weight),
        )


def _table(rows: Sequence[tuple[float, ...]], like: Floats) -> Floats:
    return np.array(rows, dtype=np.float64).reshape(like.shape)


def _percents(share: Floats, weight: Floats) -> list[list[int]]:
    total = weight.sum(axis=1)
    overall = np.divide(
        (share * weight).sum(axis=1), total, out=np.ones(total.size), where=total > 0
    )
    percents: list[list[int]] = np.rint(np.vstack([overall, share.T]) * 100).astype(int).tolist()
    return percents


def _dots(
    frame: Frame, buildings: Sequence[BuildingFacts], shares: _Shares
) -> Iterator[tuple[float, float, int]]:
    """Where each building is drawn and the shade it starts with."""
    for building, percent in zip(buildings, shares.after[0], strict=True):
        yield *frame.place(building.lon, building.lat), shade(percent)


def shade(percent: int) -> int:
    """One of five shades: nobody, up to a quarter, a half, three quarters, more."""
    return 0 if percent <= 0 else 1 + min(3, (percent - 1) // 25)


def _marks(plan: DistrictPlan, facts: PlanFacts, frame: Frame) -> Iterator[Mark]:
    """Shut spaces first, so that what opens is drawn on top."""
    chosen = {space.id: space for space in facts.spaces}
    for space in plan.district.spaces:
        if space.id not in chosen:
            area, floor = wording.area(space.floor_area_m2), wording.storey(space.floor)
            note = Text(f"未启用 · {area}㎡ · {floor.zh}", f"stays shut · {area} m² · {floor.en}")
            yield Mark(space.id, *frame.place(space.lon, space.lat), "shut", space.name, note)
    names = {function.code: function.name for function in facts.functions}
    for facility in plan.district.facilities:
        kind = KIND_NAMES["complex" if is_complex(facility, plan.district) else "interspersed"]
        offered = wording.listed([names[code] for code in facility.capacity if code in names])
        yield Mark(
            facility.id,
            *frame.place(facility.lon, facility.lat),
            "existing",
            facility.name,
            Text(f"现有{kind.zh} · {offered.zh}", f"existing {kind.en} · {offered.en}"),
        )
    for placed in facts.spaces:
        kind, cost = KIND_NAMES[placed.kind], wording.money(placed.cost_fen)
        rooms = wording.listed([module.name for module in placed.modules])
        yield Mark(
            placed.id,
            *frame.place(placed.lon, placed.lat),
            placed.kind,
            placed.name,
            Text(f"{kind.zh} · {rooms.zh} · {cost.zh}", f"{kind.en} · {rooms.en} · {cost.en}"),
        )


def _map_data(plan: DistrictPlan, facts: PlanFacts, shares: _Shares) -> dict[str, object]:
    """What the page's script needs to colour buildings and to speak about them."""
    code_at = {community.code: at for at, community in enumerate(facts.communities)}
    return {
        "before": shares.before,
        "after": shares.after,
        "community": [code_at[building.community] for building in facts.buildings],
        "names": [community.name for community in facts.communities],
        "ids": [building.id for building in facts.buildings],
        "residents": [building.residents for building in facts.buildings],
    }
