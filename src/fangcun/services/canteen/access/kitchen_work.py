"""Rounds, samples and calls: for those who run the kitchen, and those who look after people."""

from django.core.signing import BadSignature, TimestampSigner
from django.http import Http404
from django.utils.translation import gettext as _

from fangcun.base.http import Staff, row_or_404
from fangcun.base.rights import Right
from fangcun.services.canteen.access.kitchens import public_kitchen_or_404
from fangcun.services.canteen.models import (
    CallTask,
    DeliveryRound,
    FoodSample,
    Kitchen,
    PrintedSheet,
    Stop,
)
from fangcun.services.canteen.queries.calls import calls_of
from fangcun.services.canteen.queries.rounds import with_stops

WALL_FOR = 90 * 24 * 3600
"""Seconds for which the address of a screen on the wall is good."""


def printed_or_404(*, staff: Staff, pk: int) -> PrintedSheet:
    rows = PrintedSheet.objects.select_related("kitchen__facility", "kitchen__supplied_by")
    return row_or_404(staff=staff, right=Right.RUN_CANTEEN, rows=rows, pk=pk)


def round_or_404(*, staff: Staff, pk: int) -> DeliveryRound:
    """A round with its doors, for those who run its kitchen."""
    rows = with_stops(DeliveryRound.objects.all())
    return row_or_404(staff=staff, right=Right.RUN_CANTEEN, rows=rows, pk=pk)


def stop_or_404(*, staff: Staff, round_: int, pk: int) -> Stop:
    """A door of a round of one's kitchen."""
    found = round_or_404(staff=staff, pk=round_).stops.filter(pk=pk)
    row = found.select_related("round", "order__resident", "order__kitchen").first()
    if row is None:
        raise Http404(_("没有这条记录"))
    return row


def sample_or_404(*, staff: Staff, pk: int) -> FoodSample:
    rows = FoodSample.objects.select_related("kitchen", "dish")
    return row_or_404(staff=staff, right=Right.RUN_CANTEEN, rows=rows, pk=pk)


def point_or_404(*, staff: Staff, supplier: Kitchen, pk: int) -> Kitchen:
    """A meal point that this kitchen supplies; who runs the kitchen hands its meals over."""
    found = supplier.meal_points.filter(pk=pk).first()
    if found is None or not staff.may(Right.RUN_CANTEEN, supplier):
        raise Http404(_("没有这个助餐点"))
    return found


def call_or_404(*, staff: Staff, pk: int, right: Right = Right.READ_PERSONS) -> CallTask:
    """A call about a person whom this member of staff looks after."""
    rows = calls_of(staff).prefetch_related("resident__phones")
    return row_or_404(staff=staff, right=right, rows=rows, pk=pk)


def wall_key(kitchen: Kitchen) -> str:
    """What leads a screen on the wall to the codes of one kitchen, without signing in."""
    return TimestampSigner(salt="canteen.wall").sign(str(kitchen.pk))


def kitchen_on_wall_or_404(key: str) -> Kitchen:
    try:
        pk = TimestampSigner(salt="canteen.wall").unsign(key, max_age=WALL_FOR)
    except BadSignature as error:
        raise Http404(_("这个地址已失效，请在取餐屏页面重新打开")) from error
    return public_kitchen_or_404(int(pk))
