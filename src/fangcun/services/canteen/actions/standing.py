"""Meals for weeks ahead: begun, changed, paused, ended. Each acts at once on what is laid out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import signature
from fangcun.core.accounts.models import User
from fangcun.core.people.models import Resident
from fangcun.core.places.actions.revised import write_revision
from fangcun.services.canteen.actions.laying_out import lay_out
from fangcun.services.canteen.actions.orders import OrderChange, change_order
from fangcun.services.canteen.actions.orders.changing import leave_out
from fangcun.services.canteen.models import (
    Dish,
    Kitchen,
    MealOrder,
    MenuItem,
    StandingMeal,
    StandingPause,
)
from fangcun.services.canteen.queries.standing import days_ahead, orders_ahead
from fangcun.services.canteen.rules.standing import Away
from fangcun.services.canteen.states import Mode, Period


class NoWeekday(Refusal):
    """A standing meal is on at least one day of the week."""


class StandingAlready(Refusal):
    """Somebody has one standing breakfast, lunch and dinner."""


class EndsBeforeItStarts(Refusal):
    """The last day lies before the first."""


class StandingOver(Refusal):
    """It has been ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStanding:
    """On these days of the week (1 Monday to 7 Sunday), from a day on."""

    kitchen: Kitchen
    resident: Resident
    period: Period
    weekdays: tuple[int, ...]
    mode: Mode
    from_on: date
    written_key: UUID  # the same key twice writes once
    until: date | None = None
    dish: Dish | None = None  # None: the kitchen's choice of the day
    is_demo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingChange:
    """What it is to be from now on."""

    weekdays: tuple[int, ...]
    mode: Mode
    until: date | None = None
    dish: Dish | None = None


@transaction.atomic
def start_standing(*, standing: NewStanding, by: User, now: datetime) -> StandingMeal:
    """A meal on these days until further notice; what has a menu already is ordered at once."""
    if (there := StandingMeal.objects.filter(written_key=standing.written_key).first()) is not None:
        return there
    _check(standing.weekdays, standing.from_on, standing.until)
    try:
        with transaction.atomic():
            row = _insert(standing, by, now)
    except IntegrityError as error:
        return _there_or_refuse(standing, error)
    lay_out(standing=row, by=by, now=now)
    return row


@transaction.atomic
def change_standing(
    *, standing: StandingMeal, revision: int, change: StandingChange, by: User, now: datetime
) -> StandingMeal:
    """Other days, another dish, another way: days that are ordered already follow."""
    _still_runs(standing)
    _check(change.weekdays, standing.from_on, change.until)
    values = {
        "weekdays": sorted(set(change.weekdays)),
        "mode": change.mode,
        "until": change.until,
        "dish": change.dish,
    }
    row = write_revision(row=standing, revision=revision, values=values, by=signature(by), now=now)
    _follow(row, by, now)
    lay_out(standing=row, by=by, now=now)
    return row


@transaction.atomic
def pause(
    *, standing: StandingMeal, from_on: date, until: date, why: str, by: User, now: datetime
) -> StandingPause:
    """He is away: the kitchen does not count him on these days from this second on."""
    _held(standing)
    _still_runs(standing)
    if until < from_on:
        raise EndsBeforeItStarts(_("结束日期早于开始日期，请改正。"))
    same = StandingPause.objects.filter(
        standing=standing, from_on=from_on, until=until, lifted_at=None
    ).first()
    if same is not None:  # the form was sent twice
        return same
    made = StandingPause.objects.create(
        standing=standing, from_on=from_on, until=until, why=why.strip(), made_by=by, made_at=now
    )
    days = Away(from_on, until)
    _leave(standing, lambda one: days.covers(one.served_on), why or _("暂停用餐"), by, now)
    return made


@transaction.atomic
def lift_pause(*, pause: StandingPause, by: User, now: datetime) -> StandingPause:
    """He is back earlier: what can still be ordered is ordered again."""
    _held(pause.standing)
    if StandingPause.objects.filter(pk=pause.pk, lifted_at=None).update(lifted_at=now):
        lay_out(standing=pause.standing, by=by, now=now)
    pause.refresh_from_db()
    return pause


@transaction.atomic
def end_standing(*, standing: StandingMeal, revision: int, by: User, now: datetime) -> StandingMeal:
    """No more of it; what is not cooked yet is cancelled."""
    _still_runs(standing)
    row = write_revision(
        row=standing, revision=revision, values={"ended_at": now}, by=signature(by), now=now
    )
    _leave(row, lambda _order: True, _("停止长期订餐"), by, now)
    return row


def _insert(standing: NewStanding, by: User, now: datetime) -> StandingMeal:
    row = StandingMeal(
        kitchen=standing.kitchen,
        resident=standing.resident,
        period=standing.period,
        weekdays=sorted(set(standing.weekdays)),
        dish=standing.dish,
        mode=standing.mode,
        from_on=standing.from_on,
        until=standing.until,
        written_key=standing.written_key,
        made_by=by,
        made_at=now,
        is_demo=standing.is_demo,
    )
    StandingMeal.objects.bulk_create([row])
    StandingMeal.history.bulk_history_create([row], default_user=signature(by), default_date=now)
    return row


def _check(weekdays: tuple[int, ...], from_on: date, until: date | None) -> None:
    if not weekdays:
        raise NoWeekday(_("请至少选择一天。"))
    if until is not None and until < from_on:
        raise EndsBeforeItStarts(_("结束日期早于开始日期，请改正。"))


def _there_or_refuse(standing: NewStanding, error: IntegrityError) -> StandingMeal:
    """Sent twice at once, it is written once; a second standing lunch is refused."""
    rows = StandingMeal.objects.select_related("kitchen")
    if (same := rows.filter(written_key=standing.written_key).first()) is not None:
        return same
    other = rows.filter(resident=standing.resident, period=standing.period, ended_at=None).first()
    if other is None:
        raise error
    raise StandingAlready(
        _("{name}在{kitchen}已有长期{meal}。请修改那一份，或先停止再新订。").format(
            name=standing.resident, kitchen=other.kitchen, meal=other.get_period_display()
        )
    )


def _held(standing: StandingMeal) -> None:
    """The row of a standing meal is locked before its orders, by everybody."""
    StandingMeal.objects.select_for_update().get(pk=standing.pk)


def _still_runs(standing: StandingMeal) -> None:
    if StandingMeal.objects.filter(pk=standing.pk, ended_at__isnull=False).exists():
        raise StandingOver(_("这份长期订餐已经停止，请重新办理。"))


def _leave(
    standing: StandingMeal,
    which: Callable[[MealOrder], bool],
    why: str,
    by: User,
    now: datetime,
) -> None:
    """These days are not his any more; ordered again later, they are new orders."""
    for order in orders_ahead(standing=standing, today=timezone.localdate(now)):
        if which(order):
            leave_out(order=order, why=why, by=by, now=now)


def _follow(standing: StandingMeal, by: User, now: datetime) -> None:
    """Orders that are laid out already take the new days, dish and way."""
    today = timezone.localdate(now)
    orders = orders_ahead(standing=standing, today=today)
    last = max((order.served_on for order in orders), default=today)
    days = set(days_ahead(standing=standing, since=today, until=last))
    for order in orders:
        if order.served_on not in days:
            leave_out(order=order, why=_("改订"), by=by, now=now)
        elif order.mode != standing.mode or _has_other_dish(order, standing):
            _change(order, standing, by, now)


def _has_other_dish(order: MealOrder, standing: StandingMeal) -> bool:
    dishes = [line.item.dish_id for line in order.lines.all()]
    return standing.dish_id is not None and dishes != [standing.dish_id]


def _change(order: MealOrder, standing: StandingMeal, by: User, now: datetime) -> None:
    """His new dish where the day's menu has it; else what he had."""
    lines = tuple((line.item, line.units) for line in order.lines.all())
    wanted = MenuItem.objects.filter(
        menu=lines[0][0].menu_id, dish=standing.dish_id, offer__isnull=False
    ).select_related("menu", "dish", "offer")
    if (item := wanted.first()) is not None:
        lines = ((item, 1),)
    if now < min(item.offer.cancel_until for item, _units in lines if item.offer):
        change = OrderChange(mode=Mode(standing.mode), lines=lines, note=order.note)
        change_order(order=order, revision=order.revision, change=change, by=by, now=now)
