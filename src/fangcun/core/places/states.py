"""Where a facility's making stands, and what kind of facility it is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FacilityKind(TextChoices):
    """Derived by rule from floor area and functions; `catalog.rules` says why."""

    COMPLEX = "complex", _("综合体")
    INTERSPERSED = "interspersed", _("插花式")


class Stage(TextChoices):
    """Where one facility stands on its way."""

    PROPOSED = "proposed", _("拟建")
    APPROVED = "approved", _("已批准")
    BUILDING = "building", _("建设中")
    TRIAL = "trial", _("试运营")
    OPEN = "open", _("已开放")
    CLOSED = "closed", _("已关闭")


NEXT_STAGES: dict[Stage, frozenset[Stage]] = {
    Stage.PROPOSED: frozenset({Stage.APPROVED, Stage.CLOSED}),
    Stage.APPROVED: frozenset({Stage.BUILDING, Stage.CLOSED}),
    Stage.BUILDING: frozenset({Stage.TRIAL, Stage.OPEN, Stage.CLOSED}),
    Stage.TRIAL: frozenset({Stage.OPEN, Stage.CLOSED}),
    Stage.OPEN: frozenset({Stage.CLOSED}),
    Stage.CLOSED: frozenset(),  # reopening is a new project
}
