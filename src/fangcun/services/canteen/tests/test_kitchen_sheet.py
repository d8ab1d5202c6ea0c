"""The kitchen sheet counts what is cooked, marks what has changed, names no illness."""

from datetime import timedelta
from io import BytesIO

import pypdfium2
import pytest

from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.consent.states import Purpose
from fangcun.core.consent.tests.cast import a_consent
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident, an_address
from fangcun.services.canteen.actions.orders import cancel_order
from fangcun.services.canteen.actions.printing import remember_sheet
from fangcun.services.canteen.models import Diet
from fangcun.services.canteen.prints.kitchen import label_roll, label_sheet, sheet_paper
from fangcun.services.canteen.queries.kitchen_sheet import kitchen_sheet, lunches_ahead
from fangcun.services.canteen.queries.labels import labels
from fangcun.services.canteen.states import Allergen, Mode, Period, Trait
from fangcun.services.canteen.tests.cast import (
    MONDAY,
    TUESDAY,
    a_dish,
    a_kitchen,
    a_meal_point,
    a_menu,
    a_set_meal,
    an_ingredient,
)
from fangcun.services.canteen.tests.orders_cast import a_published_menu, an_order

LUNCH = Period.LUNCH


def a_diet(resident, *, avoids=(), needs=(), words="") -> Diet:
    """What somebody must not eat, who agreed that it is written down."""
    a_consent(resident, Purpose.HEALTH)
    return Diet.objects.create(
        resident=resident,
        avoids=list(avoids),
        needs=list(needs),
        words=words,
        recorded_by="甲",
        recorded_at=MONDAY_9AM,
    )


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    return "".join(page.get_textpage().get_text_range() for page in document)


def items_of(menu):
    rows = menu.items.select_related("menu__kitchen__facility__community", "dish", "offer")
    return list(rows.order_by("position", "pk"))


@pytest.mark.django_db
class TestKitchenSheet:
    def test_counts_dishes_by_the_way_they_are_had(self):
        rice, fish = a_published_menu("米饭套餐", "鱼套餐", kitchen=a_kitchen(delivers=True))
        an_order((rice, 2), mode=Mode.DINE_IN)
        an_order((rice, 1), (fish, 1), mode=Mode.DELIVERY)
        cancel_order(order=an_order((fish, 5)), why="", by=a_person(), now=MONDAY_9AM)

        sheet = kitchen_sheet(kitchen=rice.menu.kitchen, day=TUESDAY, period=LUNCH)

        told = {str(row.dish): [one.portions for one in row.modes] for row in sheet.rows}
        assert told == {"米饭套餐": [2, 0, 1], "鱼套餐": [0, 0, 1]}
        assert sheet.portions == 4

    def test_what_a_meal_point_ordered_is_cooked_by_its_supplier(self):
        kitchen = a_kitchen()
        dish, point = a_dish(kitchen), a_meal_point(kitchen)
        (here,) = items_of(a_menu(kitchen, TUESDAY, LUNCH, [dish]))
        (there,) = items_of(a_menu(point, TUESDAY, LUNCH, [dish]))
        an_order(here)
        an_order((there, 3))

        (row,) = kitchen_sheet(kitchen=kitchen, day=TUESDAY, period=LUNCH).rows

        assert [one.portions for one in row.places] == [1, 3]
        assert lunches_ahead(kitchen, today=MONDAY)[1:] == (4, 2, 0)

    def test_set_meals_are_taken_apart_into_ingredients(self):
        kitchen = a_kitchen()
        rice = a_dish(kitchen, "米饭", ingredients=[(an_ingredient("大米"), 150)])
        meat = a_dish(kitchen, "红烧肉", ingredients=[(an_ingredient("五花肉"), 120)])
        meal = a_set_meal(kitchen, rice, meat)
        both = items_of(a_menu(kitchen, TUESDAY, LUNCH, [meal, rice]))
        an_order((both[0], 4), (both[1], 2))

        sheet = kitchen_sheet(kitchen=kitchen, day=TUESDAY, period=LUNCH)

        assert {str(one.dish): one.portions for one in sheet.cooked} == {"米饭": 6, "红烧肉": 4}
        assert {one.ingredient: one.grams for one in sheet.needs} == {"大米": 900, "五花肉": 480}

    def test_marks_what_has_changed_since_it_was_printed(self):
        rice, fish = a_published_menu("米饭套餐", "鱼套餐")
        kitchen = rice.menu.kitchen
        an_order((rice, 2))
        remember_sheet(kitchen=kitchen, served_on=TUESDAY, period=LUNCH, by="甲", now=MONDAY_9AM)
        an_order((fish, 3))

        sheet = kitchen_sheet(kitchen=kitchen, day=TUESDAY, period=LUNCH)

        assert {str(row.dish): row.change for row in sheet.rows} == {"米饭套餐": None, "鱼套餐": 3}

    def test_says_what_to_leave_out_and_names_no_illness(self):
        kitchen = a_kitchen()
        nuts = a_dish(kitchen, "宫保鸡丁", contains=[Allergen.PEANUT])
        (item,) = items_of(a_menu(kitchen, TUESDAY, LUNCH, [nuts]))
        grandma = a_resident()
        a_diet(grandma, avoids=[Allergen.PEANUT], needs=[Trait.SOFT], words="糖尿病")
        order = an_order(item, resident=grandma)

        sheet = kitchen_sheet(kitchen=kitchen, day=TUESDAY, period=LUNCH)
        printed = remember_sheet(
            kitchen=kitchen, served_on=TUESDAY, period=LUNCH, by="甲", now=MONDAY_9AM
        )
        paper = text_of(sheet_paper(sheet, printed))

        assert sheet.specials[0].order == order
        assert "花生" in paper
        assert order.code in paper
        assert "糖尿病" not in paper
        assert "陈桂英" not in paper

    def test_without_consent_nobody_knows_of_a_diet(self):
        (item,) = a_published_menu()
        grandma = a_resident()
        Diet.objects.create(
            resident=grandma, avoids=["egg"], recorded_by="甲", recorded_at=MONDAY_9AM
        )
        an_order(item, resident=grandma)

        sheet = kitchen_sheet(kitchen=item.menu.kitchen, day=TUESDAY, period=LUNCH)

        assert sheet.specials == []

    def test_takes_as_many_queries_for_many_orders(self, django_assert_max_num_queries):
        (item,) = a_published_menu()
        for _order in range(6):
            an_order(item, resident=a_resident())

        with django_assert_max_num_queries(16):
            kitchen_sheet(kitchen=item.menu.kitchen, day=TUESDAY, period=LUNCH)


@pytest.mark.django_db
class TestLabels:
    def test_one_for_each_meal_that_leaves_the_kitchen(self):
        (item,) = a_published_menu(kitchen=a_kitchen(delivers=True))
        kitchen = item.menu.kitchen
        community = kitchen.facility.community
        who = a_resident(community=community, address=an_address(community, unit="2"))
        an_order(item, resident=who, mode=Mode.DELIVERY)
        an_order(item, mode=Mode.PICKUP)
        an_order(item, mode=Mode.DINE_IN)

        found = labels(kitchen=kitchen, day=TUESDAY, period=LUNCH)

        assert [one.building for one in found] == ["南郊新村12号楼2单元", ""]
        assert found[0].name == "陈**"

    def test_are_printed_three_by_eight_or_on_a_roll(self):
        (item,) = a_published_menu()
        kitchen = item.menu.kitchen
        grandma = a_resident()
        a_diet(grandma, avoids=[Allergen.EGG], needs=[Trait.LOW_SALT])
        an_order(item, resident=grandma)
        for _order in range(29):
            an_order(item, now=MONDAY_9AM + timedelta(minutes=1))
        found = labels(kitchen=kitchen, day=TUESDAY, period=LUNCH)

        on_a4 = label_sheet(kitchen, TUESDAY, LUNCH, found)
        on_roll = label_roll(kitchen, TUESDAY, LUNCH, found)

        assert len(pypdfium2.PdfDocument(BytesIO(on_a4))) == 2
        assert len(pypdfium2.PdfDocument(BytesIO(on_roll))) == 30
        assert "不放蛋类" in text_of(on_a4)
