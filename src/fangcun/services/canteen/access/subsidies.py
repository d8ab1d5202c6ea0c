"""Rule packs, and the meals that are settled: for those who count, read or answer for them."""

from typing import Any, cast

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from fangcun.base.http import Staff, row_or_404
from fangcun.base.rights import Right
from fangcun.core.operators.models import Operator
from fangcun.ledger import access as ledger
from fangcun.services.canteen.models import Kitchen, MealOrder, OrderLine, SubsidyPack
from fangcun.services.canteen.queries.packs import newest_version


def pack_or_404(code: str, version: int | None = None) -> SubsidyPack:
    """One version of a pack, for everybody who counts; the newest where none is named."""
    found = (
        newest_version(code)
        if version is None
        else SubsidyPack.objects.filter(code=code, version=version).first()
    )
    if found is None:
        raise Http404(_("没有这个规则包"))
    return found


def pack_to_edit_or_404(staff: Staff, code: str) -> SubsidyPack:
    """The newest version, for those who answer for the whole district's rules."""
    pack = pack_or_404(code)
    rows = SubsidyPack.objects.all()
    return row_or_404(staff=staff, right=Right.EDIT_RULES, rows=rows, pk=pack.pk)


def may_edit_packs(staff: Staff) -> bool:
    """Whether this person answers for the whole district's rules."""
    return staff.may(Right.EDIT_RULES, SubsidyPack())


def orders_for(staff: Staff, right: Right) -> QuerySet[MealOrder]:
    """Orders at kitchens for which this person holds a right, and at the meal points they supply:
    a month is settled with whoever cooked.
    """
    kitchens = staff.rows(right, Kitchen.objects.all()).order_by().values("pk")
    return MealOrder.objects.filter(Q(kitchen__in=kitchens) | Q(kitchen__supplied_by__in=kitchens))


def operators_to_settle(staff: Staff) -> QuerySet[Operator]:
    """Operators of canteens whose months this person may count; who has cooked comes first."""
    cook = Operator.objects.filter(contracts__facility__kitchen__isnull=False).values("pk")
    rows = staff.rows(Right.READ_COUNTS, Operator.objects.filter(pk__in=cook))
    cooked = Exists(OrderLine.objects.filter(commitment__operator=OuterRef("pk")))
    return rows.annotate(has_cooked=cooked).order_by("-has_cooked", "name", "pk")


def may_accept(staff: Staff, operator: Operator) -> bool:
    """Whether this person answers for the rules of some place where this operator works."""
    return staff.may(Right.EDIT_RULES, operator)


def may_name(staff: Staff, order: MealOrder) -> bool:
    """Whether the name on a meal may be shown: as on its record in the ledger."""
    return ledger.may_name(staff, cast(Any, order))


def sees_small_cells(staff: Staff) -> bool:
    """Who may read every meal that he counts, or holds the right for small counts."""
    counted = staff.rows(Right.READ_COUNTS, Kitchen.objects.all()).order_by()
    read = staff.rows(Right.READ_LEDGER, Kitchen.objects.all()).order_by().values("pk")
    return ledger.sees_small_cells(staff) or not counted.exclude(pk__in=read).exists()
