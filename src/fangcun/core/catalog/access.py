"""The only way a page gets a row of this room; staff who may read plans see every row."""

from django.http import Http404
from django.utils.translation import gettext as _

from fangcun.core.catalog.models import Rule
from fangcun.core.catalog.queries import facility_with, project_with
from fangcun.core.places.models import Facility, Project


def facility_or_404(ref: str) -> Facility:
    """One facility with its functions."""
    found = facility_with(ref)
    if found is None:
        raise Http404(_("没有这处设施"))
    return found


def project_or_404(pk: int) -> Project:
    """One project with its functions."""
    found = project_with(pk)
    if found is None:
        raise Http404(_("没有这个项目"))
    return found


def rule_or_404(code: str) -> Rule:
    found = Rule.objects.filter(code=code).first()
    if found is None:
        raise Http404(_("没有这条规则"))
    return found
