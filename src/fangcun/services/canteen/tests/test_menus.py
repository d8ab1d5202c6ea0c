"""Menus: drafted, copied, published once, changed when people have ordered."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection

from fangcun.core.accounts.tests.cast import a_cook
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.operators.tests.cast import a_contract
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident
from fangcun.core.places.actions.revised import ChangedMeanwhile
from fangcun.ledger.actions import Wish, reserve
from fangcun.ledger.models import Offer
from fangcun.ledger.states import CommitmentState, OfferState
from fangcun.services.canteen.actions.menus import (
    EmptyMenu,
    MealOver,
    MenuLine,
    NobodySupplies,
    NotItsDish,
    change_menu,
    copy_week,
    draft_menu,
    publish_menu,
    publish_week,
    take_over_week,
)
from fangcun.services.canteen.actions.supply import NotServed, WhyNeeded
from fangcun.services.canteen.models import Menu, MenuItem
from fangcun.services.canteen.states import Period
from fangcun.services.canteen.tests.cast import (
    CUT_OFF,
    MONDAY,
    TUESDAY,
    a_dish,
    a_draft,
    a_kitchen,
    a_meal_point,
    a_meal_service,
    a_menu,
)

NEXT_MONDAY = MONDAY + timedelta(days=7)


def an_order(item: MenuItem, **more):
    """Somebody has ordered a dish."""
    cook = a_cook(item.menu.kitchen.facility)
    wish = Wish(offer=item.offer, resident=a_resident(), **more)
    return reserve(wish=wish, by=cook, now=MONDAY_9AM)


def changed(menu: Menu, *lines: MenuLine, why: str = "", now=MONDAY_9AM) -> Menu:
    menu.refresh_from_db()
    by = a_cook(menu.kitchen.facility)
    return change_menu(menu=menu, revision=menu.revision, lines=lines, why=why, by=by, now=now)


@pytest.mark.django_db
class TestPublishMenu:
    def test_lets_each_dish_be_ordered_until_the_cut_off(self):
        kitchen = a_kitchen()
        contract = a_contract(facility=kitchen.facility)
        dish = a_dish(kitchen, "红烧肉", price_fen=1600)

        menu = a_menu(kitchen, dishes=[dish], portions=30)

        offer = menu.items.get().offer
        assert (offer.capacity, offer.price_fen, offer.title) == (30, 1600, "红烧肉")
        assert (offer.books_until, offer.cancel_until) == (CUT_OFF, CUT_OFF)
        assert (offer.service.code, offer.operator) == ("lunch", contract.operator)

    def test_twice_opens_offers_once(self):
        menu = a_menu()

        publish_menu(menu=menu, by=a_cook(menu.kitchen.facility), now=MONDAY_9AM)

        assert Offer.objects.count() == 1

    def test_needs_a_dish(self):
        a_meal_service()
        kitchen = a_kitchen()
        cook = a_cook(kitchen.facility)
        empty = draft_menu(
            kitchen=kitchen,
            served_on=TUESDAY,
            period=Period.LUNCH,
            lines=[],
            by=cook,
            now=MONDAY_9AM,
        )

        with pytest.raises(EmptyMenu):
            publish_menu(menu=empty, by=cook, now=MONDAY_9AM)

    def test_says_what_is_missing_where_the_meal_is_not_in_the_catalogue(self):
        ServiceKind.objects.filter(code="lunch").delete()
        menu = a_draft()

        with pytest.raises(NotServed):
            publish_menu(menu=menu, by=a_cook(menu.kitchen.facility), now=MONDAY_9AM)

    def test_after_the_cut_off_is_for_those_who_walk_in(self):
        after = CUT_OFF + timedelta(hours=1)

        menu = a_menu(now=after)

        offer = menu.items.get().offer
        assert offer.books_until == CUT_OFF
        assert offer.books_from <= offer.books_until < offer.ends_at

    def test_when_the_meal_is_over_is_too_late(self):
        draft = a_draft()

        with pytest.raises(MealOver):
            publish_menu(
                menu=draft,
                by=a_cook(draft.kitchen.facility),
                now=MONDAY_9AM + timedelta(days=2),
            )

    def test_of_a_meal_point_is_what_its_kitchen_cooks(self):
        point = a_meal_point()
        dish = a_dish(point.supplied_by)

        menu = a_menu(point, dishes=[dish])

        assert menu.items.get().offer.facility == point.facility


@pytest.mark.django_db
class TestChangeMenu:
    def test_of_a_draft_writes_other_dishes(self):
        menu = a_draft()
        other = a_dish(menu.kitchen)

        changed(menu, MenuLine(dish=other, portions=5))

        assert [item.dish for item in menu.items.all()] == [other]

    def test_of_a_published_menu_lets_a_new_dish_be_ordered_at_once(self):
        menu = a_menu()
        old, new = menu.items.get().dish, a_dish(menu.kitchen)

        changed(menu, MenuLine(dish=old), MenuLine(dish=new))

        assert menu.items.get(dish=new).offer.state == OfferState.OPEN

    def test_changes_portions(self):
        menu = a_menu(portions=10)
        dish = menu.items.get().dish

        changed(menu, MenuLine(dish=dish, portions=12))

        assert menu.items.get().offer.capacity == 12

    def test_never_goes_below_what_is_ordered(self):
        menu = a_menu(portions=10)
        item = menu.items.get()
        an_order(item, units=3)

        with pytest.raises(Exception, match="3"):
            changed(menu, MenuLine(dish=item.dish, portions=2))

        item.offer.refresh_from_db()
        assert (item.offer.capacity, menu.items.get().portions) == (10, 10)

    def test_tells_those_who_ordered_what_is_taken_off(self):
        menu = a_menu()
        item, other = menu.items.get(), a_dish(menu.kitchen)
        order = an_order(item)

        with pytest.raises(WhyNeeded):
            changed(menu, MenuLine(dish=other))
        changed(menu, MenuLine(dish=other), why="今天没有买到鱼")

        order.refresh_from_db()
        assert order.state == CommitmentState.GIVEN_UP
        assert menu.items.get(dish=item.dish).offer.state == OfferState.CALLED_OFF

    def test_brings_back_a_dish_that_was_taken_off_as_a_new_offer(self):
        menu = a_menu()
        dish, other = menu.items.get().dish, a_dish(menu.kitchen)
        changed(menu, MenuLine(dish=other))

        changed(menu, MenuLine(dish=other), MenuLine(dish=dish))

        assert menu.items.get(dish=dish).offer.state == OfferState.OPEN

    def test_over_a_newer_version_is_refused(self):
        menu = a_draft()
        changed(menu, MenuLine(dish=a_dish(menu.kitchen)))

        with pytest.raises(ChangedMeanwhile):
            change_menu(
                menu=menu,
                revision=1,
                lines=[],
                by=a_cook(menu.kitchen.facility),
                now=MONDAY_9AM,
            )

    def test_takes_no_dish_of_another_kitchen(self):
        with pytest.raises(NotItsDish):
            changed(a_draft(), MenuLine(dish=a_dish()))


@pytest.mark.django_db
class TestCopyWeek:
    def copied(self, kitchen, **more):
        weeks = {"from_monday": MONDAY, "to_monday": NEXT_MONDAY, **more}
        by = a_cook(kitchen.facility)
        return copy_week(kitchen=kitchen, by=by, now=MONDAY_9AM, **weeks)

    def test_begins_next_week_with_this_one(self):
        menu = a_menu(portions=20)

        (draft,) = self.copied(menu.kitchen)

        assert (draft.served_on, draft.published_at) == (TUESDAY + timedelta(days=7), None)
        assert draft.items.get().portions == 20
        assert draft.items.get().offer is None

    def test_twice_is_once(self):
        menu = a_menu()
        self.copied(menu.kitchen)

        assert self.copied(menu.kitchen) == []

    def test_leaves_out_what_is_not_cooked_any_more(self):
        menu = a_menu()
        menu.items.get().dish.__class__.objects.update(is_in_use=False)

        assert self.copied(menu.kitchen) == []

    def test_does_not_write_meals_that_are_over(self):
        menu = a_menu(a_kitchen(), served_on=TUESDAY)

        assert self.copied(menu.kitchen, from_monday=MONDAY, to_monday=MONDAY - 7 * DAY) == []

    def test_of_a_meal_point_takes_over_what_its_kitchen_cooks(self):
        point = a_meal_point()
        menu = a_menu(point.supplied_by)

        (draft,) = take_over_week(
            kitchen=point, monday=MONDAY, by=a_cook(point.facility), now=MONDAY_9AM
        )

        assert draft.kitchen == point
        assert draft.items.get().dish == menu.items.get().dish

    def test_of_a_kitchen_that_cooks_has_nobody_to_take_it_from(self):
        kitchen = a_kitchen()

        with pytest.raises(NobodySupplies):
            take_over_week(
                kitchen=kitchen, monday=MONDAY, by=a_cook(kitchen.facility), now=MONDAY_9AM
            )

    def test_is_published_as_a_whole(self):
        kitchen = a_kitchen()
        a_menu(kitchen, TUESDAY)
        a_draft(kitchen, TUESDAY + DAY)

        published = publish_week(
            kitchen=kitchen, monday=MONDAY, by=a_cook(kitchen.facility), now=MONDAY_9AM
        )

        assert [menu.served_on for menu in published] == [TUESDAY + DAY]


DAY = timedelta(days=1)


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_publish_once(self):
        a_meal_service()
        menu = a_draft(portions=5)
        cook = a_cook(menu.kitchen.facility)

        def publish() -> None:
            publish_menu(menu=Menu.objects.get(pk=menu.pk), by=cook, now=MONDAY_9AM)
            connection.close()

        together = [Thread(target=publish) for _one in range(4)]
        for one in together:
            one.start()
        for one in together:
            one.join()

        assert Offer.objects.count() == 1
