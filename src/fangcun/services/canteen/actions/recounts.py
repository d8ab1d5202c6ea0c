"""A month was reckoned again: what differs is accepted, once."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.core.operators.models import Operator
from fangcun.services.canteen.models import MealOrder, SubsidyDifference
from fangcun.services.canteen.queries.recount import Change, recount
from fangcun.services.canteen.rules.months import Month


class MonthNotOver(Refusal):
    """Meals are still being served: what differs changes from day to day."""


@transaction.atomic
def accept_differences(
    *,
    month: Month,
    operator: Operator,
    among: QuerySet[MealOrder],
    by: User,
    now: datetime,
) -> list[SubsidyDifference]:
    """Write what a month comes to otherwise by the rules now written for it.

    Asked again, nothing differs any more. Two at once: the orders are held first and reckoned
    after that, so the second sees what the first has written.
    """
    if timezone.localdate(now) <= month.until:
        raise MonthNotOver(_("这个月还没有结束，月末以后再确认差额。"))
    changed = recount(month=month, operator=operator, among=among)
    held = MealOrder.objects.filter(pk__in=[one.meal.order for one in changed])
    list(held.select_for_update().order_by("pk").values_list("pk"))
    still = recount(month=month, operator=operator, among=among)
    return SubsidyDifference.objects.bulk_create([_row(one, by, now) for one in still])


def _row(change: Change, by: User, now: datetime) -> SubsidyDifference:
    return SubsidyDifference(
        order_id=change.meal.order,
        old_rule=change.old_rule,
        rule=change.rule,
        accepted_by=by,
        accepted_at=now,
        **change.moved._asdict(),
    )
