"""The papers of communities 一社区一方案, with what people have written on them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import RawIOBase
from zipfile import ZIP_STORED, ZipFile

from fangcun.core.catalog.queries import district_for_planning
from fangcun.oversight.planning.models import SCHEME_FIELDS, CommunityScheme, Plan
from fangcun.oversight.planning.queries.schemes import schemes_of
from fangcun.oversight.planning.rules.facts import unpack_buildings, unpack_facts
from fangcun_planner.district import District
from fangcun_planner.plans.facts import PlanFacts
from fangcun_planner.plans.paper_facts import FORM
from fangcun_planner.plans.papers import Papers, paper_name


@dataclass(frozen=True, slots=True)
class _KeptPlan:
    """A plan that was kept; papers ask for its district only."""

    district: District


def community_paper(plan: Plan, code: str) -> bytes:
    """The paper of one community, as PDF; papers are Chinese whatever the page's language."""
    papers, facts = _papers(plan)
    community = next(c for c in facts.communities if c.code == code)
    return papers.pdf(community, filled=_filled(schemes_of(plan.run.scenario).get(code)))


def all_papers(plan: Plan) -> Iterator[bytes]:
    """A ZIP archive of every community's paper, given away piece by piece while it grows."""
    papers, facts = _papers(plan)
    schemes = schemes_of(plan.run.scenario)
    pieces = _Pieces()
    with ZipFile(pieces, "w", ZIP_STORED) as archive:  # PDF is compressed already
        for community in facts.communities:
            pdf = papers.pdf(community, filled=_filled(schemes.get(community.code)))
            archive.writestr(paper_name(community), pdf)
            yield pieces.take()
    yield pieces.take()


def _papers(plan: Plan) -> tuple[Papers, PlanFacts]:
    facts = replace(unpack_facts(plan.facts), buildings=unpack_buildings(plan.buildings))
    return Papers(_KeptPlan(district_for_planning()), facts), facts


def _filled(scheme: CommunityScheme | None) -> Mapping[str, str]:
    """What people have written, by the names that the paper prints."""
    if scheme is None:
        return {}
    return {
        printed: getattr(scheme, name) for printed, name in zip(FORM, SCHEME_FIELDS, strict=True)
    }


class _Pieces(RawIOBase):
    """A file that cannot be wound back: what is written waits to be taken away."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, piece: object) -> int:
        written = bytes(memoryview(piece))  # type: ignore[arg-type]  # zipfile writes bytes
        self._waiting += written
        return len(written)

    def take(self) -> bytes:
        taken = bytes(self._waiting)
        self._waiting.clear()
        return taken
