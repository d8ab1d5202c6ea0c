"""An order of gift packs leaves its first state once, and history says who did it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from fangcun.base.dates import day_time
from fangcun.base.errors import Refusal
from fangcun.base.http import signature
from fangcun.core.accounts.models import User
from fangcun.services.canteen.models import PackLine, PackOrder
from fangcun.services.canteen.states import OrderState


class PacksEnded(Refusal):
    """They have been fetched, cancelled or not collected; the sentence says by whom and when."""


def write_if_ordered(order: PackOrder, values: Mapping[str, Any], by: User, now: datetime) -> None:
    """Check and change in one statement: of two at once the second is refused."""
    rows = PackOrder.objects.filter(pk=order.pk, state=OrderState.ORDERED)
    if not rows.update(**values, revision=F("revision") + 1):
        _refuse(order)
    order.refresh_from_db(fields=[*values, "revision"])
    keep_versions([order], by, now)


def end(order: PackOrder, state: OrderState, by: User, now: datetime, **more: Any) -> None:
    """The packs are fetched, cancelled or not collected."""
    ended = {"state": state, "ended_at": now, "ended_by": by}
    write_if_ordered(order, {**ended, **more}, by, now)


def keep_versions(orders: Sequence[PackOrder], by: User, now: datetime) -> None:
    history: Any = PackOrder.history
    history.bulk_history_create(orders, update=True, default_user=signature(by), default_date=now)


def lines_of(order: PackOrder) -> list[PackLine]:
    """The lines with their promises, in the order in which everybody locks them."""
    rows = PackLine.objects.filter(order=order).select_related(
        "item__offer", "commitment__service", "commitment__offer", "commitment__resident"
    )
    places = ("commitment__community", "commitment__facility", "commitment__operator")
    return list(rows.select_related(*places).order_by("item__offer_id", "pk"))


def _refuse(order: PackOrder) -> None:
    ended = PackOrder.objects.select_related("ended_by").get(pk=order.pk)
    raise PacksEnded(
        _("{code}号{state}（{when}，{who}），不能再次办理。").format(
            code=ended.code,
            state=ended.get_state_display(),
            when=day_time(ended.ended_at),
            who=ended.ended_by or "",
        )
    )
