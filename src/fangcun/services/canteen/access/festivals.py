"""Festival sales and their orders: who sees which.

The kitchen and the desk see what is sold at their place, the steward also what his people ordered
elsewhere. Residents see their own, and those of people who let them order.
"""

from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.http import Staff, row_or_404
from fangcun.base.rights import Right
from fangcun.core.accounts.models import User
from fangcun.core.people.models import Resident
from fangcun.services.canteen.access.orders import may_order_for
from fangcun.services.canteen.models import FestivalSale, PackOrder, PickupSlot, SaleItem
from fangcun.services.canteen.queries.festivals import with_packs

Row = TypeVar("Row", bound=Model)


def sale_or_404(*, staff: Staff, pk: int, right: Right = Right.ORDER_MEALS) -> FestivalSale:
    rows = FestivalSale.objects.select_related("kitchen__facility__community")
    return row_or_404(staff=staff, right=right, rows=rows, pk=pk)


def item_or_404(*, staff: Staff, pk: int) -> SaleItem:
    """A pack of a sale that this person runs."""
    mine = staff.rows(Right.RUN_CANTEEN, FestivalSale.objects.all()).values("pk")
    rows = SaleItem.objects.filter(sale__in=mine).select_related("offer", "sale__kitchen__facility")
    return found(rows.filter(pk=pk).first())


def slot_or_404(*, staff: Staff, pk: int) -> PickupSlot:
    """A slot of a sale that this person runs."""
    mine = staff.rows(Right.RUN_CANTEEN, FestivalSale.objects.all()).values("pk")
    rows = PickupSlot.objects.filter(sale__in=mine).select_related("sale__kitchen")
    return found(rows.filter(pk=pk).first())


def pack_order_or_404(staff: Staff, pk: int) -> PackOrder:
    rows = seen(staff, PackOrder.objects.all())
    return found(with_packs(rows).filter(pk=pk).first())


def packs_here_or_404(staff: Staff, right: Right, **which: Any) -> PackOrder:
    """An order at a place where this person holds a right, by number or by its QR code."""
    return row_or_404(staff=staff, right=right, rows=with_packs(PackOrder.objects.all()), **which)


def own_packs_or_404(caller: User, pk: int) -> PackOrder:
    rows = ones_own(caller, PackOrder.objects.all())
    return found(with_packs(rows).filter(pk=pk).first())


def seen(staff: Staff, rows: QuerySet[Row]) -> QuerySet[Row]:
    """Rows at this person's kitchens, and of the people this person orders for."""
    at_my_kitchen = staff.rows(Right.ORDER_MEALS, rows).values("pk")
    my_people = staff.rows(Right.ORDER_MEALS, Resident.objects.all()).values("pk")
    return rows.filter(Q(pk__in=at_my_kitchen) | Q(resident__in=my_people))


def ones_own(caller: User, rows: QuerySet[Row]) -> QuerySet[Row]:
    """Rows of the person himself, and of those who let his number order for them."""
    mine = may_order_for(caller, on=timezone.localdate()).order_by().values("pk")
    return rows.filter(Q(resident__in=mine) | Q(resident__merged_into__in=mine))


def found(row: Row | None) -> Row:
    """Not yours and not there are the same."""
    if row is None:
        raise Http404(_("没有这条记录"))
    return row
