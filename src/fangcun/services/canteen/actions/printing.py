"""The kitchen sheet goes to the wall: what it said is remembered."""

from datetime import date, datetime

from django.db import transaction

from fangcun.services.canteen.models import Kitchen, PrintedSheet
from fangcun.services.canteen.queries.kitchen_sheet import kitchen_sheet
from fangcun.services.canteen.states import Period


@transaction.atomic
def remember_sheet(
    *, kitchen: Kitchen, served_on: date, period: Period, by: str, now: datetime
) -> PrintedSheet:
    """Keep the counts as they stand now; later sheets mark what has changed since."""
    sheet = kitchen_sheet(kitchen=kitchen, day=served_on, period=period)
    return PrintedSheet.objects.create(
        kitchen=kitchen,
        served_on=served_on,
        period=period,
        counts=sheet.counts,
        printed_at=now,
        printed_by=by,
    )
