"""Pages of subsidies: the rules, a month of an operator, the month reckoned again."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fangcun.core.accounts.actions import account_for_phone
from fangcun.core.accounts.tests.cast import (
    a_cook,
    a_manager,
    a_planner,
    a_steward,
    an_operator_manager,
    signed_in,
)
from fangcun.core.operators.tests.cast import a_contract, an_operator
from fangcun.services.canteen.actions.defaults import load_default_price_classes
from fangcun.services.canteen.actions.packs import load_default_subsidies
from fangcun.services.canteen.models import SubsidyDifference, SubsidyPack, SubsidyRule
from fangcun.services.canteen.tests.orders_cast import TUESDAY, a_published_menu, an_order
from fangcun.services.canteen.tests.subsidies_cast import (
    a_run_kitchen,
    a_served_meal,
    a_subsidy_pack,
    a_written_rule,
    an_elder,
)
from fangcun.services.canteen.tests.test_order_pages import ordered, todays_menu

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator():
    return an_operator()


@pytest.fixture
def kitchen(operator):
    """A lunch in February: of Chen, who is subsidised, and of somebody who gave no name."""
    a_subsidy_pack(a_written_rule(amount_fen=301), code="elders")
    kitchen = a_run_kitchen(operator)
    (rice,) = a_published_menu(kitchen=kitchen)
    a_served_meal(rice, resident=an_elder(kitchen))
    a_served_meal(rice)
    return kitchen


def asked(operator, page="canteen:settlement", **more):
    query = "".join(f"&{name}={value}" for name, value in more.items())
    return f"{reverse(page)}?operator={operator.pk}&month=2026-02{query}"


def page(user, address):
    answer = signed_in(user).get(address)
    assert answer.status_code == 200
    return answer


class TestSettlementPage:
    def test_opens_to_its_meals_for_those_who_may_read_them(self, operator, kitchen):
        steward = a_steward(kitchen.facility.community)

        shown = page(steward, asked(operator))
        line = asked(operator, "canteen:settled_meals", kitchen=kitchen.pk, period="lunch")
        opened = page(steward, line)

        assert shown.context["told"].meals == 2
        assert shown.context["told"].parts.subsidy_fen == 301
        assert "陈桂英" in opened.content.decode()

    def test_gives_a_planner_sums_that_point_at_nobody(self, operator, kitchen):
        planner = a_planner()

        shown = page(planner, asked(operator))

        assert shown.context["told"].is_hidden
        meals = signed_in(planner).get(asked(operator, "canteen:settled_meals"))
        assert meals.status_code == 403
        sheet = signed_in(planner).get(asked(operator, "canteen:settlement_sheet"))
        assert sheet.status_code == 403

    def test_is_of_nobody_elses_operator(self, operator, kitchen):
        other = an_operator()
        a_run_kitchen(other)
        theirs = signed_in(an_operator_manager(other))

        shown = theirs.get(asked(operator))
        meals = theirs.get(asked(operator, "canteen:settled_meals"))

        assert "told" not in shown.context
        assert meals.status_code == 404

    def test_comes_as_excel_for_whoever_cooks(self, operator, kitchen):
        answer = page(an_operator_manager(operator), asked(operator, "canteen:settlement_sheet"))

        assert answer["Content-Type"].endswith("spreadsheetml.sheet")
        assert answer.content[:2] == b"PK"

    def test_what_is_no_month_is_said_so(self, operator, kitchen):
        steward = a_steward(kitchen.facility.community)

        shown = page(steward, f"{reverse('canteen:settlement')}?month=2026-13")

        assert "请选择月份" in shown.content.decode()

    def test_number_of_queries_does_not_grow(
        self, operator, kitchen, django_assert_max_num_queries
    ):
        (more,) = a_published_menu("面条", kitchen=kitchen, served_on=TUESDAY + timedelta(days=1))
        for _meal in range(5):
            a_served_meal(more, resident=an_elder(kitchen))
        browser = signed_in(a_steward(kitchen.facility.community))
        browser.get(asked(operator))

        with django_assert_max_num_queries(20):
            browser.get(asked(operator))
        with django_assert_max_num_queries(20):
            browser.get(asked(operator, "canteen:settled_meals"))
        with django_assert_max_num_queries(24):
            browser.get(asked(operator, "canteen:recount"))


class TestRecountPage:
    @pytest.fixture(autouse=True)
    def newer(self, kitchen):
        a_subsidy_pack(a_written_rule(amount_fen=401), code="elders", over_version=1)

    def test_lists_person_by_person_and_is_accepted_once(self, operator, kitchen):
        browser = signed_in(a_manager(kitchen.facility.community))
        form = {"operator": operator.pk, "month": "2026-02"}

        shown = browser.get(asked(operator, "canteen:recount"))
        first = browser.post(reverse("canteen:accept_recount"), form, follow=True)
        browser.post(reverse("canteen:accept_recount"), form)

        assert "陈桂英" in shown.content.decode()
        assert shown.context["moved"].resident_fen == -100
        assert SubsidyDifference.objects.get().resident_fen == -100
        assert "没有差额" in first.content.decode()

    def test_shows_a_cook_the_differences_and_no_button(self, operator, kitchen):
        shown = page(a_cook(kitchen.facility), asked(operator, "canteen:recount"))

        assert shown.context["meals"] == 1
        assert reverse("canteen:accept_recount") not in shown.content.decode()

    def test_gives_a_planner_no_names_and_no_small_counts(self, operator, kitchen):
        shown = page(a_planner(), asked(operator, "canteen:recount"))

        assert shown.context["is_hidden"]
        assert "rows" not in shown.context
        assert "陈桂英" not in shown.content.decode()


def as_it_is(browser, pack):
    """What the form of the next version holds before anybody has changed it."""
    editor = browser.get(reverse("canteen:edit_subsidy", args=[pack.code])).context["editor"]
    filled = {"version": pack.version, "more": 0}
    for form in (editor.pack, *editor.rules):
        for field in form:
            value = field.value()
            if value not in {None, "", False} if not isinstance(value, list) else value:
                filled[field.html_name] = field.field.prepare_value(value)
    return filled


class TestPackPages:
    @pytest.fixture
    def browser(self):
        return signed_in(a_planner())

    @pytest.fixture
    def pack(self):
        return a_subsidy_pack(a_written_rule(), code="elders")

    def test_says_to_whom_how_much_and_who_bears_it(self, browser, pack):
        shown = browser.get(reverse("canteen:subsidy", args=[pack.code])).content.decode()

        assert "每餐3元" in shown
        assert "满80周岁" in shown
        assert "区50%、街道30%、机构20%" in shown

    def test_next_version_is_previewed_and_saved(self, browser, pack):
        address = reverse("canteen:edit_subsidy", args=[pack.code])
        form = as_it_is(browser, pack) | {"rule0-amount_fen": "4.5", "valid_from": "2026-03-01"}

        seen = browser.post(address, form | {"step": "preview"})
        browser.post(address, form | {"step": "save"})

        assert seen.context["preview"].meals == 0
        written = SubsidyPack.objects.get(version=2)
        rule = written.rules.get()
        assert (rule.amount_fen, rule.percent, rule.code) == (450, None, "rule")
        assert (rule.district_percent, rule.conditions) == (50, {"all": [{"age_at_least": 80}]})
        assert pack.rules.get().amount_fen == 300

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            pytest.param({"rule0-percent": "20"}, "amount_fen", id="both"),
            pytest.param({"rule0-amount_fen": ""}, "amount_fen", id="neither"),
            pytest.param({"rule0-street_percent": "40"}, "district_percent", id="shares"),
        ],
    )
    def test_what_makes_no_sense_is_said_beside_its_field(self, browser, pack, wrong, field):
        form = as_it_is(browser, pack) | wrong | {"step": "save"}

        answer = browser.post(reverse("canteen:edit_subsidy", args=[pack.code]), form)

        assert field in answer.context["editor"].rules[0].errors
        assert SubsidyPack.objects.count() == 1

    def test_second_of_two_who_write_is_told(self, browser, pack):
        form = as_it_is(browser, pack) | {"step": "save"}
        address = reverse("canteen:edit_subsidy", args=[pack.code])
        browser.post(address, form)

        answer = browser.post(address, form)

        assert "更新的版本" in answer.content.decode()
        assert SubsidyPack.objects.count() == 2

    def test_is_switched_off(self, browser, pack):
        form = {"revision": pack.revision, "is_in_use": "false"}

        browser.post(reverse("canteen:switch_subsidy", args=[pack.code]), form)

        assert not SubsidyPack.objects.get().is_in_use

    def test_of_the_house_name_their_source_and_are_brought_once(self, browser):
        now = timezone.now()
        load_default_price_classes(by="方寸", now=now)
        load_default_subsidies(by="方寸", now=now)
        load_default_subsidies(by="方寸", now=now)

        packs = SubsidyPack.objects.all()
        assert [one.code for one in packs if one.is_in_use] == ["elders"]
        assert all(one.source and one.is_to_be_checked for one in packs)
        assert SubsidyRule.objects.filter(pack__code="elders").count() == 5
        shown = browser.get(reverse("canteen:subsidies")).content.decode()
        assert shown.count("待核") >= len(packs)


class TestWhy:
    def test_is_said_at_the_counter_and_on_his_own_page(self, kitchen):
        (rice,) = a_published_menu(
            "面条",
            kitchen=kitchen,
            served_on=timezone.localdate() + timedelta(days=2),
            now=timezone.now(),
        )
        account = account_for_phone(phone="13800000077", display_name="李秀英")
        elder = an_elder(kitchen, "李秀英", account=account)
        order = an_order(rice, resident=elder, now=timezone.now())
        cook = signed_in(a_cook(kitchen.facility))

        till = cook.get(reverse("canteen:till", args=[kitchen.pk]), {"resident": elder.pk})
        staff = cook.get(reverse("canteen:order", args=[order.pk]))
        own = signed_in(account).get(reverse("meals:order", args=[order.pk]))

        assert till.context["subsidy"].words
        for shown in (staff, own):
            assert "补贴3.01元" in shown.content.decode()


class TestBeforeTheSale:
    def test_the_till_knows_what_this_guest_will_get(self):
        (rice,) = todays_menu()
        kitchen = rice.menu.kitchen
        a_subsidy_pack(a_written_rule(amount_fen=300))
        elder, cook = an_elder(kitchen), signed_in(a_cook(kitchen.facility))
        till = f"{reverse('canteen:till', args=[kitchen.pk])}?period=lunch&resident={elder.pk}"

        before = cook.get(till).context["givings"]
        ordered(rice, resident=elder)
        after = cook.get(till).context["givings"]

        assert before["dine_in"]["amount"] == 300
        assert after == {}


class TestMonth:
    def test_opens_with_an_operator_who_has_cooked(self, kitchen, operator):
        idle = an_operator(name="A 没有开餐的机构")
        a_contract(idle, kitchen.facility)

        page = signed_in(a_planner()).get(reverse("canteen:settlement"))

        assert page.context["form"].cleaned_data["operator"] == operator
