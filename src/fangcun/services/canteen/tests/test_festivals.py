"""Festival sales: open, order, change, fetch, close."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fangcun.core.accounts.actions import account_for_phone
from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.notices.models import Notice
from fangcun.core.payments.models import Payment
from fangcun.core.payments.states import Method, PaymentState
from fangcun.core.people.models import Household
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident, an_address
from fangcun.core.places.tests.cast import a_community
from fangcun.ledger.actions import Refused, call_off
from fangcun.ledger.actions.deadlines import SayWhy, TooLate
from fangcun.ledger.models import ServiceRecord, UnmetNeed
from fangcun.ledger.states import CommitmentState, WhyNot
from fangcun.services.canteen.actions.charging import NotPaid, charge
from fangcun.services.canteen.actions.festivals import (
    BelowComing,
    NamedTwice,
    NewPack,
    NoPacks,
    PacksEnded,
    PaidAlready,
    SaleNotOver,
    SlotFull,
    SlotOver,
    add_pack,
    cancel_packs,
    change_packs,
    change_sale,
    change_slot,
    change_stock,
    close_sale,
    collect_packs,
    move_slot,
    order_packs,
    reopen_sale,
    stop_sale,
)
from fangcun.services.canteen.models import PackOrder
from fangcun.services.canteen.queries.festivals import (
    bill_of,
    counts_of_packs,
    found_at_pickup,
    items_of,
    slots_of,
)
from fangcun.services.canteen.states import Channel, OrderState
from fangcun.services.canteen.tests.festivals_cast import (
    a_new_pack_order,
    a_pack_order,
    a_sale,
)

pytestmark = pytest.mark.django_db

AFTER_ORDERS = MONDAY_9AM + timedelta(days=2, hours=1)
PICKUP = MONDAY_9AM + timedelta(days=3)
AFTER_PICKUP = MONDAY_9AM + timedelta(days=3, hours=12)
DEAR = NewPack(name="588元礼包", price_fen=58_800, stock=10)
CHEAP = NewPack(name="388元礼包", price_fen=38_800, stock=10)


def family(*names):
    address = an_address(a_community())
    home = Household.objects.create(address=address)
    return [a_resident(name, household=home, community=address.community) for name in names]


def fresh(order):
    return PackOrder.objects.get(pk=order.pk)


class TestOrderPacks:
    def test_keeps_packs_and_a_place_in_the_queue(self):
        sale = a_sale(DEAR, CHEAP)
        dear, cheap = items_of(sale)

        order = a_pack_order(sale, lines=((dear, 1), (cheap, 2)))

        assert order.price_fen == 58_800 + 2 * 38_800
        assert [line.left for line in counts_of_packs(sale)] == [9, 8]
        assert slots_of(sale)[0].taken == 1
        assert len(order.code) == 6

    def test_asks_the_database_few_questions(self):
        sale = a_sale()
        wanted = a_new_pack_order(sale)
        by = a_person()

        with CaptureQueriesContext(
            connection,
        ) as asked:
            order_packs(order=wanted, by=by, now=MONDAY_9AM)

        assert len(asked) == 10

    def test_sent_twice_is_written_once(self):
        sale, by = a_sale(), a_person()
        wanted = a_new_pack_order(sale)

        first, second = (order_packs(order=wanted, by=by, now=MONDAY_9AM) for _try in range(2))

        assert first == second
        assert slots_of(sale)[0].taken == 1
        assert items_of(sale)[0].offer.taken == 1

    def test_is_all_or_nothing_and_the_need_stays(self):
        sale = a_sale(DEAR, NewPack(name="最后一份", price_fen=100, stock=1))
        dear, last = items_of(sale)

        answer = order_packs(
            order=a_new_pack_order(sale, lines=((dear, 1), (last, 2))),
            by=a_person(),
            now=MONDAY_9AM,
        )

        assert isinstance(answer, Refused)
        assert answer.unmet == UnmetNeed.objects.get()
        assert not PackOrder.objects.exists()
        assert items_of(sale)[0].offer.taken == slots_of(sale)[0].taken == 0

    def test_a_refusal_sent_twice_leaves_one_need(self):
        sale, by = a_sale(NewPack(name="没有了", price_fen=100, stock=0)), a_person()
        wanted = a_new_pack_order(sale)

        answers = [order_packs(order=wanted, by=by, now=MONDAY_9AM) for _try in range(2)]

        assert all(isinstance(answer, Refused) for answer in answers)
        assert UnmetNeed.objects.count() == 1

    def test_a_full_slot_names_others(self):
        sale = a_sale(slot_capacity=1)
        a_pack_order(sale)

        with pytest.raises(SlotFull, match="09:30"):
            a_pack_order(sale)
        assert items_of(sale)[0].offer.taken == 1

    def test_when_every_slot_is_full_it_is_a_need_that_was_not_met(self):
        sale = a_sale(slot_capacity=1, slots=1)
        a_pack_order(sale)

        answer = order_packs(order=a_new_pack_order(sale), by=a_person(), now=MONDAY_9AM)

        assert isinstance(answer, Refused)
        assert answer.why == WhyNot.FULL

    def test_caps_a_household_whoever_of_it_orders(self):
        sale = a_sale(NewPack(name="588元礼包", price_fen=58_800, stock=9, most_per_household=2))
        mother, son = family("陈桂英", "陈建国")
        a_pack_order(sale, 2, resident=mother)

        answer = order_packs(
            order=a_new_pack_order(sale, resident=son), by=a_person(), now=MONDAY_9AM
        )

        assert isinstance(answer, Refused)
        assert answer.why == WhyNot.OVER_CAP

    def test_gives_one_bag_to_a_household(self):
        sale = a_sale()
        mother, son = family("陈桂英", "陈建国")

        orders = [a_pack_order(sale, resident=one) for one in (mother, son, son)]
        alone = a_pack_order(sale)

        assert [bool(order.bag_for) for order in orders] == [True, False, False]
        assert alone.bag_for

    def test_is_refused_before_and_after_the_window_but_sold_at_the_counter(self):
        sale = a_sale()

        late = order_packs(order=a_new_pack_order(sale), by=a_person(), now=AFTER_ORDERS)

        assert isinstance(late, Refused)
        assert late.why == WhyNot.CLOSED
        assert a_pack_order(sale, channel=Channel.COUNTER, now=AFTER_ORDERS)

    def test_of_nothing_is_no_order(self):
        with pytest.raises(NoPacks):
            a_pack_order(a_sale(), lines=())


class TestSale:
    def test_stop_sell_stops_and_opens_again(self):
        sale, by = a_sale(), a_person()

        stop_sale(sale=sale, by=by, now=MONDAY_9AM)
        answer = order_packs(order=a_new_pack_order(sale), by=by, now=MONDAY_9AM)
        reopen_sale(sale=sale, by=by, now=MONDAY_9AM)

        assert isinstance(answer, Refused)
        assert a_pack_order(sale)

    def test_stock_never_falls_below_what_is_ordered(self):
        sale, by = a_sale(), a_person()
        a_pack_order(sale, 3)
        (item,) = items_of(sale)

        changed = change_stock(
            item=item, revision=item.offer.revision, stock=3, by=by, now=MONDAY_9AM
        )

        assert changed.offer.left == 0
        with pytest.raises(Exception, match="已订出3"):
            change_stock(
                item=changed, revision=changed.offer.revision, stock=2, by=by, now=MONDAY_9AM
            )

    def test_a_longer_sale_takes_orders_for_longer(self):
        sale = a_sale()

        change_sale(
            sale=sale,
            revision=sale.revision,
            name="年货",
            orders_until=AFTER_ORDERS + timedelta(hours=1),
            by=a_person(),
            now=MONDAY_9AM,
        )

        sale.refresh_from_db()
        assert a_pack_order(sale, now=AFTER_ORDERS)

    def test_a_pack_is_named_once(self):
        sale = a_sale(DEAR)

        with pytest.raises(NamedTwice):
            add_pack(sale=sale, pack=DEAR, by=a_person(), now=MONDAY_9AM)

    def test_a_slot_keeps_whoever_comes(self):
        sale = a_sale()
        a_pack_order(sale)

        with pytest.raises(BelowComing):
            change_slot(slot=slots_of(sale)[0], capacity=0)


class TestChange:
    def test_moves_to_another_slot(self):
        sale = a_sale()
        order = a_pack_order(sale)
        first, second = slots_of(sale)

        move_slot(order=order, slot=second, by=a_person(), now=MONDAY_9AM)
        move_slot(order=order, slot=second, by=a_person(), now=MONDAY_9AM)

        assert [slot.taken for slot in slots_of(sale)] == [0, 1]
        with pytest.raises(SlotOver):
            move_slot(order=order, slot=first, by=a_person(), now=AFTER_PICKUP)

    def test_other_packs_and_the_rest_comes_back(self):
        sale = a_sale(DEAR, CHEAP)
        dear, cheap = items_of(sale)
        order, by = a_pack_order(sale, 2), a_person()
        charge(bill=bill_of(order), method=Method.CASH, by=by, now=MONDAY_9AM)

        change_packs(
            order=order,
            revision=order.revision,
            lines=((dear, 0), (cheap, 1)),
            by=by,
            now=MONDAY_9AM,
        )

        assert fresh(order).price_fen == 38_800
        assert Payment.objects.get().rest_fen == 38_800
        assert [count.left for count in counts_of_packs(sale)] == [10, 9]

    def test_nothing_is_added_to_what_is_paid(self):
        sale = a_sale()
        order, by = a_pack_order(sale), a_person()
        charge(bill=bill_of(order), method=Method.CASH, by=by, now=MONDAY_9AM)

        with pytest.raises(PaidAlready):
            change_packs(
                order=order,
                revision=order.revision,
                lines=((items_of(sale)[0], 2),),
                by=by,
                now=MONDAY_9AM,
            )

    def test_more_than_there_are_leaves_it_as_it_was(self):
        sale = a_sale()
        order = a_pack_order(sale)

        answer = change_packs(
            order=order,
            revision=order.revision,
            lines=((items_of(sale)[0], 11),),
            by=a_person(),
            now=MONDAY_9AM,
        )

        assert isinstance(answer, Refused)
        assert fresh(order).price_fen == 58_800

    def test_cancelled_all_is_free_again_and_paid_back(self):
        sale = a_sale()
        mother, son = family("陈桂英", "陈建国")
        order, other = (a_pack_order(sale, resident=one) for one in (mother, son))
        by = a_person()
        charge(bill=bill_of(order), method=Method.CASH, by=by, now=MONDAY_9AM)

        cancel_packs(order=order, by=by, now=MONDAY_9AM)

        assert items_of(sale)[0].offer.taken == slots_of(sale)[0].taken == 1
        assert Payment.objects.get().state == PaymentState.REFUNDED
        assert fresh(other).bag_for
        assert not fresh(order).bag_for
        with pytest.raises(PacksEnded):
            cancel_packs(order=order, by=by, now=MONDAY_9AM)

    def test_after_the_orders_end_the_desk_says_why(self):
        order = a_pack_order(a_sale())
        caller = account_for_phone(phone="13800000077", display_name="陈桂英")

        with pytest.raises(TooLate):
            cancel_packs(order=order, by=caller, now=AFTER_ORDERS)
        with pytest.raises(SayWhy):
            cancel_packs(order=order, by=a_person(), now=AFTER_ORDERS)
        cancel_packs(order=order, by=a_person(), why="住院", now=AFTER_ORDERS)

        assert fresh(order).state == OrderState.CANCELLED


class TestCollect:
    def test_hands_over_once_and_writes_the_record(self):
        order, by = a_pack_order(a_sale(), 2), a_person()

        collect_packs(order=order, paid_by=Method.CASH, by=by, now=PICKUP)

        record = ServiceRecord.objects.get()
        assert (record.units, record.price_fen) == (2, 2 * 58_800)
        assert Payment.objects.get().amount_fen == 2 * 58_800
        with pytest.raises(PacksEnded):
            collect_packs(order=order, paid_by=Method.CASH, by=by, now=PICKUP)

    def test_not_before_it_is_paid(self):
        order = a_pack_order(a_sale())

        with pytest.raises(NotPaid):
            collect_packs(order=order, by=a_person(), now=PICKUP)

        assert fresh(order).state == OrderState.ORDERED

    def test_what_was_called_off_is_neither_handed_over_nor_paid(self):
        sale = a_sale(DEAR, CHEAP)
        dear, cheap = items_of(sale)
        order, by = a_pack_order(sale, lines=((dear, 1), (cheap, 1))), a_person()
        charge(bill=bill_of(order), method=Method.CASH, by=by, now=MONDAY_9AM)
        call_off(offer=dear.offer, why="没有到货", by=by, now=MONDAY_9AM)

        collect_packs(order=order, by=by, now=PICKUP)

        assert Payment.objects.get().rest_fen == 38_800
        assert ServiceRecord.objects.get().price_fen == 38_800

    def test_is_found_by_code_token_address_and_name(self):
        order = a_pack_order(a_sale())
        among = PackOrder.objects.all()
        code = f"{order.code[:3]} {order.code[3:]}"
        address = f"http://desk.example/packs/at/{order.token}/"

        for said in (code, order.token, address, order.resident.name):
            assert found_at_pickup(said, among=among) == [order]
        assert found_at_pickup(" ", among=among) == []


class TestClose:
    def test_writes_down_who_did_not_come_and_tells_them(self):
        sale, by = a_sale(), a_person()
        missed, came = a_pack_order(sale), a_pack_order(sale)
        collect_packs(order=came, paid_by=Method.CASH, by=by, now=PICKUP)

        with pytest.raises(SaleNotOver):
            close_sale(sale=sale, by=by, now=PICKUP)
        left = close_sale(sale=sale, by=by, now=AFTER_PICKUP)

        assert left == [missed]
        line = missed.lines.get()
        assert line.commitment.state == CommitmentState.NO_SHOW
        assert Notice.objects.filter(resident=missed.resident).count() == 1
        assert close_sale(sale=sale, by=by, now=AFTER_PICKUP) == []
