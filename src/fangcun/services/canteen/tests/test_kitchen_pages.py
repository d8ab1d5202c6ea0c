"""Pages of the kitchen's work: sheet, board, rounds, calls, food safety."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fangcun.core.accounts.http import SEEN_AT
from fangcun.core.accounts.tests.cast import (
    a_cook,
    a_manager,
    a_person,
    a_planner,
    a_steward,
    signed_in,
)
from fangcun.core.people.tests.cast import a_resident, an_address
from fangcun.services.canteen.access.kitchen_work import wall_key
from fangcun.services.canteen.actions.calls import call_about
from fangcun.services.canteen.actions.rounds import plan_rounds
from fangcun.services.canteen.actions.safety_rules import load_default_safety_rules
from fangcun.services.canteen.models import (
    CallTask,
    FoodSample,
    MealOrder,
    MorningCheck,
    PointHandover,
    PrintedSheet,
    ReadyMeal,
    TemperatureReading,
)
from fangcun.services.canteen.states import HandedTo, Mode, OrderState, Period
from fangcun.services.canteen.tests.cast import a_meal_point
from fangcun.services.canteen.tests.test_calls import a_lone_elder
from fangcun.services.canteen.tests.test_order_pages import (
    a_kitchen_open_all_day,
    menu_in,
    ordered,
    text_of,
    todays_menu,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def rice():
    (item,) = todays_menu(kitchen=a_kitchen_open_all_day())
    kitchen = item.menu.kitchen
    type(kitchen).objects.filter(pk=kitchen.pk).update(delivers=True)
    kitchen.refresh_from_db()
    return item


@pytest.fixture
def kitchen(rice):
    return rice.menu.kitchen


@pytest.fixture
def browser(kitchen):
    return signed_in(a_cook(kitchen.facility))


def url(name: str, *args: object) -> str:
    return reverse(f"canteen:{name}", args=args)


class TestSheetPage:
    def test_counts_tomorrows_lunches_and_says_what_is_missing(self, rice, kitchen, browser):
        ordered((rice, 2))

        page = browser.get(url("sheet", kitchen.pk), {"period": "lunch"})

        words = text_of(page)
        assert "明天午餐" in words
        assert "还缺 晨检：还没有记录" in words
        assert page.context["sheet"].portions == 2

    def test_is_printed_and_remembered(self, rice, kitchen, browser):
        ordered(rice)

        paper = browser.post(
            url("print_sheet", kitchen.pk, timezone.localdate(), "lunch"), follow=True
        )

        assert paper["Content-Type"] == "application/pdf"
        assert PrintedSheet.objects.get().counts == {str(rice.dish_id): 1}

    @pytest.mark.parametrize("name", ["labels", "labels_on_roll"])
    def test_labels_are_paper(self, rice, kitchen, browser, name):
        ordered(rice)

        paper = browser.get(url(name, kitchen.pk, timezone.localdate(), "lunch"))

        assert paper.content.startswith(b"%PDF")


class TestBoard:
    def test_a_meal_goes_from_ready_to_called_to_collected(self, rice, kitchen, browser):
        order = ordered(rice, resident=a_resident())
        MealOrder.objects.filter(pk=order.pk).update(price_fen=0)
        seen = []
        for what, words in [("ready", order.code), ("call", order.code), ("collect", order.token)]:
            browser.post(url("mark_meal", kitchen.pk), {"what": what, "words": words})
            seen.append(browser.get(url("board", kitchen.pk)).context["board"])

        assert [len(board.in_work) for board in seen] == [0, 0, 0]
        assert [len(board.ready) for board in seen] == [1, 0, 0]
        assert [len(board.called) for board in seen] == [0, 1, 0]
        assert [len(board.collected) for board in seen] == [0, 0, 1]

    def test_what_is_owed_is_paid_at_the_counter_first(self, rice, kitchen, browser):
        order = ordered(rice)

        answer = browser.post(
            url("mark_meal", kitchen.pk), {"what": "collect", "words": order.code}, follow=True
        )

        order.refresh_from_db()
        assert f"{order.code}号还要付10元" in text_of(answer)
        assert order.state == OrderState.ORDERED

    def test_all_are_ready_at_once_and_only_once(self, rice, kitchen, browser):
        for _order in range(3):
            ordered(rice)
        for _time in range(2):
            browser.post(url("all_ready", kitchen.pk))

        assert ReadyMeal.objects.count() == 3

    def test_looks_again_by_itself_without_keeping_anybody_signed_in(self, kitchen, browser):
        page = browser.get(url("board", kitchen.pk)).content.decode()
        session = browser.session
        session[SEEN_AT] = before = timezone.now().timestamp() - 300
        session.save()

        browser.get(url("board", kitchen.pk), headers={"X-By-Itself": "yes"})

        assert 'hx-headers=\'{"X-By-Itself": "yes"}\'' in page
        assert browser.session[SEEN_AT] == before

    def test_the_wall_shows_codes_and_no_names(self, rice, kitchen):
        order = ordered(rice, resident=a_resident("欧阳静婉"))

        page = Client().get(url("wall", wall_key(kitchen))).content.decode()

        assert order.code in page
        assert "欧阳静婉" not in page
        assert Client().get(url("wall", f"{kitchen.pk}:forged")).status_code == 404

    def test_asks_as_little_for_many_meals(self, rice, kitchen, django_assert_max_num_queries):
        for _order in range(6):
            ordered(rice, resident=a_resident())

        with django_assert_max_num_queries(12):
            Client().get(url("wall", wall_key(kitchen)))


class TestRoundPages:
    def a_round(self, rice, kitchen, *, resident=None):
        home = an_address(kitchen.facility.community)
        who = resident or a_resident(address=home, phone="13800000001")
        order = ordered(rice, resident=who, mode=Mode.DELIVERY)
        (planned,) = plan_rounds(
            kitchen=kitchen,
            served_on=order.served_on,
            period=Period.LUNCH,
            couriers=["老周"],
            by=a_person(),
            now=timezone.now(),
        )
        return planned

    def test_planned_walked_and_back(self, rice, kitchen, browser):
        order = ordered(rice, resident=a_resident(), mode=Mode.DELIVERY)
        browser.post(f"{url('rounds', kitchen.pk)}?period=lunch", {"couriers": "老周"})
        planned = kitchen.rounds.get()
        browser.post(url("start_round", planned.pk))
        stop = planned.stops.get()

        browser.post(
            url("hand_over", planned.pk, stop.pk), {"to": "self", "is_paid": "on", "words": ""}
        )
        browser.post(url("end_round", planned.pk))

        order.refresh_from_db()
        planned.refresh_from_db()
        assert (order.state, planned.state) == (OrderState.SERVED, "back")

    def test_asks_for_words_beside_the_field(self, rice, kitchen, browser):
        planned = self.a_round(rice, kitchen)
        browser.post(url("start_round", planned.pk))
        stop = planned.stops.get()

        answer = browser.post(url("hand_over", planned.pk, stop.pk), {"to": "nobody"})

        assert "请写清看到的情况" in text_of(answer)
        stop.refresh_from_db()
        assert stop.handed_to == ""

    def test_a_shut_door_of_a_lone_elder_is_a_call(self, rice, kitchen, browser):
        planned = self.a_round(rice, kitchen, resident=a_lone_elder())
        browser.post(url("start_round", planned.pk))
        stop = planned.stops.get()

        browser.post(url("hand_over", planned.pk, stop.pk), {"to": "nobody", "words": "敲门没人应"})

        assert CallTask.objects.get().order == stop.order
        stop.refresh_from_db()
        assert stop.handed_to == HandedTo.NOBODY

    def test_shows_the_door_and_its_telephone(self, rice, kitchen, browser):
        planned = self.a_round(rice, kitchen)
        browser.post(url("start_round", planned.pk))

        page = browser.get(url("round", planned.pk)).content.decode()

        assert "tel:13800000001" in page
        assert browser.get(url("round_paper", planned.pk)).content.startswith(b"%PDF")


class TestCallPages:
    def a_call(self, rice, kitchen) -> CallTask:
        elder = a_lone_elder(community=kitchen.facility.community, phone="13800000009")
        order = ordered(rice, resident=elder)
        task = call_about(order=order, by=a_person(), now=timezone.now())
        assert task is not None
        return task

    def test_the_steward_calls_and_is_told_what_to_do_next(self, rice, kitchen):
        task = self.a_call(rice, kitchen)
        browser = signed_in(a_steward(kitchen.facility.community))
        assert "陈桂英" in text_of(browser.get(url("calls")))

        answer = browser.post(
            url("call", task.pk), {"outcome": "not_reached", "words": "打了三次"}, follow=True
        )

        page = answer.content.decode()
        assert "今天就上门敲门" in page
        assert f"{reverse('desk:book')}?resident={task.resident_id}" in page
        assert task in browser.get(url("calls")).context["to_make"]

    def test_the_cook_does_not_see_calls(self, rice, kitchen, browser):
        task = self.a_call(rice, kitchen)

        assert browser.get(url("call", task.pk)).status_code == 403

    def test_closing_a_meal_says_that_somebody_is_called(self, rice, kitchen, browser):
        yesterday = timezone.localdate() - timedelta(days=1)
        ordered(rice, resident=a_lone_elder())
        MealOrder.objects.update(served_on=yesterday)

        answer = browser.post(
            url("close_meal", kitchen.pk, f"{yesterday:%Y-%m-%d}", "lunch"), follow=True
        )

        assert "其中1位独居老人，已请社区管家打电话" in text_of(answer)


class TestSafetyPages:
    def test_a_meal_that_has_not_begun_lacks_no_sample_yet(self, rice, kitchen, browser):
        (dish,) = menu_in(1, "面条", kitchen=kitchen)

        page = browser.get(f"{url('safety', kitchen.pk)}?day={dish.menu.served_on:%Y-%m-%d}")

        assert "还没开餐" in text_of(page)
        assert page.context["late"] == set()

    def test_samples_of_all_dishes_in_one_form(self, rice, kitchen, browser):
        form = {f"grams_{rice.dish_id}": "130", f"words_{rice.dish_id}": ""}
        for _time in range(2):
            browser.post(f"{url('samples', kitchen.pk)}?period=lunch", form)

        assert FoodSample.objects.get().grams == 130

    def test_everybody_in_one_form(self, kitchen, browser):
        form = {"person_0": "老王", "degrees_0": "36.4", "person_1": "小张", "degrees_1": "36.8"}

        browser.post(url("morning_checks", kitchen.pk), form)

        told = MorningCheck.objects.order_by("person").values_list("person", "tenths_celsius")
        assert set(told) == {("老王", 364), ("小张", 368)}

    def test_what_is_outside_is_asked_about_and_nothing_is_lost(self, kitchen, browser):
        page = browser.get(url("temperatures", kitchen.pk))
        key = page.context["form"]["written_key"].value()
        form = {"written_key": str(key), "degrees_fridge": "9.5", "degrees_freezer": "-18"}

        answer = browser.post(url("temperatures", kitchen.pk), form)

        assert "冷藏不符合要求（0至8℃）" in text_of(answer)
        assert not TemperatureReading.objects.exists()
        browser.post(url("temperatures", kitchen.pk), {**form, "words_fridge": "已报修"})
        assert TemperatureReading.objects.count() == 2

    def test_a_handover_to_a_point_of_this_kitchen_only(self, kitchen, browser):
        mine, other = a_meal_point(kitchen), a_meal_point()
        told = {"portions": "12", "degrees": "63.5", "received_by": "李站长", "words": ""}
        page = f"{url('handovers', kitchen.pk)}?period=lunch"

        assert browser.post(page, {**told, "point": other.pk}).status_code == 404
        browser.post(page, {**told, "point": mine.pk})

        assert PointHandover.objects.get().point == mine

    def test_the_month_is_excel_and_paper(self, kitchen):
        browser = signed_in(a_manager(kitchen.facility.community))
        today = timezone.localdate()

        assert browser.get(url("safety_paper", kitchen.pk, today)).content.startswith(b"%PDF")
        assert browser.get(url("safety_file", kitchen.pk, today)).content.startswith(b"PK")
        assert "待核" in text_of(browser.get(url("safety", kitchen.pk)))


class TestSafetyRules:
    def test_the_next_version_is_written_on_one_page(self, kitchen):
        load_default_safety_rules(by="方寸", now=timezone.now())
        planner = signed_in(a_planner())
        page = planner.get(url("edit_safety_rules"))
        form = given_of(page)

        answer = planner.post(url("edit_safety_rules"), {**form, "fridge-most": "5.5"}, follow=True)

        assert "0至5.5℃" in text_of(answer)
        assert answer.context["pack"].valid_from == timezone.localdate()
        assert "0至8℃" in text_of(planner.get(url("safety_rules_version", 1)))

    def test_a_number_that_asks_for_nothing_is_asked_about(self, kitchen):
        load_default_safety_rules(by="方寸", now=timezone.now())
        planner = signed_in(a_planner())
        form = given_of(planner.get(url("edit_safety_rules")))

        answer = planner.post(url("edit_safety_rules"), {**form, "core-least": ""})

        assert "请至少填写一个数" in text_of(answer)


def given_of(page):
    """What a browser would send of the page as it stands."""
    editor = page.context["editor"]
    given = {"version": page.context["version"]}
    for form in (editor.pack, *editor.rules):
        for field in form:
            value = field.value()
            given[field.html_name] = "" if value is None else value
    return given
