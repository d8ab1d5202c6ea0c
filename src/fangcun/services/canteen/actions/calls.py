"""Calls to elders who live alone and did not come for their meal."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.dates import day_time
from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.core.people.queries import same_person
from fangcun.services.canteen.actions.orders import close_meal
from fangcun.services.canteen.models import CallTask, Kitchen, MealOrder
from fangcun.services.canteen.queries.calls import TO_MAKE, Missed, call_rules, missed_among
from fangcun.services.canteen.queries.meals_over import meals_over
from fangcun.services.canteen.rules.calls import CallRules, call_by, is_at_once, is_called
from fangcun.services.canteen.states import CallOutcome, Grade, OrderState, Period

NEEDS_WORDS = (CallOutcome.NEEDS_HELP, CallOutcome.NOT_REACHED)


class CalledAlready(Refusal):
    """Somebody else has called, and found him."""


class WordsNeeded(Refusal):
    """Whoever goes there must know what was said, or what was tried."""


@transaction.atomic
def end_meal(
    *, kitchen: Kitchen, served_on: date, period: Period, by: User, now: datetime
) -> tuple[list[MealOrder], list[CallTask]]:
    """The meal is over: what was not collected, and whom to call because of it."""
    left = close_meal(kitchen=kitchen, served_on=served_on, period=period, by=by, now=now)
    calls = make_call_tasks(kitchen=kitchen, served_on=served_on, period=period, by=by, now=now)
    return left, calls


def end_meals_over(*, by: User, now: datetime) -> list[CallTask]:
    """The clock closes what nobody closed; each meal in a transaction of its own."""
    calls: list[CallTask] = []
    for kitchen, served_on, period in meals_over(now=now):
        calls += end_meal(kitchen=kitchen, served_on=served_on, period=period, by=by, now=now)[1]
    return calls


@transaction.atomic
def make_call_tasks(
    *, kitchen: Kitchen, served_on: date, period: Period, by: User, now: datetime
) -> list[CallTask]:
    """One call for every elder who lives alone and left this meal; asked again, no second one."""
    rows = MealOrder.objects.filter(
        kitchen=kitchen, served_on=served_on, period=period, state=OrderState.NOT_COLLECTED
    )
    return _write(list(rows.select_related("resident", "kitchen").order_by("pk")), now)


@transaction.atomic
def call_about(*, order: MealOrder, by: User, now: datetime) -> CallTask | None:
    """Nobody opened: the same call at once, without waiting for the end of the meal."""
    return next(iter(_write([order], now)), None)


@transaction.atomic
def record_call(
    *, task: CallTask, outcome: CallOutcome, words: str, by: User, now: datetime
) -> CallTask:
    """What a call found; whoever was not reached may still be reached later."""
    if outcome in NEEDS_WORDS and not words.strip():
        raise WordsNeeded(_("请写清情况：对方说了什么，或打了几次、问过谁。"))
    values = {"outcome": outcome, "words": words.strip(), "done_by": by, "done_at": now}
    if not CallTask.objects.filter(TO_MAKE, pk=task.pk).update(**values):
        task.refresh_from_db()
        raise CalledAlready(
            _("{who}已于{when}联系：{outcome}。").format(
                who=task.done_by,
                when=day_time(task.done_at),
                outcome=task.get_outcome_display(),
            )
        )
    task.refresh_from_db()
    return task


def came_after_all(*, order: MealOrder, at: datetime, by: User, now: datetime) -> bool:
    """The counter's word came late, for want of a network: he had come, so nobody calls him."""
    if order.resident is None:
        return False
    calls = CallTask.objects.filter(
        TO_MAKE,
        resident__in=same_person(order.resident),
        served_on=order.served_on,
        period=order.period,
    )
    words = _("{when}已在{kitchen}取餐。").format(when=day_time(at), kitchen=order.kitchen)
    settled = {"outcome": CallOutcome.WELL, "words": words, "done_by": by, "done_at": now}
    return bool(calls.update(**settled))


def _write(orders: Sequence[MealOrder], now: datetime) -> list[CallTask]:
    rules = call_rules()
    missed = [one for one in missed_among(orders, rules=rules) if is_called(one.known, rules=rules)]
    tasks = [_task(one, rules, now) for one in missed]
    CallTask.objects.bulk_create(tasks, ignore_conflicts=True)  # once a person and meal
    return list(CallTask.objects.filter(order__in=orders).order_by("call_by", "pk"))


def _task(missed: Missed, rules: CallRules, now: datetime) -> CallTask:
    at_once = is_at_once(
        missed_before=missed.missed_before, needs_care=missed.needs_care, rules=rules
    )
    return CallTask(
        order=missed.order,
        resident=missed.person,
        served_on=missed.order.served_on,
        period=missed.order.period,
        grade=Grade.AT_ONCE if at_once else Grade.TODAY,
        why=_why(missed),
        made_at=now,
        call_by=call_by(at_once=at_once, now=timezone.localtime(now), rules=rules),
    )


def _why(missed: Missed) -> str:
    """What a caller must know; nothing that names an illness."""
    if missed.missed_before:
        return _("连续{count}餐没有取餐，也没有取消").format(count=missed.missed_before + 1)
    if missed.needs_care:
        return _("没有取餐也没有取消，按登记情况优先联系")
    return _("没有取餐，也没有取消")
