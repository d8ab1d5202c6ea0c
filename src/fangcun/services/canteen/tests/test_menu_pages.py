"""Pages of kitchens, dishes and menus; what everybody may read."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from fangcun.core.accounts.tests.cast import (
    a_cook,
    a_manager,
    a_planner,
    a_steward,
    signed_in,
)
from fangcun.core.audit.models import Viewing
from fangcun.core.consent.actions import load_defaults as load_notices
from fangcun.core.consent.tests.cast import a_consent
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident
from fangcun.core.places.tests.cast import a_facility
from fangcun.services.canteen.actions.defaults import (
    load_default_ingredients,
    load_default_price_classes,
)
from fangcun.services.canteen.models import Diet, Dish, Kitchen, Menu, PriceClass
from fangcun.services.canteen.states import Allergen
from fangcun.services.canteen.tests.cast import (
    a_dish,
    a_draft,
    a_kitchen,
    a_meal_service,
    a_menu,
    a_price_class,
    a_set_meal,
    an_ingredient,
)

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
TIMES = {
    "serves_from": "11:00",
    "serves_until": "13:00",
    "cut_off_days": "1",
    "cut_off_at": "15:00",
    "is_offered": "on",
}


@pytest.fixture
def kitchen():
    return a_kitchen(name="荟民食堂")


@pytest.fixture
def browser(kitchen):
    return signed_in(a_cook(kitchen.facility))


def tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)


def a_menu_ahead(kitchen: Kitchen, *dishes: Dish, days: int = 1, **more) -> Menu:
    """A published menu of a day that is still to come."""
    day, now = timezone.localdate() + timedelta(days=days), timezone.now()
    return a_menu(kitchen, day, dishes=dishes, now=now, **more)


def shown(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db
class TestKitchenPages:
    def test_list_those_of_ones_work(self, kitchen, browser):
        other = a_kitchen(name="别处的食堂")

        page = shown(browser.get(reverse("canteen:kitchens")))

        assert kitchen.name in page
        assert other.name not in page

    def test_open_a_meal_point(self, kitchen):
        community = kitchen.facility.community
        place, browser = a_facility(community), signed_in(a_manager(community))
        told = {
            "revision": 1,
            "facility": place.pk,
            "name": "南郊助餐点",
            "supplied_by": kitchen.pk,
            "seats": 20,
            "is_in_use": "on",
        }

        browser.post(reverse("canteen:new_kitchen"), told)

        point = Kitchen.objects.get(name="南郊助餐点")
        assert point.supplied_by == kitchen
        assert point.meal_times.count() == 3

    def test_change_when_a_meal_is_served(self, kitchen, browser):
        url = reverse("canteen:edit_meal_time", args=[kitchen.pk, "lunch"])

        browser.post(url, {"revision": 1, **TIMES})

        assert f"{kitchen.meal_times.get(period='lunch').cut_off_at:%H:%M}" == "15:00"

    def test_say_that_a_meal_cannot_be_ordered_when_it_is_over(self, kitchen, browser):
        url = reverse("canteen:edit_meal_time", args=[kitchen.pk, "lunch"])

        answer = browser.post(
            url, {"revision": 1, **TIMES, "cut_off_days": 0, "cut_off_at": "18:00"}
        )

        assert "截单时间不能晚于收餐时间" in shown(answer)

    def test_show_what_others_wrote_meanwhile(self, kitchen):
        browser = signed_in(a_manager(kitchen.facility.community))
        url = reverse("canteen:edit_kitchen", args=[kitchen.pk])
        told = {"revision": 1, "name": "新名", "seats": 10}
        browser.post(url, told)

        answer = browser.post(url, {**told, "seats": 30})

        assert "别人刚刚做的修改" in shown(answer)


@pytest.mark.django_db
class TestDishPages:
    def test_write_a_dish_from_its_ingredients(self, kitchen, browser):
        load_default_ingredients(by="方寸", now=MONDAY_9AM)
        elders = a_price_class()
        told = {
            "revision": 1,
            "name": "红烧带鱼",
            "ingredients": "带鱼 120克\n酱油：5\n\n葱",
            "traits": ["soft"],
            "price": "16",
            f"price_{elders.pk}": "12.5",
            "is_in_use": "on",
            "photo": SimpleUploadedFile("鱼.png", PNG),
        }

        browser.post(reverse("canteen:new_dish", args=[kitchen.pk]), told)

        dish = Dish.objects.get(name="红烧带鱼")
        assert dish.content_written == "带鱼 120克、酱油 5克、葱"
        assert dish.prices.get().price_fen == 1250
        page = shown(browser.get(reverse("canteen:dishes", args=[kitchen.pk])))
        assert "含麸质谷物、鱼类、大豆" in page
        photo = Client().get(reverse("canteen:photo", args=[dish.pk]))
        assert b"".join(photo.streaming_content) == PNG

    def test_refuse_an_ingredient_of_which_nobody_knows_what_is_in_it(self, kitchen, browser):
        told = {"revision": 1, "name": "汤", "ingredients": "神秘粉", "price": "3"}

        answer = browser.post(reverse("canteen:new_dish", args=[kitchen.pk]), told)

        assert "食材表里还没有：神秘粉" in shown(answer)

    def test_refuse_vegetarian_fish(self, kitchen, browser):
        an_ingredient("草鱼", [Allergen.FISH])
        told = {
            "revision": 1,
            "name": "素鱼",
            "ingredients": "草鱼 100",
            "traits": ["vegetarian"],
            "price": "8",
        }

        answer = browser.post(reverse("canteen:new_dish", args=[kitchen.pk]), told)

        assert "不能标为“素食”" in shown(answer)

    def test_change_what_is_in_a_set_meal(self, kitchen, browser):
        meal, more = a_set_meal(kitchen), a_dish(kitchen, "例汤")
        told = {
            "revision": 1,
            "name": meal.name,
            "parts": [more.pk],
            "price": "15",
            "is_in_use": "on",
        }

        browser.post(reverse("canteen:edit_dish", args=[meal.pk]), told)

        meal.refresh_from_db()
        assert (meal.content_written, meal.revision) == ("例汤", 2)

    def test_say_anew_what_an_ingredient_contains(self, browser):
        one = an_ingredient("虾皮")

        page = reverse("canteen:edit_ingredient", args=[one.pk])
        browser.post(page, {"allergens": ["crustacean"], "revision": 1})

        one.refresh_from_db()
        assert one.allergens == ["crustacean"]
        assert one.history.first().history_user_id  # who said so

    def test_of_two_who_say_what_is_in_it_the_second_reads_first(self, browser):
        one = an_ingredient("虾皮")
        page = reverse("canteen:edit_ingredient", args=[one.pk])
        browser.post(page, {"allergens": ["crustacean"], "revision": 1})

        answer = browser.post(page, {"allergens": [], "revision": 1})

        assert "别人已修改过这条记录" in answer.content.decode()
        one.refresh_from_db()
        assert one.allergens == ["crustacean"]

    def test_number_of_queries_does_not_grow(self, kitchen, browser, django_assert_max_num_queries):
        url = reverse("canteen:dishes", args=[kitchen.pk])
        for _number in range(3):
            a_set_meal(kitchen, a_dish(kitchen, contains=[Allergen.EGG]))
        browser.get(url)

        with django_assert_max_num_queries(18):
            browser.get(url)


@pytest.mark.django_db
class TestWeekPages:
    def test_write_publish_and_show_a_meal(self, kitchen, browser):
        a_meal_service()
        dish = a_dish(kitchen, "狮子头")
        url = reverse("canteen:edit_menu", args=[kitchen.pk, tomorrow(), "lunch"])
        told = {
            "revision": 1,
            f"on_{dish.pk}": "on",
            f"portions_{dish.pk}": 40,
            "standing": dish.pk,
        }

        browser.post(url, told)
        menu = Menu.objects.get()
        browser.post(reverse("canteen:publish_menu", args=[menu.pk]))
        week = browser.get(reverse("canteen:week", args=[kitchen.pk]), {"week": tomorrow()})

        assert "已订0/40份" in shown(week)
        assert "狮子头" in shown(Client().get(reverse("canteen:menu", args=[kitchen.pk])))

    def test_take_a_dish_off_with_a_reason(self, kitchen, browser):
        menu = a_menu_ahead(kitchen, a_dish(kitchen, "鲈鱼"), a_dish(kitchen, "青菜"))
        stays = menu.items.get(dish__name="青菜").dish
        url = reverse("canteen:edit_menu", args=[kitchen.pk, menu.served_on, "lunch"])

        browser.post(url, {"revision": menu.revision, f"on_{stays.pk}": "on", "why": "没买到"})

        page = shown(Client().get(reverse("canteen:menu", args=[kitchen.pk])))
        assert "这样菜没有了" in page

    def test_keep_what_somebody_else_wrote(self, kitchen, browser):
        menu = a_menu_ahead(kitchen)
        url = reverse("canteen:edit_menu", args=[kitchen.pk, menu.served_on, "lunch"])

        answer = browser.post(url, {"revision": 1})

        assert "别人已修改过这份菜单" in shown(answer)

    def test_offer_to_publish_only_what_is_written(self, kitchen, browser):
        week = reverse("canteen:week", args=[kitchen.pk])
        publish = reverse("canteen:publish_week", args=[kitchen.pk])
        empty = shown(browser.get(week))

        a_draft(kitchen, served_on=timezone.localdate())

        assert publish not in empty
        assert publish in shown(browser.get(week))

    def test_copy_last_week_and_publish_it(self, kitchen, browser):
        menu = a_menu_ahead(kitchen)
        week = {"week": f"{menu.served_on + timedelta(days=7)}"}

        browser.post(reverse("canteen:copy_week", args=[kitchen.pk]), week)
        browser.post(reverse("canteen:publish_week", args=[kitchen.pk]), week)

        assert kitchen.menus.exclude(published_at=None).count() == 2

    def test_are_read_by_the_steward_who_changes_nothing(self, kitchen):
        a_menu_ahead(kitchen)
        browser = signed_in(a_steward(kitchen.facility.community))

        page = shown(browser.get(reverse("canteen:week", args=[kitchen.pk])))

        assert "沿用上一周" not in page

    def test_make_no_sense_of_a_strange_week(self, kitchen, browser):
        url = reverse("canteen:week", args=[kitchen.pk])

        assert browser.get(url, {"week": "0001-01-01"}).status_code == 200
        assert browser.get(url, {"week": "2026-99-99"}).status_code == 200

    def test_are_a_sheet(self, kitchen, browser):
        menu = a_menu_ahead(kitchen, a_dish(kitchen, "蒸蛋", contains=[Allergen.EGG]), portions=9)

        answer = browser.get(
            reverse("canteen:week_file", args=[kitchen.pk]), {"week": menu.served_on}
        )

        book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
        row = book.get_sheet_by_index(0).to_python()[1]
        assert row[3:8] == ["蒸蛋", 12.0, 9.0, 0.0, "蛋类"]

    def test_number_of_queries_does_not_grow(self, kitchen, browser, django_assert_max_num_queries):
        for days in (1, 2, 3):
            a_menu_ahead(kitchen, a_dish(kitchen), a_dish(kitchen), days=days)
        url = reverse("canteen:week", args=[kitchen.pk])
        browser.get(url)

        with django_assert_max_num_queries(14):
            browser.get(url, {"week": tomorrow()})


@pytest.mark.django_db
class TestPublicPages:
    def test_say_what_is_in_a_dish_and_what_it_costs_whom(self, kitchen):
        dish = a_dish(
            kitchen,
            "蒸鲈鱼",
            contains=[Allergen.FISH],
            traits=["soft"],
            prices={a_price_class(): 900},
        )
        a_menu_ahead(kitchen, dish)

        page = shown(Client().get(reverse("canteen:menu", args=[kitchen.pk])))

        for words in ("蒸鲈鱼", "鱼类", "软烂", "12元", "60岁及以上 9元"):
            assert words in page

    def test_show_no_draft(self, kitchen):
        a_draft(kitchen, tomorrow(), dishes=[a_dish(kitchen, "还没定")], now=timezone.now())

        assert "还没定" not in shown(Client().get(reverse("canteen:menu", args=[kitchen.pk])))

    def test_print_a_week(self, kitchen):
        a_menu_ahead(kitchen, a_dish(kitchen, "蒸鲈鱼", contains=[Allergen.FISH]))

        paper = Client().get(reverse("canteen:week_paper", args=[kitchen.pk]))

        assert paper.content.startswith(b"%PDF")

    def test_list_where_there_is_something_to_eat(self, kitchen):
        a_menu_ahead(kitchen)

        page = shown(Client().get(reverse("canteen:menus")))

        assert kitchen.name in page


@pytest.mark.django_db
class TestPricePages:
    def test_say_who_and_by_what_source(self):
        load_default_price_classes(by="test", now=MONDAY_9AM)

        page = shown(signed_in(a_planner()).get(reverse("canteen:prices")))

        assert "由柜台认定" in page
        assert "待核" in page

    def test_write_a_class_in_plain_fields(self):
        told = {
            "revision": 1,
            "code": "age_70",
            "name_zh": "70岁及以上",
            "name_en": "Aged 70 and over",
            "age_at_least": 70,
            "any_of": ["dibao"],
            "source": "某文件",
            "standing": "verified",
        }

        signed_in(a_planner()).post(reverse("canteen:new_price"), told)

        written = PriceClass.objects.get(code="age_70").conditions
        assert written == {"all": [{"age_at_least": 70}, {"any": [{"has": "dibao"}]}]}

    def test_leave_a_class_without_conditions_to_the_counter(self):
        staff = a_price_class("工作人员", conditions={}, source="某")
        url = reverse("canteen:edit_price", args=[staff.code])
        told = {
            "revision": 1,
            "name_zh": "员工",
            "name_en": "Staff",
            "source": "柜台",
            "standing": "verified",
        }

        signed_in(a_planner()).post(url, told)

        staff.refresh_from_db()
        assert (staff.name_zh, staff.conditions) == ("员工", {})


@pytest.mark.django_db
class TestDietPage:
    @pytest.fixture
    def resident(self):
        load_notices(now=MONDAY_9AM)
        return a_resident()

    def test_writes_nothing_without_consent(self, resident):
        browser = signed_in(a_steward(resident.community))
        url = reverse("canteen:diet", args=[resident.pk])

        page = shown(browser.get(url))
        browser.post(url, {"revision": 0, "avoids": ["fish"]})

        assert "要居民单独同意" in page
        assert not Diet.objects.exists()

    def test_writes_and_shows_with_consent_and_notes_the_look(self, resident):
        a_consent(resident)
        browser = signed_in(a_steward(resident.community))
        url = reverse("canteen:diet", args=[resident.pk])

        browser.post(url, {"revision": 0, "avoids": ["fish"], "needs": ["soft"]})
        browser.get(url)

        assert Diet.objects.get().avoids == ["fish"]
        assert Viewing.objects.get(subject_id=resident.pk).field == "diet"

    def test_is_not_there_for_a_cook(self, resident):
        browser = signed_in(a_cook(a_kitchen().facility))

        assert browser.get(reverse("canteen:diet", args=[resident.pk])).status_code == 404
