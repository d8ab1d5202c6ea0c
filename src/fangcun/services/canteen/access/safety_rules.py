"""What food safety asks for: read by all staff, changed by those who answer for the rules."""

from django.http import Http404
from django.utils.translation import gettext as _

from fangcun.base.http import Staff, row_or_404
from fangcun.base.rights import Right
from fangcun.services.canteen.models import SafetyPack
from fangcun.services.canteen.queries.safety_rules import safety_versions


def safety_version_or_404(version: int | None = None) -> SafetyPack:
    """One version; the newest where none is named."""
    rows = safety_versions()
    found = (rows if version is None else rows.filter(version=version)).first()
    if found is None:
        raise Http404(_("没有这个版本"))
    return found


def safety_to_edit_or_404(staff: Staff) -> SafetyPack:
    """The newest version, for those who answer for the whole district's rules."""
    pk = safety_version_or_404().pk
    return row_or_404(staff=staff, right=Right.EDIT_RULES, rows=safety_versions(), pk=pk)


def may_edit_safety(staff: Staff) -> bool:
    return staff.may(Right.EDIT_RULES, SafetyPack())
