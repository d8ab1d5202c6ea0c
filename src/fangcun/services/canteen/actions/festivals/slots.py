"""Places in the slots in which packs are fetched.

A slot is the last row that an order locks, after the offers: many want the same one.
"""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.services.canteen.actions.festivals.ended import write_if_ordered
from fangcun.services.canteen.models import PackOrder, PickupSlot
from fangcun.services.canteen.queries.festivals import free_slots, slot_in_words

MOST_NAMED = 4

# One more; check and change in one statement, since many choose the same slot at once.
ENTER = """
    UPDATE canteen_pickupslot SET taken = taken + 1 WHERE id = %s AND taken < capacity
"""


class SlotFull(Refusal):
    """As many as can be served then come already; the sentence names other slots."""


class SlotOver(Refusal):
    """Nobody fetches anything in the past."""


class BelowComing(Refusal):
    """Whoever has a place in a slot keeps it."""


@transaction.atomic
def move_slot(*, order: PackOrder, slot: PickupSlot, by: User, now: datetime) -> PackOrder:
    """He comes at another time; also whoever has missed his own, as long as the sale goes on."""
    open_or_refuse(order.sale_id, slot, now)
    before = order.slot_id
    if before == slot.pk:
        return order
    write_if_ordered(order, {"slot": slot}, by, now)
    for key in sorted((before, slot.pk)):  # everybody locks two slots in one order
        if key == before:
            leave_slot(before)
        else:
            enter_slot(slot)
    return order


@transaction.atomic
def change_slot(*, slot: PickupSlot, capacity: int) -> PickupSlot:
    """So many can come then; never fewer than come already."""
    enough = PickupSlot.objects.filter(pk=slot.pk, taken__lte=capacity)
    if not enough.update(capacity=capacity):
        slot.refresh_from_db()
        raise BelowComing(_("这个时段已约{taken}单，不能少于这个数。").format(taken=slot.taken))
    slot.refresh_from_db()
    return slot


def enter_slot(slot: PickupSlot) -> None:
    """One more comes then."""
    with connection.cursor() as cursor:
        cursor.execute(ENTER, [slot.pk])
        if not cursor.rowcount:
            raise SlotFull(_("{slot}已约满。").format(slot=slot_in_words(slot)))


def leave_slot(slot: int) -> None:
    PickupSlot.objects.filter(pk=slot, taken__gt=0).update(taken=F("taken") - 1)


def open_or_refuse(sale: int, slot: PickupSlot, now: datetime) -> None:
    if slot.sale_id != sale or slot.ends_at <= now:
        raise SlotOver(_("{slot}不能再约，请另选时段。").format(slot=slot_in_words(slot)))


def others_in_words(slot: PickupSlot, *, now: datetime) -> str:
    """The next slots in which there is room; empty: there are none."""
    others = free_slots(slot.sale, now=now)
    near = sorted(others, key=lambda one: abs(one.starts_at - slot.starts_at))[:MOST_NAMED]
    in_order = sorted(near, key=lambda one: one.starts_at)
    return str(_("、")).join(slot_in_words(one) for one in in_order)
