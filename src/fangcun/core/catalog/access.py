"""The only way a page gets a row of this room.

Facilities and projects are seen by those whose work lies there; rules by all who read plans.
"""

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from fangcun.base.http import Staff, row_or_404
from fangcun.base.rights import Right
from fangcun.core.catalog.models import Rule, ServiceKind
from fangcun.core.catalog.queries import (
    FacilityFilter,
    facilities_matching,
    facilities_with_functions,
    projects_at,
    projects_with_functions,
)
from fangcun.core.places.models import Facility, Project


def facilities_for(staff: Staff, wanted: FacilityFilter) -> QuerySet[Facility]:
    """Facilities where this person works, with their functions."""
    return staff.rows(Right.READ_FACILITIES, facilities_matching(wanted))


def facility_or_404(staff: Staff, ref: str) -> Facility:
    """One facility with its functions."""
    rows = facilities_with_functions()
    return row_or_404(staff=staff, right=Right.READ_FACILITIES, rows=rows, ref=ref)


def projects_for(staff: Staff, stage: str = "") -> QuerySet[Project]:
    """Projects where this person works, of one stage or all, with their functions."""
    return staff.rows(Right.READ_FACILITIES, projects_at(stage))


def projects_of(staff: Staff, facility: Facility) -> QuerySet[Project]:
    """How a facility came to be, for those who see its projects."""
    return projects_for(staff).filter(facility=facility)


def project_or_404(staff: Staff, right: Right, pk: int) -> Project:
    """One project with its functions."""
    return row_or_404(staff=staff, right=right, rows=projects_with_functions(), pk=pk)


def rule_or_404(code: str) -> Rule:
    found = Rule.objects.filter(code=code).first()
    if found is None:
        raise Http404(_("没有这条规则"))
    return found


def service_or_404(code: str) -> ServiceKind:
    found = ServiceKind.objects.filter(code=code).first()
    if found is None:
        raise Http404(_("没有这个服务项目"))
    return found
