"""Kitchens and what belongs to them: for those who work there or order for people."""

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from fangcun.base.http import Staff, row_or_404
from fangcun.base.rights import Right
from fangcun.core.places.models import Facility
from fangcun.services.canteen.models import Kitchen

SHOWN_WITH = ("facility__community", "supplied_by")


def kitchens_of(staff: Staff, right: Right = Right.ORDER_MEALS) -> QuerySet[Kitchen]:
    """Canteens and meal points where this person holds a right; those in use first, by name."""
    rows = Kitchen.objects.select_related(*SHOWN_WITH)
    return staff.rows(right, rows).order_by("-is_in_use", "name", "pk")


def kitchen_or_404(*, staff: Staff, pk: int, right: Right = Right.ORDER_MEALS) -> Kitchen:
    rows = Kitchen.objects.select_related(*SHOWN_WITH)
    return row_or_404(staff=staff, right=right, rows=rows, pk=pk)


def facilities_without_kitchen(staff: Staff) -> QuerySet[Facility]:
    """Where this person may open a canteen or a meal point."""
    rows = staff.rows(Right.RUN_CANTEEN, Facility.objects.filter(kitchen=None))
    return rows.select_related("community").order_by("name", "pk")


def public_kitchen_or_404(pk: int) -> Kitchen:
    """A canteen or meal point in use, for everybody who is hungry."""
    rows = Kitchen.objects.select_related(*SHOWN_WITH)
    found = rows.filter(pk=pk, is_in_use=True).first()
    if found is None:
        raise Http404(_("没有这个食堂"))
    return found
