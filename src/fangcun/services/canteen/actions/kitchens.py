"""Canteens and meal points: opened, changed, their meal times."""

from dataclasses import asdict, dataclass
from datetime import datetime, time
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.places.actions.revised import write_revision
from fangcun.core.places.models import Facility
from fangcun.services.canteen.models import Kitchen, MealTime
from fangcun.services.canteen.queries.defaults import default_meal_times
from fangcun.services.canteen.states import Period


class HasKitchen(Refusal):
    """There is a canteen at this facility already."""


class CannotSupply(Refusal):
    """A meal point is supplied by a kitchen that cooks, and supplies nobody itself."""


class CutOffTooLate(Refusal):
    """A meal cannot be ordered when it is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenKitchen:
    """What people write of a canteen or a meal point; `supplied_by` None: it cooks."""

    name: str
    supplied_by: Kitchen | None = None
    seats: int = 0
    delivers: bool = False
    is_in_use: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenMealTime:
    """When a meal is served, and until when it is ordered."""

    serves_from: time
    serves_until: time
    cut_off_days: int
    cut_off_at: time
    is_offered: bool = True


@transaction.atomic
def open_kitchen(
    *,
    facility: Facility,
    written: WrittenKitchen,
    by: str,
    now: datetime,
    is_demo: bool = False,
) -> Kitchen:
    """Open a canteen or a meal point at a facility, with the usual meal times to start from."""
    _must_be_supplied_by_a_cook(None, written)
    kitchen = Kitchen(facility=facility, is_demo=is_demo, **_values(written))
    try:
        with transaction.atomic():
            _write_new(kitchen, by=by, now=now)
    except IntegrityError as error:
        raise HasKitchen(_("这个设施已经有食堂或助餐点了。")) from error
    for given in default_meal_times():
        _write_new(MealTime(kitchen=kitchen, **_times(given)), by=by, now=now)
    return kitchen


@transaction.atomic
def change_kitchen(
    *, kitchen: Kitchen, revision: int, written: WrittenKitchen, by: str, now: datetime
) -> Kitchen:
    """Correct what is said of a canteen, or who supplies a meal point."""
    _must_be_supplied_by_a_cook(kitchen, written)
    return write_revision(row=kitchen, revision=revision, values=_values(written), by=by, now=now)


@transaction.atomic
def change_meal_time(
    *, meal_time: MealTime, revision: int, written: WrittenMealTime, by: str, now: datetime
) -> MealTime:
    """Serve a meal at another time, or close its orders at another; published menus stay."""
    if written.cut_off_days == 0 and written.cut_off_at > written.serves_until:
        raise CutOffTooLate(_("当天截单的，截单时间不能晚于收餐时间。"))
    return write_revision(row=meal_time, revision=revision, values=asdict(written), by=by, now=now)


def _must_be_supplied_by_a_cook(kitchen: Kitchen | None, written: WrittenKitchen) -> None:
    supplier = written.supplied_by
    if supplier is None:
        return
    if kitchen is not None and kitchen.pk == supplier.pk:
        raise CannotSupply(_("供餐食堂不能是自己；自己做饭的请留空。"))
    if not supplier.cooks:
        raise CannotSupply(
            _("“{name}”自己也由别的食堂供餐，请选做饭的食堂。").format(name=supplier)
        )
    if kitchen is not None and kitchen.meal_points.exists():
        raise CannotSupply(_("这个食堂正在给助餐点供餐，不能改成助餐点。"))


def _values(written: WrittenKitchen) -> dict[str, Any]:
    return {
        "name": written.name,
        "supplied_by": written.supplied_by,
        "seats": written.seats,
        "delivers": written.delivers,
        "is_in_use": written.is_in_use,
    }


def _times(given: dict[str, Any]) -> dict[str, Any]:
    clocks = ("serves_from", "serves_until", "cut_off_at")
    return {
        "period": Period(given["period"]),
        "cut_off_days": given["cut_off_days"],
        "is_offered": given["is_offered"],
        **{name: time.fromisoformat(given[name]) for name in clocks},
    }


def _write_new(row: Any, *, by: str, now: datetime) -> None:
    row._history_user, row._history_date = by, now
    row.save(force_insert=True)
