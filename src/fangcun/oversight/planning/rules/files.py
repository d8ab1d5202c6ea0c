"""The files of a plan, as the command writes them: the site hands out the very same."""

import zlib
from pathlib import Path
from tempfile import TemporaryDirectory

from fangcun.oversight.planning.rules.facts import Stored
from fangcun_planner.plans.document import write_document
from fangcun_planner.plans.facts import PlanFacts
from fangcun_planner.plans.geojson import write_geojson
from fangcun_planner.plans.page import write_page
from fangcun_planner.plans.plan import DistrictPlan
from fangcun_planner.plans.sheets import write_sheets

WRITERS = {
    "plan.xlsx": write_sheets,
    "plan.json": write_document,
    "plan.geojson": write_geojson,
    "plan.html": write_page,
}

CONTENT_TYPES = {
    "plan.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "plan.json": "application/json",
    "plan.geojson": "application/geo+json",
    "plan.html": "text/html",
}


def plan_files(plan: DistrictPlan, facts: PlanFacts) -> dict[str, bytes]:
    """Every file of a plan by its name, compressed."""
    with TemporaryDirectory() as folder:
        files = {}
        for name, write in WRITERS.items():
            path = Path(folder) / name
            write(plan, facts, path)
            files[name] = zlib.compress(path.read_bytes())
    return files


def file_content(kept: Stored) -> bytes:
    """A kept file as it was written."""
    return zlib.decompress(bytes(kept))
