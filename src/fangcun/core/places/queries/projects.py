"""Where projects stood before."""

from typing import Any

from fangcun.core.places.models import Project
from fangcun.core.places.states import NEXT_STAGES, Stage


def stage_before(project: Project) -> Stage | None:
    """The stage from which a project came to where it stands; None if it began there."""
    history: Any = project.history
    versions = history.order_by("-history_id").values_list("stage", flat=True)
    passed = (Stage(stage) for stage in versions)
    return next((stage for stage in passed if project.stage in NEXT_STAGES[stage]), None)
