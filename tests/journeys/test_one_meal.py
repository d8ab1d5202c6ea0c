"""Two stories of the canteen, walked end to end by the actions of the rooms.

A meal: the cook publishes a menu; a grandmother orders on the telephone and takes one more before
the cut-off; the kitchen counts two and prints a label; after the cut-off she may not change by
herself; she fetches it and pays her part; the ledger has one record; the month of the operator
says who pays the rest; the same noon elsewhere she is not subsidised a second time.

A gift pack: she would like one before there is any; a sale opens and she is told; the last packs
go to her and her neighbour hears a kind no, which is kept as a need; she fetches hers with the
household's one bag; the sale is closed.
"""

from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import pypdfium2
import pytest

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.core.accounts.tests.cast import a_cook, a_steward
from fangcun.core.notices.models import Notice
from fangcun.core.operators.tests.cast import an_operator
from fangcun.core.payments.models import Payment
from fangcun.core.payments.states import Method
from fangcun.core.people.actions.accounts import own_account
from fangcun.core.people.models import Household, Resident
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident, an_address
from fangcun.ledger.actions import Refused, note_interest
from fangcun.ledger.models import Interest, ServiceRecord, UnmetNeed
from fangcun.services.canteen.actions.festivals import (
    NewPack,
    close_sale,
    collect_packs,
    order_packs,
)
from fangcun.services.canteen.actions.orders import OrderChange, change_order, serve_order
from fangcun.services.canteen.actions.printing import remember_sheet
from fangcun.services.canteen.models import FestivalSale, Kitchen, MealOrder, MenuItem, PackOrder
from fangcun.services.canteen.prints.kitchen import label_sheet, sheet_paper
from fangcun.services.canteen.queries.festivals import found_at_pickup
from fangcun.services.canteen.queries.kitchen_sheet import kitchen_sheet
from fangcun.services.canteen.queries.labels import labels
from fangcun.services.canteen.queries.settlement import settlement
from fangcun.services.canteen.rules.months import month_of
from fangcun.services.canteen.rules.subsidies import Parts
from fangcun.services.canteen.states import Mode, OrderState, Period
from fangcun.services.canteen.tests.festivals_cast import a_new_pack_order, a_sale, service_named
from fangcun.services.canteen.tests.orders_cast import (
    MONDAY_NIGHT,
    TUESDAY,
    TUESDAY_NOON,
    a_published_menu,
    an_order,
)
from fangcun.services.canteen.tests.subsidies_cast import a_run_kitchen, a_subsidy_pack, an_elder

pytestmark = pytest.mark.django_db

LUNCH = Period.LUNCH
AN_HOUR = timedelta(hours=1)


def test_one_meal_from_the_menu_to_the_settlement():
    """Two portions at 10 yuan; the rule gives 3 a meal: half of it the district, 30% the street."""
    operator = an_operator()
    kitchen = a_run_kitchen(operator)
    steward, cook = a_steward(kitchen.facility.community), a_cook(kitchen.facility)
    grandmother = an_elder(kitchen)
    a_subsidy_pack()
    (meal,) = a_published_menu("红烧肉套餐", kitchen=kitchen)

    order = _ordered_by_telephone(meal, grandmother, steward)
    _after_the_cut_off_she_asks_the_desk(order, grandmother)
    _the_kitchen_counts_two(kitchen, order, cook)
    serve_order(order=order, paid_by=Method.CASH, by=cook, now=TUESDAY_NOON)
    _the_ledger_has_it_once(order, grandmother)
    _the_month_says_who_pays(operator)
    _no_second_subsidy_elsewhere(grandmother, steward)


def test_a_gift_pack_from_a_wish_to_the_bag():
    kitchen = a_run_kitchen()
    community = kitchen.facility.community
    steward, cook = a_steward(community), a_cook(kitchen.facility)
    home = Household.objects.create(address=an_address(community))
    grandmother, grandfather = (
        a_resident(name, community=community, household=home) for name in ("陈桂英", "王建国")
    )
    neighbour = a_resident("李阿姨", community=community)
    note_interest(
        resident=grandmother,
        service=service_named("gift_pack"),
        words="想要年货礼包",
        by=steward,
        now=MONDAY_9AM - AN_HOUR,
    )

    pack = NewPack(name="588元礼包", price_fen=58_800, stock=2, most_per_household=2)
    sale = a_sale(pack, kitchen=kitchen, by=cook)
    assert Notice.objects.get().resident == grandmother

    hers, his = (_ordered_packs(sale, who, steward) for who in (grandmother, grandfather))
    assert not Interest.objects.filter(ended_at=None).exists()
    assert [bool(one.bag_for) for one in (hers, his)] == [True, False]
    _the_neighbour_hears_a_kind_no(sale, neighbour, steward)

    _fetched(sale, hers, cook)
    _nobody_came_for(sale, his, cook)


def _ordered_by_telephone(meal: MenuItem, resident: Resident, steward: User) -> MealOrder:
    """One; then her grandson comes too, before the kitchen has counted."""
    order = an_order(meal, resident=resident, mode=Mode.PICKUP, by=steward)
    change = OrderChange(lines=((meal, 2),), mode=Mode.PICKUP, note="")
    changed = change_order(
        order=order,
        revision=order.revision,
        change=change,
        by=steward,
        now=MONDAY_9AM + AN_HOUR,
    )
    assert isinstance(changed, MealOrder)
    assert (changed.price_fen, changed.subsidy_fen, changed.own_fen) == (2000, 300, 1700)
    return changed


def _after_the_cut_off_she_asks_the_desk(order: MealOrder, resident: Resident) -> None:
    herself = User.objects.create(username="herself", is_resident=True)
    own_account(resident=resident, account=herself)
    change = OrderChange(lines=((order.lines.get().item, 1),), mode=Mode.PICKUP, note="")
    with pytest.raises(Refusal, match="截单"):
        change_order(
            order=order, revision=order.revision, change=change, by=herself, now=MONDAY_NIGHT
        )


def _the_kitchen_counts_two(kitchen: Kitchen, order: MealOrder, cook: User) -> None:
    sheet = kitchen_sheet(kitchen=kitchen, day=TUESDAY, period=LUNCH)
    printed = remember_sheet(
        kitchen=kitchen, served_on=TUESDAY, period=LUNCH, by=str(cook), now=MONDAY_NIGHT
    )
    assert [(str(row.dish), row.total) for row in sheet.rows] == [("红烧肉套餐", 2)]
    assert "红烧肉套餐" in _text_of(sheet_paper(sheet, printed))
    told = labels(kitchen=kitchen, day=TUESDAY, period=LUNCH)
    assert order.code in _text_of(label_sheet(kitchen, TUESDAY, LUNCH, told))


def _the_ledger_has_it_once(order: MealOrder, resident: Resident) -> None:
    order.refresh_from_db()
    record = ServiceRecord.objects.get(resident=resident)
    assert order.state == OrderState.SERVED
    assert (record.units, record.price_fen, record.subsidy_fen) == (2, 2000, 300)
    assert record.served_on == TUESDAY
    assert Payment.objects.get().amount_fen == order.own_fen


def _the_month_says_who_pays(operator) -> None:
    february = month_of(date(2026, 2, 1))
    told = settlement(operator=operator, month=february, among=MealOrder.objects.all())
    assert told.meals == 1
    assert told.parts == Parts(150, 90, 60, 1700)
    assert told.owed_fen == 0


def _no_second_subsidy_elsewhere(resident: Resident, steward: User) -> None:
    (other,) = a_published_menu("面条", kitchen=a_run_kitchen())
    again = an_order(other, resident=resident, by=steward)
    assert again.subsidy_fen == 0


def _ordered_packs(sale: FestivalSale, resident: Resident, steward: User) -> PackOrder:
    """Sent twice with one key, as after a line that broke: it is one order."""
    wanted = a_new_pack_order(sale, resident=resident, written_key=uuid4())
    first, again = (order_packs(order=wanted, by=steward, now=MONDAY_9AM) for _ in range(2))
    assert isinstance(first, PackOrder)
    assert first == again
    return first


def _the_neighbour_hears_a_kind_no(sale: FestivalSale, who: Resident, steward: User) -> None:
    answer = order_packs(
        order=a_new_pack_order(sale, resident=who), by=steward, now=MONDAY_9AM + AN_HOUR
    )
    assert isinstance(answer, Refused)
    assert answer.words
    assert UnmetNeed.objects.get().resident == who


def _fetched(sale: FestivalSale, order: PackOrder, cook: User) -> None:
    """By the picture on her telephone; the bag goes along."""
    (found,) = found_at_pickup(order.token, among=PackOrder.objects.filter(sale=sale))
    collect_packs(order=found, paid_by=Method.CASH, by=cook, now=order.slot.starts_at)
    assert ServiceRecord.objects.get().resident == order.resident
    assert Payment.objects.get().amount_fen == 58_800


def _nobody_came_for(sale: FestivalSale, order: PackOrder, cook: User) -> None:
    closes = sale.slots.order_by("-ends_at")[0].ends_at
    assert close_sale(sale=sale, by=cook, now=closes + AN_HOUR) == [order]
    order.refresh_from_db()
    assert order.state == OrderState.NOT_COLLECTED


def _text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    return "".join(page.get_textpage().get_text_range() for page in document)
