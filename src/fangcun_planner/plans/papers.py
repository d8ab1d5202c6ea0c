"""communities/*.pdf: one community, one plan 一社区一方案, ready to print and fill in."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from importlib.resources import files
from pathlib import Path

import noto_cjk_sans_otc
import typst

from fangcun_planner.plans.document import OfDistrict
from fangcun_planner.plans.facts import CommunityFacts, PlanFacts
from fangcun_planner.plans.paper_facts import PaperContext, paper_facts

UNFIT_FOR_A_FILE = re.compile(r'[\\/:*?"<>|\s]+')


class Papers:
    """Sets papers one after the other with one compiler, so that fonts are read once."""

    def __init__(self, plan: OfDistrict, facts: PlanFacts) -> None:
        self._context = PaperContext.of(plan, facts)
        self._template = (
            files("fangcun_planner.plans").joinpath("templates/community.typ").read_bytes()
        )
        fonts = Path(str(noto_cjk_sans_otc.FONT_PATH)).parent
        self._compiler = typst.Compiler(
            font_paths=[fonts],
            ignore_system_fonts=True,  # the same paper on every machine
        )

    def pdf(self, community: CommunityFacts, *, filled: Mapping[str, str] | None = None) -> bytes:
        """The paper of one community, its form filled in where `filled` says something.

        `filled` goes by the names of `paper_facts.FORM`; the rest stays blank, to be written.
        """
        told = paper_facts(self._context, community, filled or {})
        content = json.dumps(told, ensure_ascii=False)
        made = self._compiler.compile(
            input=self._template,
            format="pdf",
            sys_inputs={"facts": content},
            timestamp=0,  # the same plan gives the same bytes
        )
        if not isinstance(made, bytes):
            raise TypeError(f"typst gave {type(made).__name__} instead of a PDF")
        return made


def write_papers(
    plan: OfDistrict,
    facts: PlanFacts,
    folder: Path,
    *,
    codes: Iterable[str] | None = None,
    on_paper: Callable[[int, int], None] | None = None,
) -> list[Path]:
    """Write the papers of all communities, or of those with the given codes."""
    wanted = None if codes is None else set(codes)
    chosen = [c for c in facts.communities if wanted is None or c.code in wanted]
    folder.mkdir(parents=True, exist_ok=True)
    papers, written = Papers(plan, facts), []
    for done, community in enumerate(chosen, start=1):
        path = folder / paper_name(community)
        path.write_bytes(papers.pdf(community))
        written.append(path)
        if on_paper is not None:
            on_paper(done, len(chosen))
    return written


def paper_name(community: CommunityFacts) -> str:
    """File name of a paper: code, so that they sort, and name, so that they are found."""
    return f"{community.code}-{UNFIT_FOR_A_FILE.sub('_', community.name)}.pdf"
