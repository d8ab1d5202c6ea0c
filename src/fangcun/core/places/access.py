"""The only way a page gets a row of this room; staff who may read plans see every row."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from fangcun.base.http import Staff
from fangcun.core.places.models import Community, IdleSpace
from fangcun.core.places.queries import community_named


def community_or_404(code: str) -> Community:
    """One community with its counts."""
    found = community_named(code)
    if found is None:
        raise Http404(_("没有这个社区"))
    return found


def space_or_404(ref: str) -> IdleSpace:
    found = IdleSpace.objects.select_related("community").filter(ref=ref).first()
    if found is None:
        raise Http404(_("没有这处存量空间"))
    return found


def signature(staff: Staff) -> str:
    """The name that history keeps: as people know it, and the one that is unique."""
    account: Any = staff
    shown, unique = str(account), account.get_username()
    return shown if shown == unique else f"{shown}（{unique}）"
